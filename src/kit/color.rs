//! A workspace's brand color, and the tints of it that are readable by WCAG contrast.

/// Red, green and blue, each from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Color([f64; 3]);

impl Color {
    /// Reads six lower-case hexadecimal digits, such as `155b6b`.
    pub fn parse(hex: &str) -> Option<Self> {
        if hex.len() != 6 || !hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let n = u32::from_str_radix(hex, 16).ok()?;
        Some(Self([n >> 16, n >> 8, n].map(|channel| f64::from(channel & 0xff) / 255.0)))
    }

    pub fn hex(self) -> String {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a byte
        let [r, g, b] = self.0.map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8);
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    fn luminance(self) -> f64 {
        let [r, g, b] =
            self.0.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast ratio of WCAG 2, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn towards(self, other: Self, share: f64) -> Self {
        let [a, b] = [self.0, other.0];
        Self(std::array::from_fn(|i| {
            let (a, b) = (a.get(i).copied().unwrap_or(0.0), b.get(i).copied().unwrap_or(0.0));
            a + (b - a) * share
        }))
    }

    /// The nearest tint or shade between this color and `end` that is readable on `ground`.
    fn readable(self, ground: Self, end: Self) -> Self {
        (0..=20)
            .map(|step| self.towards(end, f64::from(step) / 20.0))
            .find(|c| c.contrast(ground) >= 4.6)
            .unwrap_or(end)
    }

    /// The color of text on this color: white or near-black, whichever has more contrast.
    pub fn ink(self) -> Self {
        if self.contrast(WHITE) >= self.contrast(BLACK) { WHITE } else { BLACK }
    }

    /// The style sheet of a brand: a color that is readable on white, and a lighter one for the dark theme.
    pub fn style_sheet(self) -> String {
        let light = self.readable(WHITE, BLACK);
        let dark = self.readable(DARK_GROUND, WHITE).towards(WHITE, 0.15);
        format!(
            ":root{{--brand:{};--brand-ink:{};--brand-dark:{};--brand-dark-ink:{}}}",
            light.hex(),
            light.ink().hex(),
            dark.hex(),
            dark.ink().hex()
        )
    }
}

const WHITE: Color = Color([1.0, 1.0, 1.0]);
const BLACK: Color = Color([0.04, 0.06, 0.08]);
/// The background of panels in the dark theme.
const DARK_GROUND: Color = Color([0.1, 0.11, 0.125]);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_brand_color_becomes_readable() {
        for hex in ["155b6b", "ffff00", "000000", "ffffff", "d7263d", "7f7f7f", "00ff00"] {
            let brand = Color::parse(hex).unwrap();
            let light = brand.readable(WHITE, BLACK);
            let dark = brand.readable(DARK_GROUND, WHITE).towards(WHITE, 0.15);
            assert!(light.contrast(WHITE) >= 4.5, "{hex}");
            assert!(light.contrast(light.ink()) >= 4.5, "{hex}");
            assert!(dark.contrast(DARK_GROUND) >= 4.5, "{hex}");
            assert!(dark.contrast(dark.ink()) >= 4.5, "{hex}");
        }
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_color() {
        for text in ["", "fff", "15 b6b", "155B6B", "155b6b}", "é5b6b"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
        assert_eq!(Color::parse("155b6b").unwrap().hex(), "#155b6b");
    }
}
