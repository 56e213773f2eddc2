//! Preferences: the style of dates and times, and the mails that a person wants.
use crate::{
    http::form::Form,
    kit::{
        language::Language,
        style::{Hours, Times},
    },
    mail::{Mailing, Topic},
    users::{Grant, Role, Visitor},
    workspaces::{Face, Modules, Words},
};

/// A topic of mails that a person may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailChoice {
    /// The word that is stored.
    pub word: &'static str,
    pub name: &'static str,
    pub hint: &'static str,
}

impl MailChoice {
    /// The topics that the visitor may choose: clients get no mail about what they may not see.
    pub fn of(visitor: &Visitor) -> Vec<Self> {
        let words = visitor.workspace.words();
        if visitor.user.face == Face::Ops {
            return Topic::ALL.map(|it| Self::topic(it, words)).into();
        }
        let has = |mailing: &Mailing| match mailing {
            Mailing::Quotes => visitor.travels() && visitor.is_granted(Grant::SeeMoney),
            Mailing::Trips => visitor.travels(),
            Mailing::Invoices => visitor.is_granted(Grant::SeeMoney),
            Mailing::Messages => true,
            Mailing::Services => visitor.user.role == Role::Customer,
        };
        let is_open = |mailing: &Mailing| {
            mailing
                .module()
                .is_none_or(|it| !visitor.workspace.hidden.meets(Modules::NONE.with(it)))
        };
        Mailing::ALL
            .into_iter()
            .filter(has)
            .filter(is_open)
            .map(|it| Self::mailing(it, words))
            .collect()
    }

    fn mailing(it: Mailing, words: &Words) -> Self {
        let (name, hint) = match it {
            Mailing::Quotes => ("Quotes", "A quote is ready, changed or withdrawn."),
            Mailing::Trips => (words.trips, "A trip is confirmed, changed or canceled."),
            Mailing::Invoices => ("Invoices", "An invoice is issued or a payment recorded."),
            Mailing::Messages => ("Messages", "Operations wrote to you."),
            Mailing::Services => {
                ("Services", "Your order is confirmed, changed, completed or declined.")
            }
        };
        Self { word: it.name(), name, hint }
    }

    fn topic(it: Topic, words: &Words) -> Self {
        let (name, hint) = match it {
            Topic::Request => ("Requests", "A client asked for a trip or withdrew a request."),
            Topic::Answer => ("Answers", "A client answered a quote."),
            Topic::Message => ("Messages", "A client wrote."),
            Topic::Service => {
                ("Services", "A customer ordered services, accepted a change or canceled.")
            }
            Topic::Trip => (words.trips, "A client changed or canceled a trip."),
            Topic::Access => ("Access", "Somebody asked for access to the portal."),
        };
        Self { word: it.name(), name, hint }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferences {
    pub language: Language,
    /// None to follow the workspace.
    pub hours: Option<Hours>,
    pub times: Times,
    /// The words of the topics that are wanted, and of those that are not.
    pub wanted: Vec<&'static str>,
    pub unwanted: Vec<&'static str>,
}

impl Preferences {
    /// Reads the form; complains about each unknown choice.
    pub fn read(form: &mut Form, choices: &[MailChoice]) -> Option<Self> {
        let language = Language::of(form.value("language"));
        let hours = match form.value("hours") {
            "" => Some(None),
            "24" => Some(Some(Hours::TwentyFour)),
            "12" => Some(Some(Hours::Twelve)),
            _ => None,
        };
        let times = match form.value("times") {
            "local" => Some(Times::Local),
            "zulu" => Some(Times::Zulu),
            _ => None,
        };
        for (name, is_missing) in [
            ("language", language.is_none()),
            ("hours", hours.is_none()),
            ("times", times.is_none()),
        ] {
            if is_missing {
                form.complain(name, "Please choose one.");
            }
        }
        let (wanted, unwanted) =
            choices.iter().map(|it| it.word).partition(|word| form.has("mail", word));
        Some(Self { language: language?, hours: hours?, times: times?, wanted, unwanted })
    }

    /// The sentence for the history.
    pub fn history(&self) -> String {
        let hours = match self.hours {
            None => "hours as the workspace",
            Some(Hours::Twelve) => "12 h",
            Some(Hours::TwentyFour) => "24 h",
        };
        let times = if self.times == Times::Zulu { "Zulu" } else { "local times" };
        let mails = if self.wanted.is_empty() { "none".to_owned() } else { self.wanted.join(", ") };
        format!("{}, {hours}, {times}; emails: {mails}", self.language.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHOICES: [MailChoice; 2] = [
        MailChoice { word: "trips", name: "Trips", hint: "" },
        MailChoice { word: "messages", name: "Messages", hint: "" },
    ];

    #[test]
    fn unchecked_topics_are_unwanted_and_unknown_ones_are_ignored() {
        let mut form = Form::of([
            ("language", "sv"),
            ("hours", "12"),
            ("times", "zulu"),
            ("mail", "trips"),
            ("mail", "secrets"),
        ]);
        let read = Preferences::read(&mut form, &CHOICES).map(|it| (it.history(), it.unwanted));
        let told = "Svenska, 12 h, Zulu; emails: trips".to_owned();
        assert_eq!(read, Some((told, vec!["messages"])));
    }

    #[test]
    fn an_unknown_choice_gets_a_complaint() {
        let mut form = Form::of([("language", "tlh"), ("hours", "24"), ("times", "local")]);
        assert_eq!(Preferences::read(&mut form, &CHOICES), None);
        assert!(form.complaint("language").is_some() && form.complaint("hours").is_none());
    }
}
