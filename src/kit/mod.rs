//! Values with laws: ids, money, zoned time, itineraries, colours. No clock, no database, no HTTP.
pub mod colour;
pub mod ids;
pub mod itinerary;
pub mod money;
pub mod price;
pub mod style;
pub mod text;
pub mod zoned;
