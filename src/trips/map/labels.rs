//! Labels of a map: each beside its dot, upon no other, and on the page.
use super::rounded;

/// As large as labels are drawn on any screen.
const LETTER: f64 = 15.0;
const LINE: f64 = 26.0;

#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    pub code: String,
    pub x: f64,
    pub y: f64,
    /// None where there is no room for it.
    pub label: Option<Label>,
}

/// Where a code is written: its anchor, and the middle of its height.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    pub anchor: &'static str,
}

/// The codes, each where it meets no other and stays on the page.
pub fn placed(places: &[(&str, (f64, f64))], page: (f64, f64)) -> Vec<Dot> {
    let mut taken: Vec<Area> =
        places.iter().map(|(_, (x, y))| Area::about(*x, *y, 7.0, 7.0)).collect();
    let mut dots = Vec::with_capacity(places.len());
    for (code, (x, y)) in places {
        let half = f64::from(u32::try_from(code.chars().count()).unwrap_or(8)) * LETTER / 2.0;
        let found = [1.0, 2.0, 3.0].into_iter().find_map(|far| {
            let (side, up) = (13.0 * far, 22.0 * far);
            [
                (0.0, -up, "middle"),
                (0.0, up, "middle"),
                (side, 0.0, "start"),
                (-side, 0.0, "end"),
                (side, -up, "start"),
                (-side, -up, "end"),
                (side, up, "start"),
                (-side, up, "end"),
            ]
            .into_iter()
            .find_map(|(dx, dy, anchor)| {
                let label = Label { x: rounded(x + dx), y: rounded(y + dy), anchor };
                let middle = match anchor {
                    "start" => label.x + half,
                    "end" => label.x - half,
                    _ => label.x,
                };
                let area = Area::about(middle, label.y, half, LINE / 2.0);
                (area.is_within(page) && !taken.iter().any(|it| it.meets(&area)))
                    .then_some((label, area))
            })
        });
        let label = found.map(|(label, area)| {
            taken.push(area);
            label
        });
        dots.push(Dot { code: (*code).to_owned(), x: *x, y: *y, label });
    }
    dots
}

struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn about(x: f64, y: f64, half_width: f64, half_height: f64) -> Self {
        Self {
            left: x - half_width,
            right: x + half_width,
            top: y - half_height,
            bottom: y + half_height,
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn is_within(&self, (width, height): (f64, f64)) -> bool {
        self.left >= 0.0 && self.right <= width && self.top >= 0.0 && self.bottom <= height
    }
}
