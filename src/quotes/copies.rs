//! Whether a file is a signed copy: the digest of a PDF that arrives piece by piece.
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// The largest file that is looked at, in bytes.
const LARGEST: u64 = 25 * 1024 * 1024;

/// How a PDF begins.
const BEGINS: &[u8] = b"%PDF-";

/// Why a file is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Missing,
    Empty,
    NotPdf,
    TooLarge,
}

impl Unfit {
    pub fn words(self) -> &'static str {
        match self {
            Self::Missing => "Choose the PDF to check.",
            Self::Empty => "This file is empty. Choose another one.",
            Self::NotPdf => {
                "This is not a PDF. Signed copies are PDFs, and only the file itself can be checked, not a picture or a print of it."
            }
            Self::TooLarge => "This file is larger than 25 MB, which no signed copy is.",
        }
    }
}

/// A file that is being read.
pub struct Reading {
    is_named: bool,
    hash: Sha256,
    head: Vec<u8>,
    size: u64,
}

impl Reading {
    /// `name` is empty where the form was sent without a file.
    pub fn of(name: &str) -> Self {
        let is_named = !name.trim().is_empty();
        Self { is_named, hash: Sha256::new(), head: Vec::new(), size: 0 }
    }

    pub fn add(&mut self, piece: &[u8]) -> Result<(), Unfit> {
        self.size += piece.len() as u64;
        self.hash.update(piece);
        let missing = BEGINS.len().saturating_sub(self.head.len());
        self.head.extend(piece.iter().take(missing));
        if self.size > LARGEST {
            Err(Unfit::TooLarge)
        } else if BEGINS.starts_with(&self.head) {
            Ok(())
        } else {
            Err(Unfit::NotPdf)
        }
    }

    pub fn finish(self) -> Result<String, Unfit> {
        match () {
            () if self.size == 0 && self.is_named => Err(Unfit::Empty),
            () if self.size == 0 => Err(Unfit::Missing),
            () if self.head != BEGINS => Err(Unfit::NotPdf),
            () => Ok(HEXLOWER.encode(&self.hash.finalize())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, pieces: &[&[u8]]) -> Result<String, Unfit> {
        let mut reading = Reading::of(name);
        pieces.iter().try_for_each(|piece| reading.add(piece))?;
        reading.finish()
    }

    #[test]
    fn only_a_pdf_is_looked_at_however_it_arrives() {
        let whole = read("a.pdf", &[b"%PDF-1.7 x"]);
        assert_eq!(whole, Ok(crate::kit::text::sha256("%PDF-1.7 x")));
        assert_eq!(read("a.pdf", &[b"%P", b"", b"DF-1.7", b" x"]), whole);
        assert_eq!(read("a.pdf", &[]), Err(Unfit::Empty));
        assert_eq!(read(" ", &[]), Err(Unfit::Missing));
        assert_eq!(read("a.pdf", &[b"%PD"]), Err(Unfit::NotPdf));
        assert_eq!(read("a.png", &[b"\x89PNG"]), Err(Unfit::NotPdf));
        let large = vec![b'%'; 26 * 1024 * 1024];
        assert_eq!(read("a.pdf", &[b"%PDF-", &large]), Err(Unfit::TooLarge));
    }
}
