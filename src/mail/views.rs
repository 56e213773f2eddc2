//! The HTML and the plain text of a letter.
use super::{Letter, replies::MARKER};
use crate::{
    kit::{color::Color, visible::cleaned},
    workspaces::Canonical,
};
use askama::Template;

fn one_line(text: &str) -> String {
    cleaned(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A letter as HTML; [`Text`] is the same in plain text.
#[derive(Template)]
#[template(path = "mail/letter.html")]
pub struct Html<'a> {
    from: &'a Canonical,
    to_name: &'a str,
    letter: &'a Letter,
    link: &'a str,
    /// The code to type, which is shown large.
    code: Option<&'a str>,
    on_brand: String,
    edge: String,
    /// The brand and the text on it in the dark.
    dark: (String, String),
    foot: Foot,
    /// What somebody wrote.
    text: &'a str,
    /// The line above which it is answered; empty where it is not answered by mail.
    marker: &'static str,
}

/// The links in the foot of a letter.
pub struct Foot {
    /// Where its reader chooses what they are told.
    pub choices: String,
    /// Stops mails about this occasion; empty where it cannot be stopped.
    pub stop: String,
}

impl<'a> Html<'a> {
    pub fn new(
        from: &'a Canonical,
        to_name: &'a str,
        (letter, code): (&'a Letter, Option<&'a str>),
        link: &'a str,
        foot: Foot,
    ) -> Self {
        let brand = Color::parse(&from.brand);
        let on_brand = brand.map_or_else(|| "#ffffff".to_owned(), |brand| brand.ink().hex());
        let edge = brand.map_or_else(|| on_brand.clone(), |brand| brand.edge().hex());
        let dark = brand.map(Color::on_dark).map(|it| (it.hex(), it.ink().hex()));
        let dark = dark.unwrap_or_else(|| ("#ececec".to_owned(), "#16181b".to_owned()));
        Self { from, to_name, letter, link, code, on_brand, edge, dark, foot, text: "", marker: "" }
    }

    /// The same with what somebody wrote, which may be answered by mail.
    #[must_use]
    pub fn saying(self, text: &'a str, is_answered: bool) -> Self {
        Self { text, marker: if is_answered { MARKER } else { "" }, ..self }
    }

    /// The subject on one line, whatever was typed into it.
    pub fn subject(&self) -> String {
        one_line(&self.letter.subject)
    }

    /// The name of the sender on one line.
    pub fn sender(&self) -> String {
        one_line(&self.from.sender)
    }

    /// The greeting: "Hello Mira", or "Hello" where the name is not known.
    fn greeting(&self) -> String {
        let name = self.to_name.split_whitespace().next();
        name.map_or("Hello".to_owned(), |name| format!("Hello {name}"))
    }

    /// The address of the logo, and its size in a mail.
    fn logo(&self) -> Option<(String, i64, i64)> {
        const HEIGHT: i64 = 40;
        let path = self.from.logo.as_ref()?;
        let (width, height) = (self.from.logo_width?, self.from.logo_height?.max(1));
        let width = (width * HEIGHT / height).clamp(1, 240);
        let origin = self.link.split('/').take(3).collect::<Vec<_>>().join("/");
        Some((format!("{origin}{path}"), width, HEIGHT))
    }

    /// The operator's address on one line.
    fn address(&self) -> String {
        let lines = self.from.address.lines().map(str::trim).filter(|it| !it.is_empty());
        lines.collect::<Vec<_>>().join(", ")
    }

    fn leads_on(&self) -> bool {
        !self.letter.action.is_empty()
    }
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
pub struct Text<'a>(pub &'a Html<'a>);
