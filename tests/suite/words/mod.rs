//! Words: no page says anything that a second language could not say otherwise, and each message is told what it needs.

mod applications;
mod console;
mod pages;
mod people;
mod pseudo;
mod records;
mod sign_ons;
mod sources;
