//! `/messages` on the operations side
use crate::routes::Routes;

pub fn routes() -> Routes {
    Routes::new()
}
