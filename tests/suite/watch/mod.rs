//! Watching: the audit's pages, what is taken of it elsewhere, and figures.

mod exported;
mod figures;
mod pages;
mod receiver;
mod shipped;
