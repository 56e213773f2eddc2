//! Reading a field of a form as what it is for, with a complaint where it is not that.
use super::Form;
use crate::kit::{
    email::{Email, EmailError},
    links::{self, NameOf},
};

impl Form {
    /// The value of a field. Complains if it has more than `most` characters.
    pub fn text(&mut self, name: &str, most: usize) -> String {
        let value = self.value(name).to_owned();
        if value.chars().count() > most {
            self.complain(name, format!("Please use {most} characters or fewer."));
        }
        value
    }

    /// The same, but complains with `missing` if it is empty.
    pub fn required(&mut self, name: &str, most: usize, missing: &str) -> String {
        let value = self.text(name, most);
        if value.is_empty() {
            self.complain(name, missing);
        }
        value
    }

    /// The name of a person. Complains if it is missing, too long, or the address of a web page.
    pub fn person(&mut self, name: &str, most: usize, missing: &str) -> String {
        let value = self.required(name, most, missing);
        self.refuse_address(name, NameOf::Person);
        value
    }

    /// The name of a company or an account, in the same way.
    pub fn company(&mut self, name: &str, most: usize, missing: &str) -> String {
        let value = self.required(name, most, missing);
        self.refuse_address(name, NameOf::Company);
        value
    }

    /// The same for one that may be left out.
    pub fn company_or_none(&mut self, name: &str, most: usize) -> String {
        let value = self.text(name, most);
        self.refuse_address(name, NameOf::Company);
        value
    }

    /// Complains about a name that would become a link, or lines of its own, in a mail.
    fn refuse_address(&mut self, name: &str, of: NameOf) {
        let value = self.value(name);
        if links::has_address(value, of) {
            self.complain(name, "Enter a name, not a web address.");
        } else if value.contains(['\n', '\r']) {
            self.complain(name, "Enter the name on one line.");
        }
    }

    /// An email address. Complains if it is missing or not valid.
    pub fn email(&mut self, name: &str) -> Option<Email> {
        let read = Email::parse(self.verbatim(name));
        read.map_err(|error| self.complain(name, error.to_string())).ok()
    }

    /// The same for an address that may be left out.
    pub fn email_or_none(&mut self, name: &str) -> Option<Email> {
        match Email::parse(self.verbatim(name)) {
            Err(EmailError::Missing) => None,
            _ => self.email(name),
        }
    }
}
