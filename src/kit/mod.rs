//! Values with laws: ids, money, zoned time, email addresses, colours, devices. No clock, no database, no HTTP.
pub mod colour;
pub mod device;
pub mod email;
pub mod ids;
pub mod money;
pub mod price;
pub mod sealed;
pub mod signature;
pub mod style;
pub mod text;
pub mod zoned;
