//! The start page on a developer's machine.
use askama::Template;

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
