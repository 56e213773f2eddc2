//! A change, begun by its event. The guard inserts the event if the change may happen; every
//! follower depends on that row, so a lost race and a form sent twice write nothing.
use crate::{
    db::{
        change::{Change, Sent, before},
        query::{Bindings, Changes, Statement, Value, numbered},
        scope::Scope,
    },
    http::form::Form,
    kit::ids::EventId,
};

/// The rows of `me` that may begin a change. Whoever has other rights by now than when they were
/// read changes nothing. The door, the queue and the clock have no rights that could change, and a reader is
/// recorded in the batch that reads them.
macro_rules! author {
    (door) => {
        "me"
    };
    (system) => {
        "me"
    };
    (reader) => {
        "me"
    };
    ($person:ident) => {
        "(SELECT * FROM me WHERE version = :read_as) me"
    };
}
pub(crate) use author;

/// Opens the statement that begins a change: `begins!(client, "guard")`, where the guard is what
/// follows `FROM me`. At the door, the actor, the subject and the note may be columns of the guard:
/// `begins!(door, actor = "u.id", subject = "u.id", note = ":note", "JOIN users u …")`.
macro_rules! begins {
    ($face:ident, actor = $actor:literal, subject = $subject:literal, note = $note:literal, $($guard:tt)+) => {
        $face!(concat!(
            " INSERT INTO events (id, workspace_id, actor_id, face, action, subject_id, note, key, digest, answer, address, host, at) ",
            "SELECT :event, me.workspace_id, ", $actor, ", me.face, :action, ", $subject, ", ", $note,
            ", :form_key, :form_digest, :form_answer, :network, :host, :now FROM ", $crate::db::write::author!($face), " ",
            $($guard)+,
            " ON CONFLICT DO NOTHING"
        ))
    };
    ($face:ident, actor = $actor:literal, subject = $subject:literal, $($guard:tt)+) => {
        begins!($face, actor = $actor, subject = $subject, note = ":note", $($guard)+)
    };
    ($face:ident, subject = $subject:literal, $($guard:tt)+) => {
        begins!($face, actor = "me.user_id", subject = $subject, note = ":note", $($guard)+)
    };
    ($face:ident, $($guard:tt)+) => {
        begins!($face, actor = "me.user_id", subject = ":subject", note = ":note", $($guard)+)
    };
}
pub(crate) use begins;

/// Opens a statement that follows: `it` is the event `:event`, or no row.
macro_rules! follows {
    ($($sql:tt)+) => {
        concat!("WITH it AS (SELECT id, workspace_id, face, actor_id, subject_id, at FROM events WHERE id = :event) ", $($sql)+)
    };
}
pub(crate) use follows;

/// What is to be written, if nothing moved since it was decided.
#[derive(Debug)]
pub struct Write {
    action: &'static str,
    subject: String,
    note: String,
    form: Option<Asking>,
    guard: &'static str,
    /// Of the guard and of every statement added by [`Write::then`].
    bindings: Bindings,
    followers: Vec<Follower>,
    others: Vec<(EventId, Write)>,
}

/// The form that asked for a change, and where its sender goes afterwards.
#[derive(Debug)]
struct Asking {
    key: String,
    digest: String,
    answer: String,
}

/// A statement that depends on a change's event.
#[derive(Debug)]
pub struct Follower {
    sql: &'static str,
    /// None: those of the change that it is part of.
    bindings: Option<Bindings>,
}

impl Follower {
    /// `sql` is made by [`follows`]; its values follow by [`Follower::bind`].
    pub fn named(sql: &'static str) -> Self {
        Self { sql, bindings: Some(Vec::new()) }
    }

    /// The value of `:name`.
    #[must_use]
    pub fn bind(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.bindings.get_or_insert_default().push((name, value.into()));
        self
    }

    /// Values of several names.
    #[must_use]
    pub fn bind_all(mut self, bindings: Bindings) -> Self {
        self.bindings.get_or_insert_default().extend(bindings);
        self
    }
}

impl Write {
    /// `guard` is made by [`begins`]; its own values follow by [`Write::bind`].
    pub fn named(
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

    /// The value of `:name` in the guard and in the statements of [`Write::then`].
    #[must_use]
    pub fn bind(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.bindings.push((name, value.into()));
        self
    }

    /// Values of several names.
    #[must_use]
    pub fn bind_all(mut self, bindings: Bindings) -> Self {
        self.bindings.extend(bindings);
        self
    }

    /// What the history says beside the action: a reason, a stage's name.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// `sql` is made by [`follows`], with names that are bound here.
    #[must_use]
    pub fn then_named(mut self, sql: &'static str) -> Self {
        self.followers.push(Follower { sql, bindings: None });
        self
    }

    /// What another noun does in consequence.
    #[must_use]
    pub fn with(mut self, followers: impl IntoIterator<Item = Follower>) -> Self {
        self.followers.extend(followers);
        self
    }

    /// Another change in the same transaction, with an event and a guard of its own. `:cause` is the
    /// event of this one.
    #[must_use]
    pub fn also(mut self, event: EventId, other: Self) -> Self {
        self.others.push((event, other));
        self
    }

    /// Remembers the form that asked: sent again, it is answered alike.
    #[must_use]
    pub fn answering(mut self, form: &Form, answer: &str) -> Self {
        self.form = Some(Asking {
            key: form.key().to_owned(),
            digest: form.digest().to_owned(),
            answer: answer.to_owned(),
        });
        self
    }

    /// As statements, for the form that asked and the page it will be answered with.
    pub fn sent_by(self, scope: &Scope, form: &Form, event: EventId, answer: &str) -> Sent {
        let change = self.answering(form, answer).by(scope, event);
        Sent::new(change, before(scope, form))
    }

    /// As statements, for whoever sends no form that could come twice: at the door, by the queue or by
    /// the clock.
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
            .named::<Changes>(self.guard)
            .bind("event", event)
            .bind("action", self.action)
            .bind("subject", self.subject)
            .bind("note", self.note)
            .bind("form_key", self.form.as_ref().map(|form| form.key.as_str()))
            .bind("form_digest", self.form.as_ref().map(|form| form.digest.as_str()))
            .bind("form_answer", self.form.as_ref().map(|form| form.answer.as_str()))
            .bind("network", scope.address.as_str())
            .bind("read_as", scope.read_as.get().copied());
        self.bindings.extend(guard.statement.bindings);
        let shared = |sql| Statement { sql, bindings: used(sql, &self.bindings) };
        statements.push(shared(self.guard));
        statements.extend(self.followers.into_iter().map(|it| match it.bindings {
            Some(mut bindings) => {
                bindings.push(("event", event.into()));
                Statement { sql: it.sql, bindings }
            }
            None => shared(it.sql),
        }));
        events.push(event);
        for (other, mut write) in self.others {
            write.bindings.push(("cause", event.into()));
            write.into_statements(scope, other, events, statements);
        }
    }

    /// Holds the names that are bound to those that the guard and its followers use.
    #[cfg(test)]
    fn check_names(&self) {
        let own = self.followers.iter().filter(|it| it.bindings.is_none()).map(|it| it.sql);
        let all: Vec<_> = own.chain([self.guard]).flat_map(|sql| &numbered(sql).names).collect();
        for (i, (name, _)) in self.bindings.iter().enumerate() {
            let is_free = *name == "cause";
            assert!(
                is_free || all.contains(&name),
                "{}: :{name} is bound and not used",
                self.action
            );
            let twice = self.bindings.iter().skip(i + 1).any(|(other, _)| other == name);
            assert!(!twice, "{}: :{name} is bound twice", self.action);
        }
    }
}

/// Those of the bindings that a statement uses.
fn used(sql: &'static str, bindings: &Bindings) -> Bindings {
    let names = &numbered(sql).names;
    bindings.iter().filter(|(name, _)| names.contains(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        db::scope::{door, staff},
        testing::cast::*,
    };

    const NOTED: &str = begins!(staff, "WHERE me.role = :role");

    fn noted() -> Write {
        Write::named("noted", "x", NOTED).bind("role", "dispatcher")
    }

    fn event(portal: &Portal) -> EventId {
        EventId::new(NOON, &portal.app.chance())
    }

    #[test]
    fn a_right_that_was_withdrawn_meanwhile_stops_the_change() {
        let portal = Portal::open("");
        assert!(portal.write(DANA, noted()).held);
        portal.app.db.execute("UPDATE users SET version = 2 WHERE name = 'Dana Whitfield'");
        assert!(!portal.write(DANA, noted()).held);
        assert_eq!(portal.value("SELECT count(*) FROM events"), "1");
    }

    #[test]
    fn a_visitor_who_was_not_read_changes_nothing() {
        let portal = Portal::open("");
        let scope = scope_of(DANA);
        let unread = Scope::new(&scope.host, scope.session, scope.now, "");
        let form = Form::posted("/", b"key=k").unwrap();
        let sent = noted().sent_by(&unread, &form, EventId::new(NOON, &[1; 10]), "/");
        assert!(!futures_executor::block_on(portal.app.db.run(sent)).unwrap().held);
    }

    #[test]
    fn another_change_happens_only_after_the_first() {
        const CAUSED: &str = begins!(staff, "JOIN events c ON c.id = :cause");
        let portal = Portal::open("");
        let also = |write: Write| write.also(event(&portal), Write::named("caused", "x", CAUSED));
        assert!(portal.write(DANA, also(noted())).held);
        let refused = Write::named("noted", "x", NOTED).bind("role", "accounting");
        assert!(!portal.write(DANA, also(refused)).held);
        let actions = "SELECT group_concat(action ORDER BY action) FROM events";
        assert_eq!(portal.value(actions), "caused,noted");
    }

    #[test]
    fn somebody_at_the_door_is_no_actor_unless_the_guard_finds_one() {
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
        assert!(run(Write::named("known", "", KNOWN).bind("email", "mira@harbour.example")));
        assert!(run(Write::named("unknown", "", UNKNOWN)));
        assert!(!run(Write::named("known", "", KNOWN).bind("email", "nobody@harbour.example")));
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
    fn a_value_that_no_statement_uses_is_found() {
        Portal::open("").write(DANA, noted().bind("rule", 1));
    }
}
