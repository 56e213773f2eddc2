//! What the mail service tells of mails that were sent: that one came back, was called unwanted, or arrived.
use serde_json::Value;

/// What became of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    Bounced(String),
    Complained,
    Delivered,
}

/// An event of the mail service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The mail service's id of the mail.
    pub mail: String,
    pub fate: Fate,
}

impl Fate {
    /// The word that is stored.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Bounced(_) => "bounced",
            Self::Complained => "complained",
            Self::Delivered => "delivered",
        }
    }

    /// What staff read about the address.
    pub fn words(&self) -> String {
        match self {
            Self::Bounced(why) if why.is_empty() => "The email came back.".to_owned(),
            Self::Bounced(why) => format!("The email came back: {why}"),
            Self::Complained => "The reader marked the email as unwanted.".to_owned(),
            Self::Delivered => String::new(),
        }
    }
}

/// Reads an event; none if it is of another kind or says that the mail service still tries.
pub fn read(json: &str) -> Option<Told> {
    let event: Value = serde_json::from_str(json).ok()?;
    let kind = event.get("type")?.as_str()?.rsplit('.').next()?;
    let payload = event.get("payload")?;
    let text = |path: &str| payload.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let why = ["/delivery/smtpResponse", "/delivery/message", "/reason"].map(text);
    let why = why.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
    let code = payload.pointer("/delivery/smtpStatusCode").map(ToString::to_string);
    let fate = match kind {
        "bounced" | "failed" | "rejected" => {
            let all = [code.unwrap_or_default(), why.to_owned()].join(" ");
            Fate::Bounced(all.trim().chars().take(300).collect())
        }
        "complained" => Fate::Complained,
        "delivered" => Fate::Delivered,
        _ => return None,
    };
    Some(Told { mail: text("/messageId").to_owned(), fate })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, payload: &str) -> Option<Told> {
        read(&format!(r#"{{"type":"cf.email.sending.message.{kind}","payload":{payload}}}"#))
    }

    #[test]
    fn each_event_is_read_and_others_are_not() {
        let bounced = event(
            "bounced",
            r#"{"messageId":"m1","delivery":{"smtpStatusCode":550,"smtpResponse":"No such user"}}"#,
        );
        let told = Told { mail: "m1".into(), fate: Fate::Bounced("550 No such user".into()) };
        assert_eq!(bounced, Some(told));
        let complained = event("complained", r#"{"messageId":"m1"}"#).unwrap();
        assert_eq!(complained.fate, Fate::Complained);
        assert_eq!(event("delivered", r#"{"messageId":"m1"}"#).unwrap().fate, Fate::Delivered);
        assert_eq!(event("deferred", r#"{"messageId":"m1"}"#), None);
        assert_eq!(read("no JSON"), None);
        assert_eq!(read("{}"), None);
    }
}
