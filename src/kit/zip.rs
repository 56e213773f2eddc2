//! A ZIP archive that is written piece by piece, so that no file of it is ever held whole. Files are stored as they are:
//! photographs and PDFs do not get smaller. A file's checksum and size follow it.
use crate::kit::zoned::Moment;
use chrono::{Datelike as _, Timelike as _};
use crc32fast::Hasher;

/// The checksum and the sizes follow the bytes (bit 3), and the name is UTF-8 (bit 11).
const FLAGS: u16 = 0x0808;
/// What a reader must know: data after the bytes, and sizes of 64 bits.
const VERSION: u16 = 20;
const VERSION_64: u16 = 45;
/// Written as on Unix, a file that everybody may read.
const MADE_BY: u16 = 0x0300 | VERSION_64;
const MODE: u32 = 0o100_644 << 16;
/// In place of a number that does not fit, and is in the record for 64 bits.
const LARGE_16: u16 = u16::MAX;
const LARGE_32: u32 = u32::MAX;

/// An archive that is being written. Each call returns the bytes that come next.
#[derive(Default)]
pub struct Zip {
    /// How many bytes there are so far.
    written: u64,
    entries: Vec<Written>,
}

/// A file that is being added. It is smaller than 4 GB.
pub struct Entry {
    name: String,
    stamp: [u16; 2],
    at: u64,
    sum: Hasher,
    size: u64,
}

/// A file of the archive.
struct Written {
    name: String,
    stamp: [u16; 2],
    at: u64,
    sum: u32,
    size: u32,
}

/// Numbers and text, as they are written in an archive: the smallest byte first.
#[derive(Default)]
struct Record(Vec<u8>);

impl Record {
    fn small(mut self, numbers: &[u16]) -> Self {
        self.0.extend(numbers.iter().flat_map(|it| it.to_le_bytes()));
        self
    }

    fn medium(mut self, numbers: &[u32]) -> Self {
        self.0.extend(numbers.iter().flat_map(|it| it.to_le_bytes()));
        self
    }

    fn large(mut self, numbers: &[u64]) -> Self {
        self.0.extend(numbers.iter().flat_map(|it| it.to_le_bytes()));
        self
    }

    fn text(mut self, text: &str) -> Self {
        self.0.extend_from_slice(text.as_bytes());
        self
    }
}

impl Zip {
    /// Begins a file of this name, which was made at `at`.
    pub fn begin(&mut self, name: &str, at: &Moment) -> (Entry, Vec<u8>) {
        let entry = Entry {
            name: name.to_owned(),
            stamp: stamp(at),
            at: self.written,
            sum: Hasher::new(),
            size: 0,
        };
        let head = Record::default()
            .medium(&[0x0403_4b50])
            .small(&[VERSION, FLAGS, 0])
            .small(&entry.stamp)
            .medium(&[0, 0, 0])
            .small(&[length(name), 0])
            .text(name);
        (entry, self.wrote(head))
    }

    /// Ends a file.
    pub fn end(&mut self, entry: Entry) -> Vec<u8> {
        let Entry { name, stamp, at, sum, size } = entry;
        self.written += size;
        let it = Written {
            name,
            stamp,
            at,
            sum: sum.finalize(),
            size: size.try_into().unwrap_or(LARGE_32),
        };
        let tail = Record::default().medium(&[0x0807_4b50, it.sum, it.size, it.size]);
        self.entries.push(it);
        self.wrote(tail)
    }

    /// The list of all files, which ends the archive.
    pub fn finish(self) -> Vec<u8> {
        let from = self.written;
        let many = self.entries.len() as u64;
        let mut all: Vec<u8> = self.entries.iter().flat_map(Written::listed).collect();
        let size = all.len() as u64;
        let is_large = many >= LARGE_16.into() || from + size >= LARGE_32.into();
        if is_large {
            let record = Record::default()
                .medium(&[0x0606_4b50])
                .large(&[44])
                .small(&[MADE_BY, VERSION_64])
                .medium(&[0, 0])
                .large(&[many, many, size, from])
                .medium(&[0x0706_4b50, 0])
                .large(&[from + size])
                .medium(&[1]);
            all.extend(record.0);
        }
        let (small, medium) = (
            |it: u64| it.try_into().unwrap_or(LARGE_16),
            |it: u64| it.try_into().unwrap_or(LARGE_32),
        );
        let end = Record::default()
            .medium(&[0x0605_4b50])
            .small(&[0, 0, small(many), small(many)])
            .medium(&[medium(size), medium(from)])
            .small(&[0]);
        all.extend(end.0);
        all
    }

    fn wrote(&mut self, record: Record) -> Vec<u8> {
        self.written += record.0.len() as u64;
        record.0
    }
}

impl Entry {
    /// Counts the next bytes of the file, which follow as they are.
    pub fn add(&mut self, bytes: &[u8]) {
        self.sum.update(bytes);
        self.size += bytes.len() as u64;
    }
}

impl Written {
    /// The line of the file in the list at the end.
    fn listed(&self) -> Vec<u8> {
        let at = u32::try_from(self.at).unwrap_or(LARGE_32);
        let (version, far) = match at {
            LARGE_32 => (VERSION_64, Record::default().small(&[1, 8]).large(&[self.at]).0),
            _ => (VERSION, Vec::new()),
        };
        let mut line = Record::default()
            .medium(&[0x0201_4b50])
            .small(&[MADE_BY, version, FLAGS, 0])
            .small(&self.stamp)
            .medium(&[self.sum, self.size, self.size])
            .small(&[length(&self.name), length(&far), 0, 0, 0])
            .medium(&[MODE, at])
            .text(&self.name)
            .0;
        line.extend(far);
        line
    }
}

fn length(bytes: &(impl AsRef<[u8]> + ?Sized)) -> u16 {
    bytes.as_ref().len().try_into().unwrap_or(LARGE_16)
}

/// Local time and date, as archives have them since DOS: to two seconds, from 1980 on.
fn stamp(at: &Moment) -> [u16; 2] {
    let at = at.local();
    let small = |it: u32| u16::try_from(it).unwrap_or_default();
    let years = u16::try_from(at.year().clamp(1980, 2107) - 1980).unwrap_or_default();
    [
        small(at.hour() << 11 | at.minute() << 5 | (at.second() / 2)),
        years << 9 | small(at.month() << 5 | at.day()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read, Result, Seek, SeekFrom};

    fn made(mut zip: Zip, files: &[(&str, &[u8])]) -> Vec<u8> {
        let at = Moment::new(1_795_262_400_000, "America/New_York");
        let mut all = Vec::new();
        for (name, bytes) in files {
            let (mut entry, head) = zip.begin(name, &at);
            all.extend(head);
            for piece in bytes.chunks(3) {
                entry.add(piece);
                all.extend(piece);
            }
            all.extend(zip.end(entry));
        }
        all.extend(zip.finish());
        all
    }

    fn read<R: Read + Seek>(archive: R) -> Vec<(String, Vec<u8>)> {
        let mut archive = zip::ZipArchive::new(archive).unwrap();
        let all = 0..archive.len();
        all.map(|n| {
            let mut file = archive.by_index(n).unwrap();
            let mut bytes = Vec::new();
            // A checksum that is wrong is an error here.
            file.read_to_end(&mut bytes).unwrap();
            (file.name().to_owned(), bytes)
        })
        .collect()
    }

    #[test]
    fn what_goes_in_comes_out_under_its_name() {
        let files: [(&str, &[u8]); 3] = [
            ("README.txt", b"Hello"),
            ("files/Pässe (Kopie).pdf", b"%PDF-1.7"),
            ("한글/空.txt", b""),
        ];
        let archive = made(Zip::default(), &files);
        assert_eq!(
            read(Cursor::new(&archive)),
            files.map(|(name, it)| (name.to_owned(), it.to_vec()))
        );
        let mut archive = zip::ZipArchive::new(Cursor::new(&archive)).unwrap();
        let file = archive.by_index(0).unwrap();
        let made = file.last_modified().unwrap();
        assert_eq!((made.year(), made.month(), made.day(), made.hour()), (2026, 11, 21, 7));
        assert_eq!(file.unix_mode(), Some(0o100_644));
    }

    #[test]
    fn an_archive_of_nothing_is_one() {
        assert_eq!(read(Cursor::new(Zip::default().finish())), []);
    }

    /// What was written after so many zeros.
    struct After {
        zeros: u64,
        bytes: Vec<u8>,
        at: u64,
    }

    impl Read for After {
        fn read(&mut self, into: &mut [u8]) -> Result<usize> {
            let Some(from) = self.at.checked_sub(self.zeros) else {
                let many = usize::try_from(self.zeros - self.at).unwrap().min(into.len());
                into[..many].fill(0);
                self.at += many as u64;
                return Ok(many);
            };
            let many =
                (&self.bytes[usize::try_from(from).unwrap().min(self.bytes.len())..]).read(into)?;
            self.at += many as u64;
            Ok(many)
        }
    }

    impl Seek for After {
        fn seek(&mut self, to: SeekFrom) -> Result<u64> {
            let end = self.zeros + self.bytes.len() as u64;
            self.at = match to {
                SeekFrom::Start(at) => at,
                SeekFrom::End(by) => end.checked_add_signed(by).unwrap(),
                SeekFrom::Current(by) => self.at.checked_add_signed(by).unwrap(),
            };
            Ok(self.at)
        }
    }

    #[test]
    fn files_beyond_four_gigabytes_are_found() {
        let zeros = u64::from(u32::MAX) + 7;
        let zip = Zip { written: zeros, ..Zip::default() };
        let archive = After { zeros, bytes: made(zip, &[("a", b"first"), ("b", b"last")]), at: 0 };
        let found = read(archive);
        assert_eq!(
            found,
            [("a".to_owned(), b"first".to_vec()), ("b".to_owned(), b"last".to_vec())]
        );
    }

    #[test]
    fn more_files_than_sixteen_bits_count_are_found() {
        let names: Vec<_> = (0..70_000).map(|n| n.to_string()).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|it| (it.as_str(), &b""[..])).collect();
        let archive = made(Zip::default(), &files);
        assert_eq!(zip::ZipArchive::new(Cursor::new(archive)).unwrap().len(), 70_000);
    }
}
