//! A workspace's icon, and the front door of a portal that runs locally.
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

#[derive(Template)]
#[template(path = "front.html")]
pub struct Front {
    pub workspaces: Vec<Door>,
    pub password: &'static str,
}

pub struct Door {
    pub name: String,
    pub trade: &'static str,
    pub client_url: String,
    pub ops_url: String,
    pub logins: Vec<Login>,
}

pub struct Login {
    pub who: String,
    pub email: String,
    pub role: &'static str,
    pub url: String,
}
