//! Value types: ids, money, zoned time, email addresses, colors, devices. They use no clock, database or HTTP.
pub mod color;
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
