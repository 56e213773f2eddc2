//! Who of a leg lacks what, told once for all who lack the same, and who else has the same name.
use super::views::Row;

/// The same details that are missing of several passengers.
pub struct Lack {
    pub words: String,
    /// Their names, and the pages where they are entered.
    pub people: Vec<(String, String)>,
}

/// Passengers that are named before the others are folded away.
const NAMED_AT_ONCE: usize = 8;

impl Lack {
    pub fn first(&self) -> &[(String, String)] {
        self.people.get(..NAMED_AT_ONCE).unwrap_or(&self.people)
    }

    pub fn rest(&self) -> &[(String, String)] {
        self.people.get(NAMED_AT_ONCE..).unwrap_or_default()
    }
}

/// Who lacks what, of the passengers on the leg: those who lack most first.
pub fn lacking(aboard: &[Row]) -> Vec<Lack> {
    let mut groups: Vec<(&[&'static str], Vec<&Row>)> = Vec::new();
    for it in aboard.iter().filter(|it| it.is_on && !it.missing.is_empty()) {
        match groups.iter_mut().find(|(missing, _)| *missing == it.missing) {
            Some((_, rows)) => rows.push(it),
            None => groups.push((&it.missing, vec![it])),
        }
    }
    groups.sort_by_key(|(missing, _)| std::cmp::Reverse(missing.len()));
    let person = |it: &Row| (it.name.clone(), format!("/passengers/{}/edit", it.id));
    let lack = |(missing, rows): (&[&str], Vec<&Row>)| Lack {
        words: missing.join(", "),
        people: rows.into_iter().map(person).collect(),
    };
    groups.into_iter().map(lack).collect()
}

/// Tells those apart who have the same name.
pub fn tell_apart(rows: &mut [Row], emails: &[(String, String)]) {
    let names: Vec<String> = rows.iter().map(|it| it.name.clone()).collect();
    for it in rows {
        if names.iter().filter(|name| **name == it.name).count() > 1 {
            let email = emails.iter().find(|(id, _)| *id == it.id).map(|(_, email)| email.clone());
            it.told_by = email.unwrap_or_default();
        }
    }
}
