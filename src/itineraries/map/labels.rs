//! Labels of a map: each beside its dot, within the page, and not overlapping another.
/// The width of a letter and the height of a line, as large as any screen draws them.
const LETTER: f64 = 150.0;
const LINE: f64 = 260.0;

#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    pub code: String,
    pub x: f64,
    pub y: f64,
    /// None where there is no room for it.
    pub label: Option<Label>,
}

/// Where a code is written: its text anchor, and the middle of its height.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    pub anchor: &'static str,
}

/// Places the labels: within the page, overlapping no other and, if possible, not on the route's
/// `line`.
pub fn placed(places: &[(&str, (f64, f64))], line: &[(f64, f64)], page: (f64, f64)) -> Vec<Dot> {
    let mut taken: Vec<Area> =
        places.iter().map(|(_, (x, y))| Area::about(*x, *y, 70.0, 70.0)).collect();
    let mut dots = Vec::with_capacity(places.len());
    for (code, (x, y)) in places {
        let half = f64::from(u32::try_from(code.chars().count()).unwrap_or(8)) * LETTER / 2.0;
        let free: Vec<(Label, Area)> = around(*x, *y)
            .map(|label| {
                let area = label.area(half);
                (label, area)
            })
            .filter(|(_, area)| area.is_within(page) && !taken.iter().any(|it| it.meets(area)))
            .collect();
        let best = free.iter().position(|(_, area)| !line.iter().any(|at| area.holds(*at)));
        let found = free.into_iter().nth(best.unwrap_or(0));
        let label = found.map(|(label, area)| {
            taken.push(area);
            label
        });
        dots.push(Dot { code: (*code).to_owned(), x: *x, y: *y, label });
    }
    dots
}

/// The positions that a label may have, the best first.
fn around(x: f64, y: f64) -> impl Iterator<Item = Label> {
    [1.0, 2.0, 3.0].into_iter().flat_map(move |far| {
        let (side, up) = (130.0 * far, 220.0 * far);
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
        .map(|(dx, dy, anchor)| Label { x: x + dx, y: y + dy, anchor })
    })
}

impl Label {
    fn area(&self, half: f64) -> Area {
        let middle = match self.anchor {
            "start" => self.x + half,
            "end" => self.x - half,
            _ => self.x,
        };
        Area::about(middle, self.y, half, LINE / 2.0)
    }
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

    fn holds(&self, (x, y): (f64, f64)) -> bool {
        self.left < x && x < self.right && self.top < y && y < self.bottom
    }

    fn is_within(&self, (width, height): (f64, f64)) -> bool {
        self.left >= 0.0 && self.right <= width && self.top >= 0.0 && self.bottom <= height
    }
}
