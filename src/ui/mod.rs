//! The frame around every page, and the components that pages are made of.
pub mod frame;
pub mod linked;
pub mod pieces;
pub mod ring;
pub mod when;
