//! Reading a block from a form: two dates, with a time of day where it is not the whole day.
use super::{Block, BlockedTail, Kind, Plan};
use crate::{
    http::form::Form,
    kit::{
        clock::Dates,
        zoned::{DAY, Moment, end_of_day, start_of_day},
    },
};

/// The longest block.
const LONGEST: i64 = 366 * DAY;

/// How a form is read: the tails to choose from, and the clock that its times are of.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub tails: &'a [BlockedTail],
    pub zone: &'a str,
    pub dates: &'a Dates,
    /// The word for a tail: "aircraft" or "coach".
    pub vehicle: &'a str,
}

/// The block that was typed; none where the form has complaints. Without a `kind` the form chooses it.
pub fn plan(form: &mut Form, kind: Option<Kind>, by: Reading) -> Option<Plan> {
    let chosen = by.tails.iter().find(|it| by.tails.len() == 1 || form.is("tail", it.id)).cloned();
    if chosen.is_none() {
        form.complain("tail", format!("Choose the {} from the list.", by.vehicle));
    }
    let kind = kind.or_else(|| Kind::of(form.value("kind")));
    if kind.is_none() {
        form.complain("kind", "Choose what the block is for.");
    }
    let starts_at = end(form, ["from_on", "from_at"], by, start_of_day);
    let ends_at = end(form, ["until_on", "until_at"], by, |zone, date| end_of_day(zone, date) + 1);
    if let Some((starts_at, ends_at)) = starts_at.zip(ends_at) {
        if ends_at <= starts_at {
            form.complain("until_on", "The end must come after the start.");
        } else if ends_at - starts_at > LONGEST {
            form.complain("until_on", "A block lasts at most a year.");
        }
    }
    let words = form.text("words", 300);
    if form.has_complaints() {
        return None;
    }
    Some(Plan { tail: chosen?, kind: kind?, starts_at: starts_at?, ends_at: ends_at?, words })
}

/// One end of a block: a local time, or without a time that of the whole day.
fn end(
    form: &mut Form,
    [on, at]: [&str; 2],
    by: Reading,
    whole: impl Fn(&str, chrono::NaiveDate) -> i64,
) -> Option<i64> {
    let date = form.date(on, by.dates)?;
    if form.value(at).is_empty() {
        return Some(whole(by.zone, date));
    }
    let time = form.time(at, by.dates)?;
    form.local(at, (date, time), (by.zone, &place(by.zone)), by.dates)
}

/// "New York" of "`America/New_York`"
fn place(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// The form with the values of a block.
pub fn filled(block: &Block, zone: &str, dates: &Dates) -> Form {
    let mut form = Form::of([
        ("tail", block.tail_id.to_string()),
        ("kind", block.kind.word().to_owned()),
        ("words", block.words.clone()),
    ]);
    let place = place(zone);
    form.fill_local(["from_on", "from_at"], block.starts_at, (zone, &place), dates);
    form.fill_local(["until_on", "until_at"], block.ends_at, (zone, &place), dates);
    if is_whole_days(block.starts_at, block.ends_at, zone) {
        let last = Moment::new(block.ends_at - 1, zone).iso_date();
        form.set("until_on", last);
        form.unset("from_at");
        form.unset("until_at");
    }
    form
}

/// Whether a block begins and ends at midnight.
pub fn is_whole_days(starts_at: i64, ends_at: i64, zone: &str) -> bool {
    let first = Moment::new(starts_at, zone).date();
    let last = Moment::new(ends_at - 1, zone).date();
    start_of_day(zone, first) == starts_at && end_of_day(zone, last) == ends_at - 1
}

#[cfg(test)]
mod tests {
    use super::{super::samples::block, *};
    use crate::{
        kit::{
            style::Style,
            zoned::{HOUR, Instants},
        },
        testing::cast::NOON,
    };

    const NEW_YORK: &str = "America/New_York";

    fn dates() -> Dates {
        Dates::new("2026-11-21".parse().unwrap(), Style::default())
    }

    fn read(fields: &[(&str, &str)]) -> (Option<Plan>, Form) {
        let tails = [BlockedTail {
            id: block(0, 1).tail_id,
            registration: "N517HA".into(),
            vehicle: "Citation Latitude".into(),
        }];
        let by = Reading { tails: &tails, zone: NEW_YORK, dates: &dates(), vehicle: "aircraft" };
        let mut form = Form::of(fields.iter().copied());
        (plan(&mut form, None, by), form)
    }

    #[test]
    fn without_times_a_block_takes_whole_days_to_the_end_of_the_last() {
        let (plan, _) =
            read(&[("kind", "maintenance"), ("from_on", "2026-12-01"), ("until_on", "2026-12-02")]);
        let plan = plan.unwrap();
        let midnight =
            Instants::of(NEW_YORK, "2026-12-01".parse().unwrap(), "00:00:00".parse().unwrap());
        assert_eq!(Some(plan.starts_at), midnight.first());
        assert_eq!(plan.ends_at - plan.starts_at, 2 * DAY);
        let form = filled(&block(plan.starts_at, plan.ends_at), NEW_YORK, &dates());
        assert_eq!((form.value("from_on"), form.value("from_at")), ("2026-12-01", ""));
        assert_eq!((form.value("until_on"), form.value("until_at")), ("2026-12-02", ""));
    }

    #[test]
    fn with_times_a_block_is_read_as_it_is_filled_in() {
        let original = block(NOON, NOON + 5 * HOUR);
        let form = filled(&original, NEW_YORK, &dates());
        let fields: Vec<(&str, &str)> =
            form.fields().iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let (plan, form) = read(&fields);
        let plan = plan.unwrap_or_else(|| panic!("{:?}", form.complaints()));
        assert_eq!((plan.starts_at, plan.ends_at), (original.starts_at, original.ends_at));
    }

    #[test]
    fn an_end_before_the_start_or_after_a_year_is_refused() {
        let said = |until: &str| {
            let fields = [("kind", "other"), ("from_on", "2026-12-01"), ("until_on", until)];
            read(&fields).1.complaint("until_on").map(str::to_owned)
        };
        assert_eq!(said("2026-11-30").as_deref(), Some("The end must come after the start."));
        assert_eq!(said("2026-12-01"), None);
        assert_eq!(said("2027-12-02").as_deref(), Some("A block lasts at most a year."));
    }
}
