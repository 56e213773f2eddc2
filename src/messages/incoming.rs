//! Replies by mail: whether a mail is taken, who wrote it, and what it says.
use super::{markup, quoting};
use crate::kit::{email::Email, text::folded};
use mail_parser::{MessageParser, MessagePart, MimeHeaders as _, PartType};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The largest mail in bytes, which is also what the platform takes.
pub const LARGEST: usize = 25 * 1024 * 1024;

/// The most files of one mail that are kept with its message.
const MOST_FILES: usize = 10;

/// The head of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub from: String,
    pub from_name: String,
    /// Tells the same mail again; a digest of the mail where it has none.
    pub message_id: String,
    /// Whether a machine wrote it: an absence note, a bounce or a list.
    pub is_automatic: bool,
}

/// Why a mail is not taken, in words for whoever sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    TooLarge,
    Unknown,
    NoAccess,
    Stranger,
}

impl Refusal {
    pub fn words(self) -> &'static str {
        match self {
            Self::TooLarge => "This email is larger than 25 MB. Please send a smaller one.",
            Self::Unknown => "This address takes no email. Please answer in the portal.",
            Self::NoAccess => {
                "You no longer have access to this conversation. Please call operations."
            }
            Self::Stranger => {
                "This address takes answers only from the person whom the email was sent to. Please answer from that address, or write to operations yourself."
            }
        }
    }
}

/// Who wrote a mail to somebody's reply address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// The address at which the person got the mail.
    Confirmed,
    /// Another address, with the person's name.
    Unconfirmed,
    Stranger,
}

/// Who wrote it, for the person with this address and name.
pub fn sender(head: &Head, email: &str, name: &str) -> Sender {
    let spelled = |it: &str| Email::parse(it).map(|it| it.to_string()).unwrap_or_default();
    let words = |it: &str| -> BTreeSet<String> {
        let plain = folded(it);
        let all = plain.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
        all.map(str::to_owned).collect()
    };
    let is_named = words(name).len() > 1 && words(&head.from_name) == words(name);
    match spelled(&head.from) {
        from if !from.is_empty() && from == spelled(email) => Sender::Confirmed,
        _ if is_named => Sender::Unconfirmed,
        _ => Sender::Stranger,
    }
}

/// Reads the head of a mail that came from this envelope sender.
pub fn head(envelope: &str, raw: &[u8]) -> Option<Head> {
    let mail = MessageParser::default().parse_headers(raw)?;
    let from = mail.from().and_then(|it| it.first());
    let header = |name: &'static str| {
        mail.header_raw(name).map(|it| it.trim().to_lowercase()).unwrap_or_default()
    };
    let submitted = header("Auto-Submitted");
    let lists = ["bulk", "list", "junk", "auto_reply"];
    let is_automatic = envelope.trim_matches(['<', '>', ' ']).is_empty()
        || (!submitted.is_empty() && submitted != "no")
        || lists.contains(&header("Precedence").as_str())
        || !header("X-Autoreply").is_empty()
        || !header("X-Autorespond").is_empty();
    let text = |it: Option<&str>| it.unwrap_or_default().trim().to_owned();
    Some(Head {
        from: text(from.and_then(|it| it.address())),
        from_name: text(from.and_then(|it| it.name())),
        message_id: mail
            .message_id()
            .map_or_else(|| crate::kit::text::digest(&[raw]), |it| it.chars().take(300).collect()),
        is_automatic,
    })
}

/// A file that came with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosed {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file of a mail that is not kept with its message, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    pub name: String,
    pub why: String,
}

impl LeftOut {
    pub fn of_kind(name: String) -> Self {
        Self { name, why: "files of this kind are not taken".to_owned() }
    }

    fn too_many(name: String) -> Self {
        Self { name, why: format!("a message takes {MOST_FILES} files") }
    }
}

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub said: String,
    /// What is kept and shown folded.
    pub folded: String,
    pub files: Vec<Enclosed>,
    pub left_out: Vec<LeftOut>,
}

/// Reads a whole mail to this operator. HTML becomes plain text. Of what was said, `most` characters; the rest is folded.
pub fn reply(raw: &[u8], operator: &str, most: usize) -> Option<Reply> {
    let mail = MessageParser::default().parse(raw)?;
    let plain = words(mail.text_bodies());
    let text = if plain.trim().is_empty() { words(mail.html_bodies()) } else { plain };
    let split = quoting::split(&text, operator);
    let (mut files, mut left_out) = (Vec::new(), Vec::new());
    for it in mail.attachments() {
        let name = it.attachment_name().unwrap_or("file").to_owned();
        if it.is_message() {
            left_out.push(LeftOut::of_kind("A forwarded email".to_owned()));
        } else if it.contents().is_empty() || is_signature(it) {
            // Mail programs add these by themselves.
        } else if files.len() == MOST_FILES {
            left_out.push(LeftOut::too_many(name));
        } else {
            files.push(Enclosed { name, bytes: it.contents().to_vec() });
        }
    }
    let nothing = if files.is_empty() { "(This email has no text.)" } else { "(Only files.)" };
    let all = if split.said.is_empty() { nothing.to_owned() } else { split.said };
    let said: String = all.chars().take(most).collect();
    let rest: String = all.chars().skip(most).collect();
    let folded = [rest, split.folded].into_iter().filter(|it| !it.is_empty());
    let folded: String = folded.collect::<Vec<_>>().join("\n\n").chars().take(100_000).collect();
    Some(Reply { said, folded, files, left_out })
}

/// The plain text of the parts.
fn words<'a>(parts: impl Iterator<Item = &'a MessagePart<'a>>) -> String {
    let texts = parts.filter_map(|it| match &it.body {
        PartType::Text(text) => Some(text.to_string()),
        PartType::Html(html) => Some(markup::text(html)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n\n")
}

/// Whether the part proves who wrote the mail: `application/pkcs7-signature`, `application/pgp-signature`.
fn is_signature(part: &MessagePart<'_>) -> bool {
    let subtype = part.content_type().and_then(|it| it.subtype());
    subtype.is_some_and(|it| it.ends_with("-signature"))
}

#[cfg(test)]
mod tests;
