//! Keys that only a person's page opens: what leaves here, and what others' code makes of it.

mod sealed;
