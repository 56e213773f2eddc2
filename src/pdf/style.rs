//! Text styles: the sizes, weights and colors of a sheet.

use super::color::{Color, INK, MUTED};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// The weight, the size in points and the color of a run of text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub weight: Weight,
    pub size: f32,
    pub color: Color,
}

pub(super) const BODY: Style = Style::new(Weight::Regular, 9.5, INK);
pub(super) const STRONG: Style = Style::new(Weight::Bold, 9.5, INK);
/// A label beside or below an amount.
pub(super) const LABEL: Style = Style::new(Weight::Regular, 9.5, MUTED);
pub(super) const SMALL: Style = Style::new(Weight::Regular, 8.5, MUTED);
/// The final total.
pub(super) const FINAL: Style = Style::new(Weight::Bold, 12.0, INK);
pub(super) const LARGE: Style = Style::new(Weight::Bold, 10.5, INK);
/// The name in the letterhead.
pub(super) const NAME: Style = Style::new(Weight::Bold, 13.0, INK);
pub(super) const TITLE: Style = Style::new(Weight::Bold, 22.0, INK);
/// The state below the title.
pub(super) const STATE: Style = Style::new(Weight::Bold, 10.0, INK);
/// The heading of a section.
pub(super) const HEADING: Style = Style::new(Weight::Bold, 11.5, INK);

impl Style {
    pub const fn new(weight: Weight, size: f32, color: Color) -> Self {
        Self { weight, size, color }
    }

    /// The height of a line in points, which is smaller in proportion for large type.
    pub fn leading(self) -> f32 {
        self.size * if self.size > 12.0 { 1.25 } else { 1.35 }
    }

    /// The letter spacing in units of the em, which is negative for large type.
    pub fn tracking(self) -> f32 {
        if self.size > 12.0 { -0.018 } else { 0.0 }
    }

    /// The distance from the top of a line to its baseline, with capital letters centered in the
    /// line.
    pub fn rise(self) -> f32 {
        self.leading() / 2.0 + self.size * 0.364
    }
}
