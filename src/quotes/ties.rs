//! Keeps the lines that are for one leg with that leg, while legs are added and removed.
use crate::http::form::Form;

/// A leg was removed: its lines are for the whole trip, those of later legs stay with their legs.
pub fn without_leg(form: &mut Form, gone: usize) {
    retie(form, |leg| match leg {
        _ if leg == gone => None,
        _ if leg > gone => Some(leg - 1),
        _ => Some(leg),
    });
}

/// A leg was split in two: its lines stay with its first part.
pub fn with_stop(form: &mut Form, at: usize) {
    retie(form, |leg| Some(if leg > at { leg + 1 } else { leg }));
}

fn retie(form: &mut Form, now: impl Fn(usize) -> Option<usize>) {
    for i in 0..form.rows("label") {
        let name = format!("leg.{i}");
        if let Ok(leg) = form.value(&name).parse() {
            form.set(&name, now(leg).map(|leg| leg.to_string()).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ties(form: &Form) -> [&str; 4] {
        ["leg.0", "leg.1", "leg.2", "leg.3"].map(|name| form.value(name))
    }

    #[test]
    fn lines_stay_with_their_legs() {
        let rows =
            [("label.0", "0", "leg.0"), ("label.1", "1", "leg.1"), ("label.2", "2", "leg.2")];
        let fields = rows.iter().flat_map(|(label, leg, name)| [(*label, "x"), (*name, *leg)]);
        let all = || Form::of(fields.clone().chain([("label.3", "x"), ("leg.3", "")]));
        let mut form = all();
        without_leg(&mut form, 1);
        assert_eq!(ties(&form), ["0", "", "1", ""]);
        let mut form = all();
        with_stop(&mut form, 1);
        assert_eq!(ties(&form), ["0", "1", "3", ""]);
    }
}
