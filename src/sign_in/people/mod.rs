//! People, as their organisation's administrators see them: how somebody's account stands, and many who are invited from a list.
//!
//! Nobody is listed. Who is found is found by exactly what they sign in with, through the keeper, at its pace and on record; and what is
//! shown is what the database has of everybody: no name, nothing that an account holds.

pub mod by_program;
pub mod csv;
pub mod find;
mod handing;
pub mod held;
mod letters;
pub mod list;
pub mod many;
pub mod post;
