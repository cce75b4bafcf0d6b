//! Responses made by another hand (`peer`), thrown at the portal; each attack beside its control.

mod attacks;
mod logout;
pub(crate) mod peer;
mod site;
