//! Email addresses: parsed the same way in every form, and stored in one spelling.
mod list;

use crate::{
    db::query::Value,
    kit::{unicode::ascii_host, visible::is_invisible},
};
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, fmt, ops::Deref};

/// The longest address that mail can be delivered to (RFC 5321).
const LONGEST: usize = 254;
/// The longest part before the @ sign.
const LONGEST_LOCAL: usize = 64;

/// An address in lower-case ASCII that can be written into a mail header: the local part has no quotes or
/// spaces, and the domain has letters beyond ASCII in Punycode.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Email(String);

/// Why a text is not an email address. Its `Display` is the complaint shown at the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailError {
    Missing,
    LineBreak,
    Several,
    NoAt,
    ManyAts,
    Space,
    Quotes,
    NoLocal,
    LongLocal,
    Periods,
    Character(char),
    Domain,
    Long,
}

impl Email {
    /// Reads an address as people type and paste it: with invisible characters in it, after
    /// `mailto:`, or in angle brackets after a name.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let visible = visible(text);
        let text = visible.trim();
        if text.contains(char::is_control) {
            return Err(EmailError::LineBreak);
        }
        let address = without_mailto(out_of_brackets(text)?);
        // Decoding a mailto link may reveal a line break.
        if address.contains(char::is_control) {
            return Err(EmailError::LineBreak);
        }
        let (local, domain) = halves(address.trim())?;
        check_local(local)?;
        let whole = format!("{}@{}", local.to_ascii_lowercase(), ascii_domain(domain)?);
        if whole.len() > LONGEST { Err(EmailError::Long) } else { Ok(Self(whole)) }
    }

    /// The text to look up an account by: the address in its stored spelling, or, if it is not valid, the
    /// text in lower case. A sign-in with it then gets the same answer as with an unknown address.
    pub fn sought(text: &str) -> String {
        Self::parse(text).map_or_else(|_| text.trim().to_lowercase(), Into::into)
    }
}

/// The text without invisible characters: zero-width characters, direction marks, soft hyphens, variation
/// selectors and no-break spaces.
fn visible(text: &str) -> String {
    let is_hidden = |c: &char| is_invisible(*c) || matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    text.chars().filter(|c| !is_hidden(c)).collect()
}

/// The address of `Name <address>`; a text without angle brackets is the address.
fn out_of_brackets(text: &str) -> Result<&str, EmailError> {
    let Some((name, address)) = text.strip_suffix('>').and_then(|text| text.rsplit_once('<'))
    else {
        return Ok(text);
    };
    let address = address.trim();
    // Some mail programs write the address as the name if they know no name.
    let is_name = !name.contains('@') || name.trim().eq_ignore_ascii_case(address);
    if is_name { Ok(address) } else { Err(EmailError::Several) }
}

/// The address of a `mailto:` link, without a subject or other fields.
fn without_mailto(text: &str) -> String {
    const SCHEME: &str = "mailto:";
    let link = text
        .split_at_checked(SCHEME.len())
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case(SCHEME));
    let Some((_, link)) = link else {
        return text.to_owned();
    };
    let address = link.split_once('?').map_or(link, |(address, _)| address);
    visible(&percent_decode_str(address).decode_utf8_lossy())
}

fn halves(address: &str) -> Result<(&str, &str), EmailError> {
    let ats = address.matches('@').count();
    if address.is_empty() {
        Err(EmailError::Missing)
    } else if ats > 1 && address.contains([',', ';', ' ']) {
        Err(EmailError::Several)
    } else if ats > 1 {
        Err(EmailError::ManyAts)
    } else if ats == 1 && address.contains(char::is_whitespace) {
        Err(EmailError::Space)
    } else {
        address.split_once('@').ok_or(EmailError::NoAt)
    }
}

/// Allows the characters of a dot-string in RFC 5321. Quoted local parts are refused.
fn check_local(local: &str) -> Result<(), EmailError> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    if local.is_empty() {
        Err(EmailError::NoLocal)
    } else if local.contains(['"', '\u{201c}', '\u{201d}']) {
        Err(EmailError::Quotes)
    } else if let Some(odd) = local.chars().find(|c| !is_plain(*c)) {
        Err(EmailError::Character(odd))
    } else if local.split('.').any(str::is_empty) {
        Err(EmailError::Periods)
    } else if local.len() > LONGEST_LOCAL {
        Err(EmailError::LongLocal)
    } else {
        Ok(())
    }
}

/// The domain in ASCII, by UTS #46. It needs two labels or more, and IP addresses are refused.
fn ascii_domain(domain: &str) -> Result<String, EmailError> {
    let ascii = ascii_host(domain).ok_or(EmailError::Domain)?;
    match ascii.rsplit_once('.') {
        Some((_, top)) if !top.bytes().all(|b| b.is_ascii_digit()) => Ok(ascii),
        _ => Err(EmailError::Domain),
    }
}

impl fmt::Display for EmailError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Missing => "Enter an email address, such as name@example.com.",
            Self::LineBreak => {
                "Enter the email address on one line, without line breaks or hidden characters."
            }
            Self::Several => "Enter one email address only.",
            Self::NoAt => {
                "Enter a full email address, such as name@example.com. The @ sign is missing."
            }
            Self::ManyAts => "An email address has only one @ sign.",
            Self::Space => "An email address has no spaces. Remove the space.",
            Self::Quotes => "Leave out the quotation marks.",
            Self::NoLocal => "Enter the part before the @ sign, too.",
            Self::LongLocal => "The part before the @ sign can have 64 characters at most.",
            Self::Periods => {
                "The part before the @ sign cannot start or end with a period, or have two in a row."
            }
            Self::Character(c) => {
                return write!(
                    f,
                    "The part before the @ sign cannot have \u{201c}{c}\u{201d} in it."
                );
            }
            Self::Domain => "Check the part after the @ sign. It looks like example.com.",
            Self::Long => "An email address can have 254 characters at most.",
        };
        f.write_str(words)
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Deref for Email {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Email {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Email {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Email {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

impl From<&Email> for Value {
    fn from(email: &Email) -> Self {
        Self::Text(email.0.clone())
    }
}

#[cfg(test)]
mod tests;
