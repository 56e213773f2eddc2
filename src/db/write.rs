//! A change to the database. Its first statement, the guard, inserts the event of the audit trail, but only
//! if the change may still happen. Every other statement, a follower, does nothing without that event. So a
//! change that lost a race, or a form that was sent twice, writes nothing.
//!
//! ```ignore
//! pub fn remove(rate: &Rate) -> Write {
//!     let guard = begins!(staff, "JOIN rates r ON r.workspace_id = me.workspace_id AND r.id = :rate");
//!     Write::begin("rate_removed", rate.id, guard).bind("rate", rate.id).then(follows!(
//!         "DELETE FROM rates WHERE id = :rate AND workspace_id = (SELECT workspace_id FROM it)"
//!     ))
//! }
//! visit.write(&form, remove(&rate), "/rates", "Rate removed.").await // 409 if the guard found no row
//! ```
use crate::{
    db::{
        change::{Change, Sent, before},
        limits,
        names::numbered,
        once::Once,
        query::{Bindings, Changes, Statement, Value},
        scope::Scope,
    },
    kit::ids::EventId,
};

pub(crate) use crate::db::event::{begins, follows};

/// A change that was decided, to be written if its guard still holds.
#[derive(Debug)]
pub struct Write {
    action: &'static str,
    subject: String,
    note: String,
    form: Option<Asking>,
    guard: &'static str,
    /// For the guard and every statement added by [`Write::then`].
    bindings: Bindings,
    followers: Vec<Follower>,
    /// Changes added by [`Write::also`].
    others: Vec<(EventId, Write)>,
}

/// The form that asked for a change, and the address its sender is redirected to.
#[derive(Debug)]
struct Asking {
    /// The same key is carried out once.
    key: String,
    digest: String,
    answer: String,
}

/// A statement that does nothing unless the event of its change was inserted.
#[derive(Debug)]
pub struct Follower {
    sql: &'static str,
    /// None: uses the values of the [`Write`] that it belongs to.
    bindings: Option<Bindings>,
}

impl Follower {
    /// `sql` is made by [`follows`]. Its values are added by [`Follower::bind`].
    pub fn new(sql: &'static str) -> Self {
        Self { sql, bindings: Some(Vec::new()) }
    }

    /// Sets the value of the parameter `:name`.
    #[must_use]
    pub fn bind(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.bindings.get_or_insert_default().push((name, value.into()));
        self
    }

    /// Sets the values of several parameters.
    #[must_use]
    pub fn bind_all(mut self, bindings: Bindings) -> Self {
        self.bindings.get_or_insert_default().extend(bindings);
        self
    }
}

impl Write {
    /// `action` and `subject` describe the event: what was done, to which id. `guard` is made by [`begins`];
    /// its values are added by [`Write::bind`].
    pub fn begin(
        action: &'static str,
        subject: impl std::fmt::Display,
        guard: &'static str,
    ) -> Self {
        Self {
            action,
            subject: subject.to_string(),
            note: String::new(),
            form: None,
            guard,
            bindings: Vec::new(),
            followers: Vec::new(),
            others: Vec::new(),
        }
    }

    /// Sets the value of `:name` in the guard and in the statements of [`Write::then`].
    #[must_use]
    pub fn bind(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.bindings.push((name, value.into()));
        self
    }

    /// Sets the values of several parameters.
    #[must_use]
    pub fn bind_all(mut self, bindings: Bindings) -> Self {
        self.bindings.extend(bindings);
        self
    }

    /// What the history shows beside the action: a reason, the name of a stage.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Adds a follower, made by [`follows`], which uses the values of [`Write::bind`].
    #[must_use]
    pub fn then(mut self, sql: &'static str) -> Self {
        self.followers.push(Follower { sql, bindings: None });
        self
    }

    /// Adds followers that another feature made, with values of their own.
    #[must_use]
    pub fn with(mut self, followers: impl IntoIterator<Item = Follower>) -> Self {
        self.followers.extend(followers);
        self
    }

    /// Adds another change to the same transaction, with its own event and guard. In its guard, `:cause` is
    /// the event of this change.
    #[must_use]
    pub fn also(mut self, event: EventId, other: Self) -> Self {
        self.others.push((event, other));
        self
    }

    /// Stores the form's key and answer with the event: the same form sent again gets the same answer.
    #[must_use]
    pub fn answering(mut self, form: &impl AsRef<Once>, answer: &str) -> Self {
        let Once { key, digest } = form.as_ref().clone();
        self.form = Some(Asking { key, digest, answer: answer.to_owned() });
        self
    }

    /// The statements of the change, for the form that asked for it and the address it redirects to.
    pub fn sent_by(
        self,
        scope: &Scope,
        form: &impl AsRef<Once>,
        event: EventId,
        answer: &str,
    ) -> Sent {
        let counts = limits::counts(scope, self.action, &self.subject, event);
        let change = self.answering(form, answer).by(scope, event);
        Sent::new(change, before(scope, form), counts)
    }

    /// The same if no form is remembered: for somebody who is signed out, the queue or the cron job.
    pub fn by(self, scope: &Scope, event: EventId) -> Change {
        let (mut events, mut statements) = (Vec::new(), Vec::new());
        self.into_statements(scope, event, &mut events, &mut statements);
        Change::new(statements, &events)
    }

    fn into_statements(
        mut self,
        scope: &Scope,
        event: EventId,
        events: &mut Vec<EventId>,
        statements: &mut Vec<Statement>,
    ) {
        #[cfg(test)]
        self.check_names();
        let guard = scope
            .query::<Changes>(self.guard)
            .bind("event", event)
            .bind("action", self.action)
            .bind("subject", self.subject)
            .bind("note", self.note)
            .bind("form_key", self.form.as_ref().map(|form| form.key.as_str()))
            .bind("form_digest", self.form.as_ref().map(|form| form.digest.as_str()))
            .bind("form_answer", self.form.as_ref().map(|form| form.answer.as_str()))
            .bind("network", scope.address.as_str())
            .bind("country", scope.country.as_str())
            .bind("read_as", scope.read_as.get().copied());
        self.bindings.extend(guard.statement.bindings);
        let shared = |sql| Statement::new(sql, used(sql, &self.bindings));
        statements.push(shared(self.guard));
        statements.extend(self.followers.into_iter().map(|it| match it.bindings {
            Some(mut bindings) => {
                bindings.push(("event", event.into()));
                Statement::new(it.sql, bindings)
            }
            None => shared(it.sql),
        }));
        events.push(event);
        for (other, mut write) in self.others {
            write.bindings.push(("cause", event.into()));
            write.into_statements(scope, other, events, statements);
        }
    }

    /// Fails a test that binds a name twice, or one that neither the guard nor a follower uses.
    #[cfg(test)]
    fn check_names(&self) {
        let own = self.followers.iter().filter(|it| it.bindings.is_none()).map(|it| it.sql);
        let all: Vec<_> = own.chain([self.guard]).flat_map(|sql| &numbered(sql).names).collect();
        for (i, (name, _)) in self.bindings.iter().enumerate() {
            assert!(!OWN.contains(name), "{}: :{name} is bound by the guard itself", self.action);
            assert!(
                *name == "cause" || all.contains(&name),
                "{}: :{name} is bound and not used",
                self.action
            );
            let twice = self.bindings.iter().skip(i + 1).any(|(other, _)| other == name);
            assert!(!twice, "{}: :{name} is bound twice", self.action);
        }
    }
}

/// The names that a guard binds by itself.
#[cfg(test)]
const OWN: [&str; 13] = [
    "event",
    "action",
    "subject",
    "note",
    "form_key",
    "form_digest",
    "form_answer",
    "network",
    "country",
    "read_as",
    "host",
    "session",
    "now",
];

/// The bindings that a statement uses.
fn used(sql: &'static str, bindings: &Bindings) -> Bindings {
    let names = &numbered(sql).names;
    bindings.iter().filter(|(name, _)| names.contains(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::scope::{door, staff},
        http::form::Form,
        testing::cast::*,
    };

    const NOTED: &str = begins!(staff, "WHERE me.role = :role");

    fn noted() -> Write {
        Write::begin("noted", "x", NOTED).bind("role", "dispatcher")
    }

    fn event(portal: &Portal) -> EventId {
        EventId::new(NOON, &portal.app.chance())
    }

    #[test]
    fn a_withdrawn_right_stops_the_change() {
        let portal = Portal::open("");
        assert!(portal.write(DANA, noted()).held);
        portal.app.db.execute("UPDATE users SET version = 2 WHERE name = 'Dana Whitfield'");
        assert!(!portal.write(DANA, noted()).held);
        assert_eq!(portal.value("SELECT count(*) FROM events"), "1");
    }

    #[test]
    fn a_change_needs_a_visitor_who_was_read_first() {
        let portal = Portal::open("");
        let scope = scope_of(DANA);
        let unread = Scope::new(&scope.host, scope.session, scope.now, "");
        let form = Form::posted("/", b"key=k").unwrap();
        let sent = noted().sent_by(&unread, &form, EventId::new(NOON, &[1; 10]), "/");
        assert!(!futures_executor::block_on(portal.app.db.run(sent)).unwrap().held);
    }

    #[test]
    fn a_second_change_happens_only_if_the_first_one_did() {
        const CAUSED: &str = begins!(staff, "JOIN events c ON c.id = :cause");
        let portal = Portal::open("");
        let also = |write: Write| write.also(event(&portal), Write::begin("caused", "x", CAUSED));
        assert!(portal.write(DANA, also(noted())).held);
        let refused = Write::begin("noted", "x", NOTED).bind("role", "accounting");
        assert!(!portal.write(DANA, also(refused)).held);
        let actions = "SELECT group_concat(action ORDER BY action) FROM events";
        assert_eq!(portal.value(actions), "caused,noted");
    }

    #[test]
    fn an_event_of_somebody_signed_out_has_an_actor_only_if_the_guard_finds_one() {
        const KNOWN: &str = begins!(
            door,
            actor = "u.id",
            subject = "u.id",
            "JOIN users u ON u.workspace_id = me.workspace_id AND u.email = :email"
        );
        const UNKNOWN: &str = begins!(door, "WHERE true");
        let portal = Portal::open("");
        let scope = Scope::new("harbour", String::new(), NOON, "203.0.113.9");
        let run = |write: Write| {
            let change = write.by(&scope, event(&portal));
            futures_executor::block_on(portal.app.db.run(change)).unwrap().held
        };
        assert!(run(Write::begin("known", "", KNOWN).bind("email", "mira@harbour.example")));
        assert!(run(Write::begin("unknown", "", UNKNOWN)));
        assert!(!run(Write::begin("known", "", KNOWN).bind("email", "nobody@harbour.example")));
        let actor = |action: &str| {
            portal.value(&format!(
                "SELECT coalesce((SELECT name FROM users WHERE id = actor_id), 'nobody') FROM events WHERE action = '{action}'"
            ))
        };
        assert_eq!(actor("known"), "Mira Lindqvist");
        assert_eq!(actor("unknown"), "nobody");
    }

    #[test]
    #[should_panic(expected = "noted: :rule is bound and not used")]
    fn binding_a_name_that_no_statement_uses_fails() {
        Portal::open("").write(DANA, noted().bind("rule", 1));
    }
}
