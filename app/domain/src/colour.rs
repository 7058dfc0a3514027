//! Colours of a brand, and how far two of them stand apart.

use std::fmt;
use std::str::FromStr;

use crate::text::UnknownCode;

/// What a label must have against its ground (WCAG 2.2, 1.4.3), in hundredths.
pub const READABLE: u32 = 450;

/// A colour without transparency, written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    pub const WHITE: Self = Self([255; 3]);
    /// What the style sheet writes on pale colours.
    pub const INK: Self = Self([0x0c, 0x10, 0x11]);
    const BLACK: Self = Self([0; 3]);

    /// The contrast of two colours in hundredths, 100 to 2,100, never rounded up.
    #[must_use]
    pub fn contrast(self, other: Self) -> u32 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        hundredths(a.max(b) / a.min(b))
    }

    /// A label that can be read on this colour.
    #[must_use]
    pub fn label(self) -> Self {
        let readable = |label: &Self| label.contrast(self) >= READABLE;
        [Self::WHITE, Self::INK].into_iter().find(readable).unwrap_or(Self::BLACK)
    }

    /// As much of this colour as can still be read as text on white.
    #[must_use]
    pub fn text(self) -> Self {
        let darker = |percent: u16| Self(self.0.map(|part| u8::try_from(u16::from(part) * percent / 100).unwrap_or(part)));
        let readable = |colour: &Self| colour.contrast(Self::WHITE) >= TEXT_READABLE;
        (0..=20).map(|step| darker(100 - 5 * step)).find(readable).unwrap_or(Self::BLACK)
    }

    /// WCAG 2.2, relative luminance.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

/// Links stand in running text, which small type makes harder to read than a button.
const TEXT_READABLE: u32 = 550;

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a ratio between 1 and 21")]
fn hundredths(ratio: f64) -> u32 {
    (ratio * 100.0) as u32
}

/// Six hexadecimal digits behind a `#`; white space around it does not count.
impl FromStr for Colour {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()).ok_or(UnknownCode)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap()
    }

    #[test]
    fn s24_only_colours_are_colours() {
        assert_eq!(colour(" #0B5c6E ").to_string(), "#0b5c6e");
        for bad in ["", "0b5c6e", "#fff", "#0b5c6g", "red", "#0b5c6e;background:url(//evil)", "#+12345"] {
            assert_eq!(bad.parse::<Colour>(), Err(UnknownCode), "{bad}");
        }
    }

    #[test]
    fn contrasts_are_those_of_the_guidelines() {
        assert_eq!(Colour::WHITE.contrast(colour("#000000")), 2_100);
        assert_eq!(Colour::WHITE.contrast(Colour::WHITE), 100);
        assert_eq!(Colour::WHITE.contrast(colour("#767676")), 454);
        assert_eq!(colour("#777777").contrast(Colour::WHITE), 447, "never rounded up to what is not there");
    }

    #[test]
    fn every_colour_has_a_label_and_a_text_that_can_be_read() {
        for part in 0..=255_u8 {
            for ground in [[part; 3], [part, 0, 0], [0, part, 0], [0, 0, part], [255, part, 0], [part, 255 - part, part]].map(Colour) {
                assert!(ground.label().contrast(ground) >= READABLE, "{ground}");
                assert!(ground.text().contrast(Colour::WHITE) >= TEXT_READABLE, "{ground}");
            }
        }
        assert_eq!(colour("#0b5c6e").text(), colour("#0b5c6e"), "what can be read stays as it is");
    }
}
