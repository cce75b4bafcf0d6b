//! The drill against a dump of every table.
