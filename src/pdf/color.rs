//! The colors of a sheet: the operator's brand color and warm neutrals.

/// sRGB, one byte per channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Color(pub u8, pub u8, pub u8);

/// The color of text.
pub(super) const INK: Color = Color(0x1b, 0x1f, 0x24);
/// The color of secondary text, with a contrast of 6:1 on white.
pub(super) const MUTED: Color = Color(0x5c, 0x60, 0x66);
/// The color of hairlines between items of the same kind.
pub(super) const HAIR: Color = Color(0xe3, 0xe1, 0xdd);
/// The color of hairlines where something begins or is summed up.
pub(super) const RULE: Color = Color(0xa9, 0xa8, 0xa5);
pub(super) const WHITE: Color = Color(0xff, 0xff, 0xff);

impl Color {
    /// `#155b6b`; ink if it is anything else.
    pub fn parse(text: &str) -> Self {
        let digits = text.trim().trim_start_matches('#');
        match (digits.len(), u32::from_str_radix(digits, 16)) {
            (6, Ok(number)) => {
                let [_, red, green, blue] = number.to_be_bytes();
                Self(red, green, blue)
            }
            _ => INK,
        }
    }

    /// White where its contrast on this color is at least 4.5:1, ink otherwise.
    pub fn upon(self) -> Self {
        if 1.05 / (self.luminance() + 0.05) >= 4.5 { WHITE } else { INK }
    }

    fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}
