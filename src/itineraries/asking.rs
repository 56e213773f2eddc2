//! Questions about times that can hardly be kept.
use super::{
    Leg,
    pace::{COACH_KT, Hurry, hurried},
};
use crate::{
    airports::Found,
    http::form::Form,
    kit::zoned::{self, MINUTE},
    workspaces::Trade,
};

/// Asks about times that cannot be kept by flying or driving at the speed of each leg.
pub fn about_times(form: &mut Form, legs: &[Leg], speed_of: impl Fn(usize) -> i64) {
    let mut fastest = 0;
    for (i, leg) in legs.iter().enumerate() {
        let speed_kt = speed_of(i);
        fastest = fastest.max(speed_kt);
        if let Some(minutes) = leg.takes_longer(speed_kt) {
            let takes = zoned::duration(minutes * MINUTE);
            let words =
                format!("At {speed_kt} kt this leg takes about {takes}. Is its block time right?");
            ask(form, "block", i, &[minutes], words);
        }
    }
    about_hurry(form, legs, &hurried(legs, fastest), Trade::Air);
}

/// Asks about drives that cannot be driven in time. Addresses have no position, so `found` are the
/// airports of their cities, which are near enough for a question.
pub fn about_drives(form: &mut Form, legs: &[Leg], found: &[Found]) {
    let legs: Vec<Leg> = legs.iter().map(|leg| leg.located(found)).collect();
    about_hurry(form, &legs, &hurried(&legs, COACH_KT), Trade::Coach);
}

fn about_hurry(form: &mut Form, legs: &[Leg], hurries: &[Hurry], trade: Trade) {
    for hurry in hurries {
        // A leg that must be changed anyway is not asked about.
        if ["date", "time"]
            .iter()
            .any(|it| form.complaint(&format!("{it}.{}", hurry.leg)).is_some())
        {
            continue;
        }
        let departures = legs.iter().map(|leg| leg.departs_at / MINUTE);
        let both: Vec<_> = departures.take(hurry.leg + 1).collect();
        let both = both.last_chunk::<2>().map_or(&[][..], |it| it);
        ask(form, "time", hurry.leg, both, trade.says(&hurry.words()));
    }
}

/// Asks whether a field of the leg `i` is right. The answer names the minutes that it is about, so that
/// it does not count for others.
fn ask(form: &mut Form, field: &str, i: usize, minutes: &[i64], words: String) {
    let about = minutes.iter().map(i64::to_string).collect::<Vec<_>>().join(" ");
    let yes = vec![(about, "Yes, this is right".to_owned())];
    form.ask(format!("{field}.{i}"), format!("{field}_sure.{i}"), words, yes);
}
