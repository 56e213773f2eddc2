//! Where the entries of a row stand: in lanes, so that none covers another, and in cells that span their days.
use super::window::Window;
use chrono::NaiveDate;

/// A cell of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    Free(NaiveDate),
    /// An entry, by its index, and on how many days of the window it is.
    Taken {
        entry: usize,
        days: usize,
        is_cut_before: bool,
        is_cut_after: bool,
    },
}

/// The lanes of a row. `spans` are the first and last day of each entry; those outside the window are left out. There is
/// always one lane.
pub fn lanes(spans: &[(NaiveDate, NaiveDate)], window: &Window) -> Vec<Vec<Cell>> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|i| spans.get(*i).copied());
    let mut lanes: Vec<Vec<(usize, NaiveDate, NaiveDate)>> = Vec::new();
    for entry in order {
        let Some((first, last)) = spans.get(entry).copied() else { continue };
        if last < window.first || first > window.last {
            continue;
        }
        let is_free =
            |lane: &Vec<(usize, NaiveDate, NaiveDate)>| lane.last().is_none_or(|it| it.2 < first);
        match lanes.iter_mut().find(|lane| is_free(lane)) {
            Some(lane) => lane.push((entry, first, last)),
            None => lanes.push(vec![(entry, first, last)]),
        }
    }
    if lanes.is_empty() {
        lanes.push(Vec::new());
    }
    lanes.iter().map(|lane| cells(lane, window)).collect()
}

fn cells(lane: &[(usize, NaiveDate, NaiveDate)], window: &Window) -> Vec<Cell> {
    let mut all = Vec::new();
    for day in window.days() {
        let on = lane.iter().find(|(_, first, last)| (*first..=*last).contains(&day));
        let Some((entry, first, last)) = on.copied() else {
            all.push(Cell::Free(day));
            continue;
        };
        if day == first || day == window.first {
            let until = last.min(window.last);
            let days = until.signed_duration_since(day).num_days() + 1;
            all.push(Cell::Taken {
                entry,
                days: usize::try_from(days).unwrap_or(1),
                is_cut_before: first < day,
                is_cut_after: last > until,
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{super::window::View, *};

    fn drawn(spans: &[(&str, &str)]) -> Vec<String> {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let week = Window::around(View::Week, day("2026-11-16"));
        let spans: Vec<_> = spans.iter().map(|(a, b)| (day(a), day(b))).collect();
        let cell = |cell: &Cell| match cell {
            Cell::Free(_) => ".".to_owned(),
            Cell::Taken { entry, days, is_cut_before, is_cut_after } => {
                let cut = |is_cut: bool| if is_cut { "~" } else { "" };
                format!(
                    "{}{}{}",
                    cut(*is_cut_before),
                    entry.to_string().repeat(*days),
                    cut(*is_cut_after)
                )
            }
        };
        lanes(&spans, &week).iter().map(|lane| lane.iter().map(cell).collect()).collect()
    }

    #[test]
    fn entries_one_after_the_other_share_a_lane() {
        assert_eq!(
            drawn(&[("2026-11-19", "2026-11-20"), ("2026-11-16", "2026-11-17")]),
            ["11.00.."]
        );
    }

    #[test]
    fn entries_of_the_same_day_stand_in_two_lanes() {
        assert_eq!(
            drawn(&[
                ("2026-11-16", "2026-11-18"),
                ("2026-11-18", "2026-11-18"),
                ("2026-11-19", "2026-11-19")
            ]),
            ["0002...", "..1...."]
        );
    }

    #[test]
    fn an_entry_that_goes_beyond_the_window_is_cut_and_others_are_left_out() {
        assert_eq!(
            drawn(&[
                ("2026-11-01", "2026-11-17"),
                ("2026-11-22", "2026-12-01"),
                ("2026-12-01", "2026-12-02")
            ]),
            ["~00....1~"]
        );
        assert_eq!(drawn(&[]), ["......."]);
    }
}
