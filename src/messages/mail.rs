//! Emails about a message.
use super::{NewMessage, Thread, signed};
use crate::{
    kit::text,
    mail::{Letter, Talk},
};

/// To the side that did not write it.
pub fn sent(it: &NewMessage) -> Talk {
    let who = signed(&it.author, it.side);
    let letter = Letter {
        subject: format!("Message about {}", it.subject),
        lead: format!("{who} wrote:"),
        facts: vec![("About".to_owned(), it.subject.clone())],
        action: "Read and reply".to_owned(),
        path: format!("/messages/{}", it.thread),
    };
    let start = format!("{who} wrote: {}", text::excerpt(&it.body, 400));
    Talk { letter, text: it.body.clone(), start, thread: it.thread }
}

/// To a colleague who was given a conversation.
pub fn assigned(it: &Thread, by: &str) -> Letter {
    Letter {
        subject: format!("A conversation for you: {}", it.subject),
        lead: text::sentence(format!("{by} gave you a conversation with {}", it.account)),
        facts: vec![
            ("About".to_owned(), it.subject.clone()),
            ("Last message".to_owned(), it.last_words.clone()),
        ],
        action: "Read and reply".to_owned(),
        path: format!("/messages/{}", it.id),
    }
}
