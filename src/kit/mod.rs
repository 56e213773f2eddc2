//! Value types: ids, keys, money, zoned time, email addresses, colors, devices. They use no clock, database or HTTP.
pub mod clock;
pub mod color;
pub mod device;
pub mod email;
pub mod ids;
pub mod keys;
pub mod language;
pub mod links;
pub mod money;
pub mod network;
pub mod price;
pub mod sealed;
pub mod signature;
pub mod signed;
pub mod style;
pub mod text;
pub mod zoned;
