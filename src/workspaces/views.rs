//! A workspace's icon.
#[cfg(any(test, feature = "local"))]
mod front;
#[cfg(any(test, feature = "local"))]
pub use front::{Door, Front, Login};

use askama::Template;

#[derive(Template)]
#[template(path = "icon.svg", escape = "html")]
pub struct Icon {
    pub ground: String,
    pub ink: String,
    pub letter: char,
}

impl Icon {
    pub fn drawn(&self) -> askama::Result<String> {
        self.render()
    }
}
