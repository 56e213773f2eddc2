//! A form as it was sent: the visitor's input, to be shown again, and complaints about its fields.
mod arrival;
mod dates;
mod days;
mod fields;
mod json;
mod numbers;
mod summary;

pub use json::Json;

use crate::{db::once::Once, http::pairs::Fields};

#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Fields,
    /// The fields that had characters which were taken out, as they were sent.
    raw: Fields,
    complaints: Vec<(String, String)>,
    questions: Vec<Question>,
    /// The word for a row of these fields: "Leg" for `from.0`.
    rows: Vec<(&'static [&'static str], &'static str)>,
    /// How many rows are before the first one of the form.
    rows_before: usize,
    once: Once,
    /// Where it is shown again and not carried out: whether the record changed meanwhile.
    replayed: Option<bool>,
}

/// What a field is asked about, because its value can mean several things or is improbable.
#[derive(Debug, Clone)]
pub struct Question {
    /// The field that is asked about.
    pub about: String,
    /// The field that the chosen answer is sent in.
    pub answer: String,
    pub words: String,
    /// The answers to choose from, as values and words. A single one is a box to tick.
    pub readings: Vec<(String, String)>,
}

impl Question {
    pub fn is_tick(&self) -> bool {
        self.readings.len() == 1
    }

    /// Whether there are so many answers that they are chosen from a list.
    pub fn is_long(&self) -> bool {
        self.readings.len() > 12
    }
}

impl Form {
    /// A form that was not sent yet, with the values that it shows at first.
    pub fn of<N: Into<String>, V: Into<String>>(fields: impl IntoIterator<Item = (N, V)>) -> Self {
        Self {
            fields: fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            ..Self::default()
        }
    }

    fn sent(&self, name: &str) -> Option<&String> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }

    /// The value of a field, trimmed; empty if there is none.
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// The value of a field as it was sent: not trimmed, and with characters that nobody sees. For
    /// passwords, and for what is refused because of such characters.
    pub fn verbatim(&self, name: &str) -> &str {
        let raw = self.raw.iter().find(|(field, _)| field == name).map(|(_, value)| value);
        raw.or_else(|| self.sent(name)).map_or("", String::as_str)
    }

    /// All values of a field that may occur several times, trimmed.
    pub fn values(&self, name: &str) -> Vec<&str> {
        self.fields
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value.trim())
            .collect()
    }

    /// Whether the field has this value.
    pub fn is(&self, name: &str, value: impl std::fmt::Display) -> bool {
        self.value(name) == value.to_string()
    }

    /// Whether one of the values of the field is this one, as for a ticked checkbox.
    pub fn has(&self, name: &str, value: impl AsRef<str>) -> bool {
        self.values(name).contains(&value.as_ref())
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|(field, _)| field != name);
        self.fields.push((name.to_owned(), value.into()));
    }

    /// Adds a value to a field that may occur several times.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.fields.push((name.to_owned(), value.into()));
    }

    pub fn unset(&mut self, name: &str) {
        self.fields.retain(|(field, _)| field != name);
    }

    /// How many rows were sent: fields named `name.0`, `name.1` and so on.
    pub fn rows(&self, name: &str) -> usize {
        (0..self.fields.len())
            .take_while(|i| self.fields.iter().any(|(field, _)| *field == format!("{name}.{i}")))
            .count()
    }

    pub fn complain(&mut self, name: impl Into<String>, words: impl Into<String>) {
        self.complaints.push((name.into(), words.into()));
    }

    /// Asks about a field with `words`, which is a complaint until one of the readings was chosen as
    /// the value of the field `answer`; returns that value. It should name what it answers, so that
    /// it no longer counts after the field was edited.
    pub fn ask(
        &mut self,
        about: impl Into<String>,
        answer: impl Into<String>,
        words: impl Into<String>,
        readings: Vec<(String, String)>,
    ) -> Option<String> {
        let (about, answer, words) = (about.into(), answer.into(), words.into());
        let chosen = readings.iter().map(|(value, _)| value).find(|it| self.has(&answer, it));
        let chosen = chosen.cloned();
        if chosen.is_none() {
            self.complain(about.as_str(), words.as_str());
        }
        self.questions.push(Question { about, answer, words, readings });
        chosen
    }

    /// Takes back the questions about this field.
    pub(super) fn unask(&mut self, name: &str) {
        self.questions.retain(|it| it.about != name);
    }

    /// The first question about this field.
    pub fn question(&self, name: &str) -> Option<&Question> {
        self.questions.iter().find(|it| it.about == name)
    }

    /// The questions about this field. The answered ones are among them, so that the page sends their
    /// answers again.
    pub fn questions<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f Question> {
        self.questions.iter().filter(move |it| it.about == name)
    }

    /// Whether it must not be carried out, so that it is shown again.
    pub fn has_complaints(&self) -> bool {
        !self.complaints.is_empty() || self.replayed.is_some()
    }

    /// Whether it is shown again and not carried out.
    pub fn is_replayed(&self) -> bool {
        self.replayed.is_some()
    }

    /// Drops the complaints about all fields but these.
    pub fn forgive(&mut self, is_kept: impl Fn(&str) -> bool) {
        self.complaints.retain(|(name, _)| is_kept(name));
    }

    /// The first complaint about this field.
    pub fn complaint(&self, name: &str) -> Option<&str> {
        self.complaints.iter().find(|(field, _)| field == name).map(|(_, words)| words.as_str())
    }

    /// The field and the text of every complaint.
    pub fn complaints(&self) -> &[(String, String)] {
        &self.complaints
    }

    /// The version that the form shows: the one that was sent, but the `current` one where none was sent yet, or
    /// where the form is shown again as somebody else changed the record, and its sender has been told.
    pub fn version(&self, current: impl std::fmt::Display) -> String {
        match self.value("version") {
            "" => current.to_string(),
            _ if self.replayed == Some(true) => current.to_string(),
            sent => sent.to_owned(),
        }
    }

    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The version of the record that the page showed; 0 if there was none.
    pub fn seen(&self) -> i64 {
        self.value("version").parse().unwrap_or(0)
    }

    /// The same, but the `current` version where the form is shown again as somebody else changed the record.
    pub fn seen_of(&self, current: i64) -> i64 {
        if self.replayed == Some(true) { current } else { self.seen() }
    }

    /// Identifies this form of this page view: a form that is sent twice is carried out once.
    pub fn key(&self) -> &str {
        &self.once.key
    }

    /// A digest of the whole body, to tell whether the same key was sent with other values.
    pub fn digest(&self) -> &str {
        &self.once.digest
    }
}

impl AsRef<Once> for Form {
    fn as_ref(&self) -> &Once {
        &self.once
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_form_keeps_what_the_visitor_typed() {
        let mut form =
            Form::posted("/requests", b"key=k&name=+Zo%C3%AB+&leg.0=TEB&leg.1=PBI&pick=a&pick=b")
                .unwrap();
        assert_eq!(
            (form.value("name"), form.verbatim("name"), form.value("none")),
            ("Zoë", " Zoë ", "")
        );
        assert_eq!(
            (form.rows("leg"), form.has("pick", "b"), form.has("pick", "c")),
            (2, true, false)
        );
        assert_eq!(form.required("name", 2, "Say who."), "Zoë");
        assert_eq!(form.complaint("name"), Some("Please use 2 characters or fewer."));
    }

    #[test]
    fn a_question_is_asked_at_its_field_and_answered_by_another() {
        let mut form = Form::of([("time", "01:30")]);
        let readings = ["EDT", "EST"].map(|zone| (format!("01:30 {zone}"), zone.to_owned()));
        let ask = |form: &mut Form| {
            form.ask("time", "time-which", "Clocks show this time twice.", readings.to_vec())
        };
        assert_eq!(ask(&mut form), None);
        assert_eq!(form.complaint("time"), Some("Clocks show this time twice."));
        let question = form.question("time").unwrap();
        assert_eq!((question.answer.as_str(), question.is_tick()), ("time-which", false));
        assert!(form.question("date").is_none());
        let mut answered = Form::of([("time", "01:30"), ("time-which", "01:30 EST")]);
        assert_eq!(ask(&mut answered).as_deref(), Some("01:30 EST"));
        assert!(!answered.has_complaints() && answered.question("time").is_some());
    }

    #[test]
    fn what_nobody_can_see_is_taken_out_of_a_text_and_left_in_a_password() {
        let body = b"name=Mira%00+%E2%80%AELindqvist&none=%E2%80%8B%E3%85%A4&password=a%00b&again=+%E2%80%8B";
        let mut form = Form::posted("/", body).unwrap();
        assert_eq!(form.value("name"), "Mira Lindqvist");
        assert_eq!(form.required("none", 9, "Say who."), "");
        assert_eq!(form.complaint("none"), Some("Say who."));
        assert_eq!((form.verbatim("password"), form.verbatim("again")), ("a\0b", " \u{200b}"));
        assert_eq!(
            (form.verbatim("name"), form.verbatim("other")),
            ("Mira\0 \u{202e}Lindqvist", "")
        );
    }

    #[test]
    fn a_key_is_different_at_every_path() {
        let at = |path| Form::posted(path, b"key=k").unwrap();
        assert_eq!(at("/a").key(), at("/a").key());
        assert_ne!(at("/a").key(), at("/b").key());
        assert_eq!(at("/a").digest(), at("/b").digest());
    }
}
