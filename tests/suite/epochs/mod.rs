//! The keepers' epochs: rotated while people sign in, killed at any moment, and then every older back-up is dead.

mod killed;
mod meanwhile;
mod refused;
mod restored;
mod rotated;
pub mod scene;
