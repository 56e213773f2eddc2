//! The logo: which pictures may be one.
use crate::{files::Kind, kit::text};
use sha2::{Digest as _, Sha256};

/// The largest file in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// The longest side in pixels: a larger picture would take more memory than a document may need.
const LONGEST: usize = 2_000;

/// A picture that may be a logo.
#[derive(Debug, PartialEq, Eq)]
pub struct Logo {
    /// SHA-256 of the bytes: the name of the file.
    pub version: String,
    pub content_type: &'static str,
    pub width: i64,
    pub height: i64,
}

/// Why a file cannot be the logo, as who sends it reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Missing,
    TooLarge,
    Kind,
    WebP,
    TooLong,
    Same,
}

impl Unfit {
    pub fn words(self) -> &'static str {
        match self {
            Self::Missing => "Choose a file.",
            Self::TooLarge => "This file is larger than 1 MB. Send a smaller one.",
            Self::Kind => "This is not a PNG, JPEG or WebP picture. Send one of these.",
            Self::WebP => {
                "Documents cannot print a WebP picture, and your browser did not make a PNG of it. Send it as a PNG or JPEG."
            }
            Self::TooLong => {
                "This picture is wider or higher than 2,000 pixels. Send a smaller one."
            }
            Self::Same => "This is your logo already.",
        }
    }
}

impl Logo {
    /// The picture that a file holds, by its content, whatever its name says.
    ///
    /// # Errors
    /// Why it cannot be a logo.
    pub fn of(bytes: &[u8]) -> Result<Self, Unfit> {
        let content_type = match Kind::of(bytes).map(|it| it.content_type) {
            Some(it @ ("image/png" | "image/jpeg")) => it,
            Some("image/webp") => return Err(Unfit::WebP),
            _ => return Err(Unfit::Kind),
        };
        let picture = imagesize::blob_size(bytes).map_err(|_| Unfit::Kind)?;
        let side = |pixels: usize| i64::try_from(pixels).ok().filter(|_| pixels <= LONGEST);
        match (side(picture.width), side(picture.height)) {
            (Some(0), _) | (_, Some(0)) => Err(Unfit::Kind),
            (Some(width), Some(height)) => {
                let version = text::token(&Sha256::digest(bytes));
                Ok(Self { version, content_type, width, height })
            }
            _ => Err(Unfit::TooLong),
        }
    }
}

/// A logo in the audit trail, by its size in pixels.
pub fn told(width: Option<i64>, height: Option<i64>) -> String {
    match (width, height) {
        (Some(width), Some(height)) => format!("{width} \u{d7} {height} pixels"),
        _ => "none".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = include_bytes!("../../scripts/demo/logos/harbour.png");

    /// The beginning of a JPEG file of this size.
    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let mut bytes =
            b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08".to_vec();
        bytes.extend(height.to_be_bytes());
        bytes.extend(width.to_be_bytes());
        bytes.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
        bytes
    }

    #[test]
    fn a_picture_is_known_by_its_content_and_measured() {
        let logo = Logo::of(PNG).unwrap();
        assert_eq!((logo.content_type, logo.width, logo.height), ("image/png", 96, 96));
        let wide = Logo::of(&jpeg(2_000, 40)).unwrap();
        assert_eq!((wide.content_type, wide.width, wide.height), ("image/jpeg", 2_000, 40));
        assert_ne!(logo.version, wide.version);
    }

    #[test]
    fn a_webp_picture_is_refused_because_documents_cannot_print_it() {
        let webp = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0";
        assert_eq!(Logo::of(webp), Err(Unfit::WebP));
        assert!(Unfit::WebP.words().contains("PNG or JPEG"));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert_eq!(Logo::of(&jpeg(2_001, 40)), Err(Unfit::TooLong));
        for odd in [
            b"".as_slice(),
            b"a,b",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            b"%PDF-1.7",
            b"GIF89a\x01\0\x01\0",
            b"\x89PNG\r\n\x1a\n",
        ] {
            assert_eq!(Logo::of(odd), Err(Unfit::Kind), "{odd:?}");
        }
    }
}
