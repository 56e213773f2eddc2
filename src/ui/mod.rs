//! What stands around every page, and the pieces that pages are made of.
pub mod frame;
pub mod pieces;
