//! The door, its lock, and who is asked again inside.
