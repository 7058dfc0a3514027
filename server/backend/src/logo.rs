//! What an uploaded logo is: told by its first bytes, never by its name or by what a browser says of it.

use domain::problem::ImageError;

/// Most bytes and pixels of a logo: it stands in the header of every page.
pub(crate) const BYTES_MAX: usize = 256 * 1_024;
const PIXELS_MAX: u32 = 2_000;

/// A picture that browsers show and that can hold no script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Image {
    /// Also the ending of its name.
    pub kind: &'static str,
    pub width: u32,
    pub height: u32,
}

/// # Errors
/// For what is none of the three kinds, or too large.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Image, ImageError> {
    if bytes.is_empty() {
        return Err(ImageError::Missing);
    }
    if bytes.len() > BYTES_MAX {
        return Err(ImageError::TooManyBytes);
    }
    let (kind, size) = [("png", png(bytes)), ("jpeg", jpeg(bytes)), ("webp", webp(bytes))]
        .into_iter()
        .find_map(|(kind, size)| Some((kind, size?)))
        .ok_or(ImageError::Kind)?;
    let (width, height) = size;
    if [width, height].iter().any(|side| !(1..=PIXELS_MAX).contains(side)) {
        return Err(ImageError::TooManyPixels);
    }
    Ok(Image { kind, width, height })
}

/// The type that a kind is served with.
pub(crate) fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("png") => "image/png",
        Some("jpeg") => "image/jpeg",
        _ => "image/webp",
    }
}

type Size = Option<(u32, u32)>;

/// Its signature, and the header chunk that comes first (PNG, 5.2 and 11.2.1).
fn png(bytes: &[u8]) -> Size {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    Some((big(rest.get(..4)?), big(rest.get(4..8)?)))
}

/// Segments up to the first frame header (ITU T.81, B.2).
fn jpeg(bytes: &[u8]) -> Size {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    loop {
        let [0xff, marker, ..] = rest else { return None };
        let length = usize::try_from(big(rest.get(2..4)?)).ok()?;
        let is_frame = matches!(*marker, 0xc0..=0xcf) && !matches!(*marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return Some((big(rest.get(7..9)?), big(rest.get(5..7)?)));
        }
        if matches!(*marker, 0xd0..=0xda) || length < 2 {
            return None;
        }
        rest = rest.get(2 + length..)?;
    }
}

/// The three kinds of first chunk (RFC 9649, 2.5 to 2.7).
fn webp(bytes: &[u8]) -> Size {
    let chunk = bytes.strip_prefix(b"RIFF").and_then(|rest| rest.get(4..)).and_then(|rest| rest.strip_prefix(b"WEBP"))?;
    let data = chunk.get(8..)?;
    match chunk.get(..4)? {
        b"VP8 " if data.get(3..6)? == b"\x9d\x01\x2a" => Some((little(data.get(6..8)?) & 0x3fff, little(data.get(8..10)?) & 0x3fff)),
        b"VP8L" if data.first()? == &0x2f => {
            let bits = little(data.get(1..5)?);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(data.get(4..7)?) + 1, little(data.get(7..10)?) + 1)),
        _ => None,
    }
}

fn big(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_png(width: u32, height: u32) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x06\0\0\0"].concat()
    }

    fn sizes(bytes: &[u8]) -> Option<(&'static str, u32, u32)> {
        inspect(bytes).ok().map(|image| (image.kind, image.width, image.height))
    }

    #[test]
    fn each_kind_tells_its_size() {
        assert_eq!(sizes(&a_png(300, 80)), Some(("png", 300, 80)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04JF\xff\xc4\0\x02\xff\xc2\0\x0b\x08\0\x50\x01\x2c\x01\x11\0";
        assert_eq!(sizes(jpeg), Some(("jpeg", 300, 80)));
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\x50\0";
        assert_eq!(sizes(lossy), Some(("webp", 300, 80)));
        let bits = 0x012b_u32 | (0x4f << 14);
        let lossless = [b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f".as_slice(), &bits.to_le_bytes()].concat();
        assert_eq!(sizes(&lossless), Some(("webp", 300, 80)));
        let extended = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x2b\x01\0\x4f\0\0";
        assert_eq!(sizes(extended), Some(("webp", 300, 80)));
    }

    #[test]
    fn s24_what_could_hold_a_script_is_no_logo() {
        let none: [&[u8]; 7] = [
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            b"GIF89a\x01\0\x01\0",
            b"<html>\x89PNG\r\n\x1a\n",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff\xe0\0\x01",
            b"\xff\xd8\xff\xda\0\x08",
            b"RIFF\0\0\0\0WEBPVP8 ",
        ];
        for bytes in none {
            assert_eq!(inspect(bytes), Err(ImageError::Kind), "{bytes:?}");
        }
        assert_eq!(inspect(b""), Err(ImageError::Missing));
    }

    #[test]
    fn too_large_is_refused() {
        for (width, height) in [(2_001, 10), (10, 2_001), (0, 10), (10, 0), (u32::MAX, u32::MAX)] {
            assert_eq!(inspect(&a_png(width, height)), Err(ImageError::TooManyPixels));
        }
        let mut long = a_png(10, 10);
        long.resize(BYTES_MAX, 0);
        assert!(inspect(&long).is_ok());
        long.push(0);
        assert_eq!(inspect(&long), Err(ImageError::TooManyBytes));
    }
}
