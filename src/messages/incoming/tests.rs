//! Mails as programs write them, written for these tests.
use super::*;

/// A mail as a file of this folder: its head and its text.
macro_rules! mail {
    ($name:literal) => {
        include_bytes!(concat!("mails/", $name, ".eml"))
    };
}

/// Each mail, and what it says.
const MAILS: [(&str, &[u8], &str); 7] = [
    ("gmail", mail!("gmail"), "Gate 4, please. See https://maps.example/teb?gate=4"),
    ("outlook_en", mail!("outlook_en"), "Gate 4, please.\n\nMira"),
    ("outlook_de", mail!("outlook_de"), "Tor 4, bitte. Grüße"),
    ("iphone", mail!("iphone"), "Gate 4, please"),
    ("apple_mail", mail!("apple_mail"), "> Which gate?\nGate 4.\n\n> How many bags?\nThree."),
    ("web_mailer", mail!("web_mailer"), "Gate 4, please & thank you."),
    ("plain", mail!("plain"), "Gate 4, please."),
];

#[test]
fn each_mail_program_is_read() {
    for (name, raw, said) in MAILS {
        let it = reply(raw, "Harbour Aviation", 4_000).unwrap();
        assert_eq!(it.said.trim(), said, "{name}");
        assert!(name == "plain" || it.folded.contains("Which gate?"), "{name}: {}", it.folded);
        let head = head("mira@harbour.example", raw).unwrap();
        assert_eq!(head.from, "mira@harbour.example", "{name}");
        assert!(!head.is_automatic && head.message_id.contains('@'), "{name}: {head:?}");
    }
}

#[test]
fn a_file_comes_with_its_name_and_its_bytes() {
    let it = reply(mail!("iphone"), "Harbour Aviation", 4_000).unwrap();
    let names: Vec<_> = it.files.iter().map(|it| (it.name.as_str(), it.bytes.len())).collect();
    assert_eq!(names, [("Gate Übersicht.pdf", 15)]);
    assert!(it.files[0].bytes.starts_with(b"%PDF"));
}

#[test]
fn html_becomes_text_and_nothing_of_it_runs() {
    let it = reply(mail!("web_mailer"), "Harbour Aviation", 4_000).unwrap();
    assert!(!it.said.contains('<') && !it.folded.contains("alert"), "{it:?}");
}

#[test]
fn html_keeps_its_lines_lists_links_and_quotations() {
    let it = reply(mail!("html_only"), "Harbour Aviation", 4_000).unwrap();
    let said = "html only & safe \u{2013} 5 < 6 \u{20ac}\u{20ac}\u{20ac}

- one
- two boldly

1. first
2. second

the link (https://ex.example/page?a=1&b=2), https://ex.example/, write
new line
Two

Three &amp; 1 < 2
Leg 1 TEB
Leg 2

a  b
 c

Gate 4.
Mira

> Which gate?
Answer below quote: eight.

Unfinished";
    assert_eq!(it.said, said);
    for quoted in ["> Hello Mira,\n>\n> Reply from Dana: how many bags?", "> > older: why?"] {
        assert!(it.folded.contains(quoted), "{}", it.folded);
    }
    for hidden in ["never", "Draft", "color"] {
        assert!(!it.folded.contains(hidden), "{hidden}: {}", it.folded);
    }
}

#[test]
fn html_that_is_broken_is_read_as_far_as_possible() {
    let read = |html: &str| {
        let raw = format!(
            "From: a@x.example\r\nMessage-ID: <1@x>\r\nContent-Type: text/html\r\n\r\n{html}\r\n"
        );
        reply(raw.as_bytes(), "Harbour Aviation", 4_000).unwrap().said
    };
    assert_eq!(read("</blockquote></ul>One<p>Two</b></div>"), "One\n\nTwo");
    assert_eq!(read("a <b href=\"never closed>bold</b> end"), "a bold end");
    assert_eq!(read("One<script>two"), "One");
    assert_eq!(read("One<!-- two"), "One");
    assert_eq!(read("&bogus; & &; &#99999999; a<3 <"), "&bogus; & &; \u{fffd} a<3 <");
    assert_eq!(read("<a href=https://ex.example/x>x</a>"), "x (https://ex.example/x)");
    assert_eq!(read("<a href=\"https://ex.example/x\"><b></b></a>"), "(This email has no text.)");
    let deep = "<blockquote>".repeat(50_000);
    assert!(read(&format!("Hi<br>{deep}x")).starts_with("Hi"));
}

#[test]
fn a_mail_whose_plain_text_is_empty_is_read_from_its_html() {
    let raw = "From: a@x.example\r\nMessage-ID: <1@x>\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n \r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Gate 4.</p>\r\n--b--\r\n";
    assert_eq!(reply(raw.as_bytes(), "Harbour Aviation", 4_000).unwrap().said, "Gate 4.");
}

#[test]
fn what_machines_write_is_told_apart() {
    let written = |more: &str| {
        format!("From: mira@harbour.example\r\n{more}Message-ID: <1@x>\r\n\r\nAway.\r\n")
    };
    let is =
        |envelope: &str, more: &str| head(envelope, written(more).as_bytes()).unwrap().is_automatic;
    assert!(!is("mira@harbour.example", "Auto-Submitted: no\r\n"));
    assert!(!is("mira@harbour.example", ""));
    for more in [
        "Auto-Submitted: auto-replied\r\n",
        "Precedence: bulk\r\n",
        "Precedence: List\r\n",
        "X-Autoreply: yes\r\n",
    ] {
        assert!(is("mira@harbour.example", more), "{more}");
    }
    assert!(is("", "") && is("<>", ""));
}

#[test]
fn a_person_is_known_by_their_address_and_perhaps_by_their_name() {
    let by = |from: &str, name: &str| {
        let head = Head {
            from: from.into(),
            from_name: name.into(),
            message_id: String::new(),
            is_automatic: false,
        };
        sender(&head, "mira@harbour.example", "Mira Lindqvist")
    };
    assert_eq!(by("Mira@Harbour.example", ""), Sender::Confirmed);
    assert_eq!(by("mira@home.example", "Lindqvist, Mira"), Sender::Unconfirmed);
    assert_eq!(by("mira@home.example", "Mira"), Sender::Stranger);
    assert_eq!(by("bob@home.example", "Bob Stone"), Sender::Stranger);
    assert_eq!(by("", "Mira Lindqvist"), Sender::Unconfirmed);
}

#[test]
fn a_long_mail_is_cut_and_its_rest_is_kept() {
    let raw =
        format!("From: a@x.example\r\nMessage-ID: <1@x>\r\n\r\n{}\r\n", "word ".repeat(1_000));
    let it = reply(raw.as_bytes(), "Harbour Aviation", 100).unwrap();
    assert_eq!(it.said.chars().count(), 100);
    assert!(it.folded.len() > 4_000, "{}", it.folded.len());
}
