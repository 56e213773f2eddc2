//! A workspace's brand colour and the colours that go with it, by WCAG contrast.

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour([f64; 3]);

impl Colour {
    /// Of six lower-case hexadecimal digits, as `155b6b`.
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

    /// Contrast ratio of WCAG 2, 1 to 21.
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

    /// The nearest tint or shade, towards `end`, that is readable on `ground`.
    fn readable(self, ground: Self, end: Self) -> Self {
        (0..=20)
            .map(|step| self.towards(end, f64::from(step) / 20.0))
            .find(|c| c.contrast(ground) >= 4.6)
            .unwrap_or(end)
    }

    /// What may be written upon it: the better of near-white and near-black.
    pub fn ink(self) -> Self {
        if self.contrast(WHITE) >= self.contrast(BLACK) { WHITE } else { BLACK }
    }

    /// The style sheet that carries a brand: readable on white, and a lighter one on dark grounds.
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

const WHITE: Colour = Colour([1.0, 1.0, 1.0]);
const BLACK: Colour = Colour([0.04, 0.06, 0.08]);
/// The panel of the dark theme.
const DARK_GROUND: Colour = Colour([0.1, 0.11, 0.125]);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn any_brand_can_be_read() {
        for hex in ["155b6b", "ffff00", "000000", "ffffff", "d7263d", "7f7f7f", "00ff00"] {
            let brand = Colour::parse(hex).unwrap();
            let light = brand.readable(WHITE, BLACK);
            let dark = brand.readable(DARK_GROUND, WHITE).towards(WHITE, 0.15);
            assert!(light.contrast(WHITE) >= 4.5, "{hex}");
            assert!(light.contrast(light.ink()) >= 4.5, "{hex}");
            assert!(dark.contrast(DARK_GROUND) >= 4.5, "{hex}");
            assert!(dark.contrast(dark.ink()) >= 4.5, "{hex}");
        }
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        for text in ["", "fff", "15 b6b", "155B6B", "155b6b}", "é5b6b"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
        assert_eq!(Colour::parse("155b6b").unwrap().hex(), "#155b6b");
    }
}
