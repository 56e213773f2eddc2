//! The hours of a day in which somebody wants no emails.
use crate::kit::zoned::{Instants, Moment, start_of_day};
use chrono::{Days, NaiveTime};
use serde::{Deserialize, Serialize};

/// From one full hour until another, which may be of the next day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    pub from: u32,
    pub until: u32,
    /// The time zone of these hours.
    pub zone: String,
}

impl Quiet {
    /// When the quiet hours are over that `now` is in; none where it is not.
    pub fn over(&self, now: i64) -> Option<i64> {
        let local = Moment::new(now, &self.zone);
        let (hour, is_over_night) = (local.hour(), self.from > self.until);
        let (has_begun, is_before) = (hour >= self.from, hour < self.until);
        let is_quiet = if is_over_night { has_begun || is_before } else { has_begun && is_before };
        let days = u64::from(is_over_night && has_begun);
        let date = local.date().checked_add_days(Days::new(days)).unwrap_or(local.date());
        // Where clocks skip this hour, the next one is meant.
        let end = [self.until, self.until + 1].into_iter().find_map(|hour| {
            Instants::of(&self.zone, date, NaiveTime::from_hms_opt(hour, 0, 0)?).first()
        });
        is_quiet.then(|| end.unwrap_or_else(|| start_of_day(&self.zone, date)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::zoned::HOUR;

    /// Midnight of Nov 21, 2026, in New York.
    const MIDNIGHT: i64 = 1_795_237_200_000;

    fn quiet(from: u32, until: u32, zone: &str) -> Quiet {
        Quiet { from, until, zone: zone.to_owned() }
    }

    #[test]
    fn a_night_ends_in_the_morning_that_comes() {
        let night = quiet(22, 7, "America/New_York");
        let morning = MIDNIGHT + 7 * HOUR;
        for (hours, over) in [
            (-3, None),
            (-2, Some(morning)),
            (0, Some(morning)),
            (6, Some(morning)),
            (7, None),
            (21, None),
            (22, Some(morning + 24 * HOUR)),
        ] {
            assert_eq!(night.over(MIDNIGHT + hours * HOUR), over, "{hours}");
        }
        assert_eq!(night.over(morning - 1), Some(morning));
    }

    #[test]
    fn hours_of_a_day_end_on_it() {
        let nap = quiet(13, 15, "America/New_York");
        assert_eq!(nap.over(MIDNIGHT + 14 * HOUR), Some(MIDNIGHT + 15 * HOUR));
        assert_eq!(nap.over(MIDNIGHT + 15 * HOUR), None);
        assert_eq!(quiet(0, 6, "America/New_York").over(MIDNIGHT), Some(MIDNIGHT + 6 * HOUR));
    }

    #[test]
    fn a_night_is_that_of_the_person() {
        let tokyo = quiet(22, 7, "Asia/Tokyo");
        assert_eq!(tokyo.over(MIDNIGHT), None, "2 PM there");
        assert_eq!(tokyo.over(MIDNIGHT + 8 * HOUR), Some(MIDNIGHT + 17 * HOUR));
    }

    #[test]
    fn a_night_is_shorter_when_clocks_are_put_forward() {
        // Mar 14, 2027, 1 AM in New York, an hour before 2 becomes 3.
        let one = 1_805_004_000_000;
        assert_eq!(Moment::new(one, "America/New_York").iso_time(), "01:00");
        assert_eq!(quiet(22, 7, "America/New_York").over(one), Some(one + 5 * HOUR));
        assert_eq!(
            quiet(22, 2, "America/New_York").over(one),
            Some(one + HOUR),
            "3 AM, as 2 is skipped"
        );
    }
}
