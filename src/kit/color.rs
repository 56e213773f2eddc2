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

    /// Red, green and blue as amounts of light.
    fn linear(self) -> [f64; 3] {
        self.0.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) })
    }

    fn luminance(self) -> f64 {
        dot(self.linear(), [0.2126, 0.7152, 0.0722])
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

    /// This color, or its lightest shade with this contrast to the page.
    fn shade(self, contrast: f64) -> Self {
        (0..=20)
            .map(|step| self.towards(BLACK, f64::from(step) / 20.0))
            .find(|c| c.contrast(PAGE) >= contrast)
            .unwrap_or(BLACK)
    }

    /// The edge of a button of this color, which sets it off from the page.
    pub fn edge(self) -> Self {
        self.shade(3.05)
    }

    /// The same hue, at least as light as `lightness`, with as much of its chroma as a screen can show. In OKLCH
    /// (Björn Ottosson, "A perceptual color space for image processing"), because there a lighter color does not look
    /// grayer.
    fn lightened(self, lightness: f64) -> Self {
        let cones = TO_CONES.map(|row| dot(row, self.linear()).cbrt());
        let [l, a, b] = TO_LAB.map(|row| dot(row, cones));
        let with_chroma = |share: f64| {
            let lab = [l.max(lightness), a * share, b * share];
            FROM_CONES.map(|row| dot(row, FROM_LAB.map(|row| dot(row, lab).powi(3))))
        };
        let shown = (0..=20)
            .map(|step| with_chroma(1.0 - f64::from(step) / 20.0))
            .find(|rgb| rgb.iter().all(|c| (-0.001..=1.001).contains(c)));
        let gamma = |c: f64| {
            if c <= 0.003_130_8 { c * 12.92 } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 }
        };
        Self(shown.unwrap_or_else(|| with_chroma(0.0)).map(gamma))
    }

    /// The color of text on this color: white or black, whichever has more contrast.
    pub fn ink(self) -> Self {
        if self.contrast(WHITE) >= self.contrast(BLACK) { WHITE } else { BLACK }
    }

    /// The brand in the dark theme: light enough for buttons and links on a dark ground.
    pub fn on_dark(self) -> Self {
        self.lightened(0.78)
    }

    /// The style sheet of a brand: the color itself for buttons, a shade of it for links and edges, and a lighter color for the
    /// dark theme.
    pub fn style_sheet(self) -> String {
        let dark = self.on_dark();
        let all = [
            ("brand", self),
            ("brand-ink", self.ink()),
            ("brand-edge", self.edge()),
            ("brand-link", self.shade(4.6)),
            ("brand-dark", dark),
            ("brand-dark-ink", dark.ink()),
        ];
        let all = all.map(|(name, color)| format!("--{name}:{}", color.hex()));
        format!(":root{{{}}}", all.join(";"))
    }
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

// Between linear RGB, the responses of the eye's cones, and OKLab.
const TO_CONES: [[f64; 3]; 3] = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const TO_LAB: [[f64; 3]; 3] = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];
const FROM_LAB: [[f64; 3]; 3] = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548_0],
];
const FROM_CONES: [[f64; 3]; 3] = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
];

/// The ground of pages in the light theme; panels are lighter.
const PAGE: Color = Color([0.976, 0.973, 0.965]);
const WHITE: Color = Color([1.0, 1.0, 1.0]);
const BLACK: Color = Color([0.0, 0.0, 0.0]);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The background of panels in the dark theme.
    const DARK_GROUND: Color = Color([0.1, 0.11, 0.125]);

    #[test]
    fn every_brand_color_becomes_readable() {
        for hex in ["155b6b", "ffff00", "000000", "ffffff", "d7263d", "7f7f7f", "00ff00"] {
            let brand = Color::parse(hex).unwrap();
            let dark = brand.on_dark();
            assert!(brand.contrast(brand.ink()) >= 4.5, "{hex}");
            assert!(dark.contrast(DARK_GROUND) >= 4.5, "{hex}");
            assert!(dark.contrast(dark.ink()) >= 4.5, "{hex}");
        }
    }

    #[test]
    fn a_button_has_the_color_that_was_chosen() {
        let value = |hex: &str, name: &str| {
            let sheet = Color::parse(hex).unwrap().style_sheet();
            let (_, rest) = sheet.split_once(&format!("--{name}:#")).unwrap();
            Color::parse(&rest[..6]).unwrap()
        };
        for hex in ["f5d90a", "155b6b", "ffffff", "000000", "7f7f7f", "d7263d", "00ff00", "767676"]
        {
            let brand = Color::parse(hex).unwrap();
            assert_eq!(value(hex, "brand"), brand, "{hex}");
            assert!(value(hex, "brand-ink").contrast(brand) >= 4.5, "{hex}");
            assert!(value(hex, "brand-edge").contrast(PAGE) >= 3.0, "{hex}");
            assert!(value(hex, "brand-link").contrast(PAGE) >= 4.5, "{hex}");
        }
        assert_eq!(value("155b6b", "brand-edge").hex(), "#155b6b", "no edge where none is needed");
        assert_eq!(value("155b6b", "brand-link").hex(), "#155b6b");
        assert_ne!(value("f5d90a", "brand-edge").hex(), "#f5d90a");
        assert_eq!(value("f5d90a", "brand-ink"), BLACK);
    }

    #[test]
    fn a_lighter_color_keeps_its_hue_and_does_not_turn_gray() {
        let colorful = |c: Color| {
            let [r, g, b] = c.0;
            r.max(g).max(b) - r.min(g).min(b)
        };
        for hex in ["155b6b", "7a1f3d", "1f3d7a", "2d6a2d"] {
            let brand = Color::parse(hex).unwrap();
            let dark = brand.on_dark();
            assert!(colorful(dark) > 0.8 * colorful(brand), "{hex} becomes {}", dark.hex());
        }
        assert_eq!(Color::parse("80c8ff").unwrap().on_dark().hex(), "#80c8ff", "light enough");
        assert_eq!(Color::parse("000000").unwrap().on_dark().hex(), "#b7b7b7");
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_color() {
        for text in ["", "fff", "15 b6b", "155B6B", "155b6b}", "é5b6b"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
        assert_eq!(Color::parse("155b6b").unwrap().hex(), "#155b6b");
    }
}
