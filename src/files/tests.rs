//! What a file is and what it is called.
#![allow(clippy::unwrap_used)]
use super::{Kind, name::file_name, written_size};

fn kind(bytes: &[u8]) -> Option<&'static str> {
    Kind::of(bytes).map(|it| it.content_type)
}

const DOCX: &[u8] =
    b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0[Content_Types].xml";

#[test]
fn the_content_says_what_a_file_is() {
    let heic = [&b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"[..], &[0; 64]].concat();
    for (bytes, expected) in [
        (&b"%PDF-1.7\n"[..], "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
        (b"GIF89a\x01\0\x01\0", "image/gif"),
        (&heic, "image/heif"),
        ("Zwei Gäste essen vegan.\n".as_bytes(), "text/plain; charset=utf-8"),
    ] {
        assert_eq!(kind(bytes), Some(expected), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn what_can_run_or_hide_something_is_refused() {
    for bytes in [
        &b"<!DOCTYPE html><script>alert(1)</script>"[..],
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>",
        b"\xef\xbb\xbf  <?xml version=\"1.0\"?><x/>",
        b"#!/bin/sh\nrm -rf /",
        b"MZ\x90\0\x03\0\0\0",
        b"\x7fELF\x02\x01\x01\0",
        b"PK\x03\x04\x14\0\0\0\x08\0anything.exe",
        b"\0\x01\x02\x03",
        b"\xff\xfe\xfd plain no more",
    ] {
        assert_eq!(kind(bytes), None, "{}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(kind(&[DOCX, &[0; 64]].concat()), None, "a package that is no document");
}

#[test]
fn a_name_stays_what_it_is_in_any_script() {
    let pdf = Kind::of(b"%PDF-1.7").unwrap();
    let png = Kind::of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    for (sent, kind, name) in [
        ("Pa\u{308}sse (Kopie).pdf", pdf, "Pässe (Kopie).pdf"),
        ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}.pdf", pdf, "한글.pdf"),
        (
            "Screenshot 2026-11-30 at 9.41.00\u{202f}AM.png",
            png,
            "Screenshot 2026-11-30 at 9.41.00\u{202f}AM.png",
        ),
        ("שלום.PDF", pdf, "שלום.PDF"),
        ("scan.png", pdf, "scan.png.pdf"),
        ("passport", png, "passport.png"),
        ("../../etc/passwd.pdf", pdf, "passwd.pdf"),
        ("C:\\Users\\mira\\visa.pdf", pdf, "visa.pdf"),
        ("a%22;b.pdf", pdf, "a\";b.pdf"),
        ("a%0D%0Ab\tc.pdf", pdf, "a b c.pdf"),
        ("\u{202e}fdp.exe", pdf, "fdp.exe.pdf"),
        ("CON.pdf", pdf, "_CON.pdf"),
        (" .pdf", pdf, "file.pdf"),
        ("", pdf, "file.pdf"),
    ] {
        assert_eq!(file_name(sent, kind), name, "{sent:?}");
    }
    let long = file_name(&format!("{}.pdf", "한".repeat(300)), pdf);
    assert!(long.ends_with("한.pdf") && long.chars().count() == 120, "{long}");
}

#[test]
fn a_size_is_told_in_words() {
    let sizes = [1, 1023, 1024, 655_360, 1_048_575, 1_048_576, 2_516_582, 26_214_400];
    assert_eq!(
        sizes.map(written_size),
        ["1 bytes", "1023 bytes", "1 KB", "640 KB", "1024 KB", "1.0 MB", "2.3 MB", "25.0 MB"]
    );
}
