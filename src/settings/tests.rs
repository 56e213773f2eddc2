//! What holds for every setting of every page.
use super::*;
use crate::{testing::cast::*, workspaces::Trade};
use std::collections::BTreeSet;

fn settings() -> impl Iterator<Item = &'static Setting> {
    PAGES.into_iter().flat_map(|page| page.settings)
}

/// Every setting that has a default, as it is typed: a form that a test changes a part of.
pub fn defaults() -> Vec<(&'static str, String)> {
    let with_default = settings().filter(|it| !it.kind.is_given());
    with_default.map(|it| (it.key, it.kind.typed(&it.default))).collect()
}

/// Texts that are valid for a kind, as the form shows them again.
fn samples(kind: &Kind) -> [String; 2] {
    match kind {
        Kind::Number { least, most, .. } => [least.to_string(), most.to_string()],
        Kind::OptionalNumber { least, .. } => [least.to_string(), String::new()],
        Kind::Percent => ["7.5".to_owned(), "50".to_owned()],
        Kind::Terms { figures, .. } => [format!("Due: {{{}}}.", figures[0]), "Due.".to_owned()],
        Kind::Code { .. } => ["acct_1".to_owned(), String::new()],
        Kind::Days { .. } => ["1, 7".to_owned(), String::new()],
        Kind::Text { .. } => ["One {line}.\nAnother.".to_owned(), String::new()],
        Kind::Line { .. } => ["Harbour Air".to_owned(), "Żółć Lines".to_owned()],
        Kind::OptionalLine { .. } => ["Harbour Flights".to_owned(), String::new()],
        Kind::Lines { .. } => ["1 Main Street\nTeterboro".to_owned(), "2 Main Street".to_owned()],
        Kind::Address => ["a@x.example".to_owned(), "b@x.example".to_owned()],
        Kind::Country => ["SE".to_owned(), String::new()],
        Kind::Color => ["#155e6c".to_owned(), "#ffcc00".to_owned()],
        Kind::Tick { .. } => ["yes".to_owned(), String::new()],
        Kind::Choice(values) => [0, 1].map(|i| values[i].stored.to_string()),
        Kind::Addresses { .. } => ["a@x.example\nb@x.example".to_owned(), String::new()],
    }
}

/// A text that is not valid for a kind; none where every text is.
fn wrong(kind: &Kind) -> Option<&'static str> {
    match kind {
        Kind::Number { .. } | Kind::OptionalNumber { .. } | Kind::Percent | Kind::Choice(_) => {
            Some("many")
        }
        Kind::Terms { .. } => Some("Due: {half}."),
        Kind::Text { .. } | Kind::OptionalLine { .. } | Kind::Tick { .. } => None,
        Kind::Line { .. } | Kind::Lines { .. } => Some(""),
        Kind::Color => Some("teal"),
        Kind::Country => Some("Sweden"),
        Kind::Code { .. } => Some("two words"),
        Kind::Days { .. } => Some("7, soon"),
        Kind::Address | Kind::Addresses { .. } => Some("nobody"),
    }
}

/// What the audit trail says of a change of this setting.
fn told(it: &Setting, was: &SettingValue, new: &SettingValue) -> String {
    let or_none = |it: String| if it.is_empty() { "none".to_owned() } else { it };
    let [was, new] = [was, new].map(|value| or_none(it.told(value).to_string()));
    format!("{}: {was} → {new}", it.label)
}

fn read(portal: &Portal, page: &'static SettingsPage) -> Stored {
    let query = queries::stored(&scope_of(OLE), page);
    futures_executor::block_on(portal.app.db.run(query)).unwrap().unwrap()
}

#[test]
fn a_typed_value_is_stored_and_shown_again() {
    // The administrator has a second factor, so that no setting locks them out.
    let portal = Portal::open("UPDATE users SET factors = 2; UPDATE sessions SET factors = 2;");
    for page in PAGES {
        for i in 0..2 {
            let was = read(&portal, page);
            let typed = page.settings.iter().map(|it| (it.key, samples(&it.kind)[i].clone()));
            let mut form = Form::of(typed.clone());
            let new = page.read(&mut form, &Currency("USD".into())).unwrap();
            let workspace = portal.value("SELECT id FROM workspaces WHERE slug = 'harbour'");
            let workspace = workspace.parse().unwrap();
            assert!(portal.write(OLE, queries::set(workspace, page, was.version, &was, &new)).held);
            let is = read(&portal, page);
            assert_eq!((page.stored(&is), is.version), (new, was.version + 1));
            let shown = page.form(&is);
            for (key, typed) in typed {
                assert_eq!(shown.value(key), typed, "{key}");
            }
        }
    }
}

#[test]
fn a_new_workspace_has_the_defaults() {
    let portal = Portal::open("");
    for it in settings().filter(|it| !it.kind.is_given()) {
        let column = it.column;
        let default = portal.value(&format!(
            "SELECT trim(coalesce(dflt_value, ''), '''') FROM pragma_table_info('workspaces') WHERE name = '{column}'"
        ));
        assert_eq!(default, it.default.to_string(), "{column}");
        assert_eq!(it.kind.read(&it.kind.typed(&it.default)).as_ref(), Ok(&it.default), "{column}");
        let unset = Stored { version: 1, columns: HashMap::from([(column.to_owned(), None)]) };
        assert_eq!(it.stored(&unset), it.default);
    }
}

#[test]
fn each_setting_has_a_label_a_field_and_a_column_of_its_own() {
    let all: Vec<_> = settings().collect();
    for names in [
        all.iter().map(|it| it.label).collect::<BTreeSet<_>>(),
        all.iter().map(|it| it.key).collect(),
        all.iter().map(|it| it.column).collect(),
    ] {
        assert_eq!(names.len(), all.len(), "{names:?}");
    }
}

#[test]
fn the_trail_and_the_page_have_the_same_label() {
    let portal = Portal::open("");
    for page in PAGES {
        let [form, reading] = [OLE, DANA].map(|who| portal.get(who, page.path));
        for (i, it) in page.settings.iter().enumerate() {
            let [one, other] = samples(&it.kind).map(|typed| it.kind.read(&typed).unwrap());
            let was = page.stored(&read(&portal, page));
            let change = |value: SettingValue| {
                let mut all = was.clone();
                all[i] = value;
                all
            };
            let told = told(it, &one, &other);
            assert_eq!(page.changes(&change(one), &change(other)), told);
            assert_eq!(page.changes(&was, &was), "");
            let is_shown = form.has(it.label) && reading.has(it.label);
            assert_eq!(is_shown, it.is_of(Trade::Air), "{}", it.label);
        }
    }
}

#[test]
fn a_value_that_is_not_valid_is_complained_about_at_its_field() {
    for page in PAGES {
        for it in page.settings {
            let Some(typed) = wrong(&it.kind) else { continue };
            let mut form =
                Form::of(page.settings.iter().map(|it| (it.key, samples(&it.kind)[0].clone())));
            form.set(it.key, typed);
            assert!(page.read(&mut form, &Currency("USD".into())).is_none(), "{}", it.key);
            let complaints = form.complaints().iter().map(|(field, _)| field.as_str());
            assert_eq!(complaints.collect::<Vec<_>>(), [it.key]);
            assert_eq!(form.value(it.key), typed);
        }
    }
}

#[test]
fn every_setting_says_what_it_does() {
    for it in settings() {
        let says = it.says();
        let is_sentence = says.ends_with('.') && says.starts_with(char::is_uppercase);
        assert!(is_sentence && says.len() < 300, "{}: {says}", it.label);
    }
}

#[test]
fn every_change_of_a_setting_is_an_event_with_before_and_after() {
    // The administrator has a second factor, so that no setting locks them out.
    // The company has what the data of invoices needs.
    let seed = "UPDATE users SET factors = 2; UPDATE sessions SET factors = 2; UPDATE workspaces SET country = 'NO', tax_number = '7';";
    for page in PAGES {
        for it in page.settings.iter().filter(|it| it.is_of(Trade::Air)) {
            let portal = Portal::open(seed);
            let row = read(&portal, page);
            let was = it.stored(&row);
            let other =
                samples(&it.kind).into_iter().find(|typed| it.kind.read(typed) != Ok(was.clone()));
            let other = other.unwrap();
            let mut form = page.form(&row);
            form.set(it.key, &other);
            let version = row.version.to_string();
            let mut fields = vec![("key", "k"), ("version", version.as_str())];
            fields.extend(page.settings.iter().map(|it| (it.key, form.value(it.key))));
            let reply = portal.post(OLE, page.path, &fields);
            assert_eq!(reply.status.as_u16(), 303, "{}: {}", it.label, reply.body);
            let told = told(it, &was, &it.kind.read(&other).unwrap());
            let note = portal.value("SELECT note FROM events WHERE action = 'settings_changed'");
            assert_eq!(note, told);
        }
    }
}

/// Saves the page with this change and returns the answer and what the audit trail recorded last.
fn saved(portal: &Portal, key: &str, changed: &[(&'static str, &str)]) -> (Reply, String) {
    let row = read(portal, &company::PAGE);
    let mut form = company::PAGE.form(&row);
    for (name, value) in changed {
        form.set(name, *value);
    }
    let version = row.version.to_string();
    let mut fields = vec![("key", key), ("version", version.as_str())];
    let typed = company::PAGE.settings.iter().map(|it| (it.key, form.value(it.key).to_owned()));
    // As browsers send the ends of lines.
    let typed: Vec<_> = typed
        .map(|(key, value)| (key, value.replace("\r\n", "\n").replace('\n', "\r\n")))
        .collect();
    fields.extend(typed.iter().map(|(key, value)| (*key, value.as_str())));
    let reply = portal.post(OLE, "/settings/company", &fields);
    let note = "SELECT coalesce((SELECT note FROM events WHERE action = 'settings_changed' ORDER BY rowid DESC LIMIT 1), '')";
    (reply, portal.value(note))
}

#[test]
fn of_a_long_text_the_part_that_changed_is_recorded() {
    let long = "Welcome aboard. ".repeat(15);
    let portal = Portal::open(&format!("UPDATE workspaces SET welcome = '{long}Parking is free.'"));
    let (_, note) = saved(&portal, "a", &[("welcome", &format!("{long}Parking is not free."))]);
    let (was, new) = note.split_once(" → ").unwrap();
    assert!(was.starts_with("Welcome text: …") && was.ends_with(" Parking is free."), "{note}");
    assert!(new.starts_with('…') && new.ends_with(" Parking is not free."), "{note}");
    assert!(note.chars().count() < 200, "{note}");
}

#[test]
fn other_ends_of_lines_are_no_change() {
    let portal = Portal::open(
        "UPDATE workspaces SET address = 'Hangar 4' || char(13, 10) || 'Teterboro', welcome = 'Hello' || char(10) || 'there' || char(10)",
    );
    let (reply, note) = saved(&portal, "a", &[]);
    assert!(reply.has("Nothing is different from what is set already."), "{note}");
    let (_, note) = saved(&portal, "b", &[("phone", "+1 201 555 0199")]);
    assert!(note.starts_with("Phone of operations: ") && !note.contains(';'), "{note}");
}

#[test]
fn an_unknown_page_is_not_found() {
    assert_eq!(Portal::open("").get(OLE, "/settings/weather").status.as_u16(), 404);
}

#[test]
fn an_address_that_emails_do_not_reach_is_marked_where_it_is_set() {
    let portal = Portal::open(
        r#"UPDATE workspaces SET approval_addresses = '["Gate@harbour.example"]', trip_change_addresses = '["duty@harbour.example"]';
        INSERT INTO address_faults (workspace_id, email, kind, words, at)
          SELECT w.id, a.value, 'bounced', 'The email came back: 550.', 1 FROM workspaces w,
            json_each('["gate@harbour.example","duty@harbour.example","ops@harbour.example","x@y.example"]') a WHERE w.slug = 'harbour'"#,
    );
    let marks = |who: Person, page: &str| {
        let page = portal.get(who, &format!("/settings/{page}"));
        let marked = page
            .body
            .split("Emails to ")
            .skip(1)
            .map(|it| it.split(' ').next().unwrap().to_owned());
        marked.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(marks(OLE, "access"), "gate@harbour.example");
    assert_eq!(marks(DANA, "trips"), "duty@harbour.example");
    assert_eq!(marks(OLE, "company"), "ops@harbour.example");
    assert_eq!(marks(OLE, "retention"), "");
    assert_eq!(marks(RHEA, "access"), "");
    assert!(portal.get(OLE, "/settings/access").has("do not arrive. The email came back: 550."));
}
