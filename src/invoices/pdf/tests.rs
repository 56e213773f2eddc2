//! What an invoice says, and that it says it whatever it is given.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::face::Faces;
use super::galley::{Galley, Mark};
use super::text::clean;
use super::*;

const FONTS: Fonts<'static> = Fonts {
    regular: include_bytes!("../../../assets/fonts/portal-regular.ttf"),
    bold: include_bytes!("../../../assets/fonts/portal-semibold.ttf"),
};

fn strings<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).into()
}

fn sample() -> Sheet {
    let line = |label: &str, detail: &str, basis: &str, amount: &str| Line {
        label: label.into(),
        detail: detail.into(),
        basis: basis.into(),
        amount: amount.into(),
    };
    let sum = |label: &str, amount: &str, strong| Sum {
        label: label.into(),
        amount: amount.into(),
        strong,
    };
    Sheet {
        paper: Paper::Letter,
        brand: "#155b6b".into(),
        language: "en".into(),
        title: "Invoice 2026-0141".into(),
        state: "Partly paid".into(),
        issuer: Party {
            name: "Harbour Aviation".into(),
            lines: strings(["Harbour Aviation LLC", "101 Charles A. Lindbergh Drive", "Teterboro, NJ 07608, United States", "Tax ID 84-1120934"]),
        },
        bill_to: Party {
            name: "Zoë Ångström & Łukasz Żółć Family Office".into(),
            lines: strings(["Attn. Ελένη Παπαδοπούλου, Жанна Щукина", "Strandvägen 7A, 114 56 Stockholm", "Sweden"]),
        },
        facts: [
            ("Invoice number", "2026-0141"),
            ("Issued", "Mon 9 Nov 2026"),
            ("Due", "Mon 23 Nov 2026"),
            ("Trip", "T-1042"),
            ("Account reference", "ANG-7"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into(),
        trip: vec![
            TripLine {
                route: "TEB to PBI".into(),
                departs: "Tue 24 Nov 2026, 09:30 EST".into(),
                arrives: "Tue 24 Nov 2026, 12:25 EST".into(),
                aircraft: "Challenger 350, N350HA".into(),
            },
            TripLine {
                route: "PBI to TEB".into(),
                departs: "Sun 29 Nov 2026, 17:00 EST".into(),
                arrives: "Sun 29 Nov 2026, 19:50 EST".into(),
                aircraft: "Challenger 350, N350HA".into(),
            },
        ],
        vehicle: "Aircraft".into(),
        currency: "USD".into(),
        lines: vec![
            line("Flight time", "8.8 h × 12,900.00", "actual", "113,520.00"),
            line("Fuel surcharge", "8.8 h × 1,150.00", "estimate", "10,120.00"),
            line("Landing and handling, LTN and NCE", "2", "fixed", "9,480.00"),
            line("Crew overnight, London", "1 night × 3", "", "2,400.00"),
            line("Catering for six, Avinor’s “Très bien” menu with a note that does not fit one line", "6", "", "1,800.00"),
            line("Goodwill credit", "", "", "−1,250.00"),
        ],
        sums: vec![
            sum("Subtotal", "136,070.00", false),
            sum("Federal excise tax, 7.5 %", "10,205.25", false),
            sum("Segment fees", "61.20", false),
            sum("Total", "146,336.45", true),
            sum("Paid", "−73,168.23", false),
            sum("Outstanding balance", "73,168.22", true),
        ],
        payments: vec![Payment {
            received_on: "Wed 11 Nov 2026".into(),
            method: "Bank transfer".into(),
            reference: "SEB 20261111-88213".into(),
            amount: "73,168.23".into(),
        }],
        payment_instructions: strings([
            "By bank transfer, with the invoice number as reference:",
            "Harbour Aviation LLC, First Harbor Bank, New York",
            "Account 4410 2218 07, routing 021 000 089, SWIFT FHBKUS33",
        ]),
        terms: strings([
            "Payment is due on the date above. Amounts still outstanding after it bear interest at 1.5 % a month or the highest rate the law allows, whichever is lower.",
            "Estimates are settled at actual cost. Flights are operated under 14 CFR Part 135 by Harbour Aviation LLC, which has operational control at all times.",
        ]),
        footer: "Harbour Aviation LLC, 101 Charles A. Lindbergh Drive, Teterboro, NJ 07608. Questions: billing@harbour.example, +1 201 555 0141".into(),
        created_at: (2026, 11, 9, 14, 3, 22),
    }
}

fn many(count: usize) -> Vec<Line> {
    let line = |n| Line {
        label: format!("Positioning and handling, leg {n}"),
        detail: "0.4 h × 3,900.00".into(),
        basis: "actual".into(),
        amount: "1,560.00".into(),
    };
    (1..=count).map(line).collect()
}

/// What each page says, line by line in the order it was set.
fn pages(sheet: &Sheet) -> Vec<Vec<String>> {
    let faces = Faces::read(FONTS.regular, FONTS.bold).unwrap();
    let Galley { pages, .. } = sections::set(sheet, &faces);
    let said = |mark| match mark {
        Mark::Text { line, .. } => {
            Some(line.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>())
        }
        Mark::Rule { .. } | Mark::Tile { .. } => None,
    };
    pages.into_iter().map(|marks| marks.into_iter().filter_map(said).collect()).collect()
}

fn says(sheet: &Sheet, sentence: &str) -> bool {
    pages(sheet).concat().join(" ").contains(sentence)
}

#[test]
fn an_invoice_says_what_it_was_given() {
    let sheet = sample();
    for given in [
        "Invoice 2026-0141",
        "Partly paid",
        "Zoë Ångström & Łukasz Żółć Family Office",
        "Ελένη Παπαδοπούλου, Жанна Щукина",
        "TEB to PBI",
        "8.8 h × 12,900.00",
        "Fuel surcharge estimate",
        "USD\u{a0}73,168.22",
        "SEB 20261111-88213",
        "SWIFT FHBKUS33",
        "operational control at all times.",
        "Page 1 of",
    ] {
        assert!(says(&sheet, given), "{given}");
    }
}

#[test]
fn a_pdf_is_tagged_titled_and_declares_its_standards() {
    let bytes = render(&sample(), &FONTS).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let text = String::from_utf8_lossy(&bytes);
    for part in
        ["/StructTreeRoot", "/S/TH", "/S/TFoot", "/S/H1", "/Lang(en)", "/DisplayDocTitle true"]
    {
        assert!(text.replace("/S /", "/S/").replace("/Lang (", "/Lang(").contains(part), "{part}");
    }
    for claim in ["pdfuaid:part", "pdfaid:conformance"] {
        assert!(text.contains(claim), "{claim}");
    }
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    assert_eq!(render(&sample(), &FONTS), render(&sample(), &FONTS));
}

#[test]
fn a_long_invoice_takes_several_pages_each_with_the_head_of_the_table() {
    let sheet = Sheet { lines: many(120), ..sample() };
    let pages = pages(&sheet);
    assert!((4..=6).contains(&pages.len()), "{}", pages.len());
    for (index, page) in pages.iter().enumerate() {
        let number = format!("Page {} of {}", index + 1, pages.len());
        assert!(page.contains(&number));
        let charged = page.iter().any(|line| line.starts_with("Positioning"));
        assert!(!charged || page.iter().any(|line| line == "Quantity"));
    }
    assert_eq!(pages.concat().iter().filter(|line| line.starts_with("Positioning")).count(), 120);
    render(&sheet, &FONTS).unwrap();
}

#[test]
fn sums_stay_together_and_with_a_line_they_sum_up() {
    for count in 1..40 {
        for paper in [Paper::Letter, Paper::A4] {
            let pages = pages(&Sheet { lines: many(count), paper, ..sample() });
            let last =
                pages.iter().find(|page| page.iter().any(|line| line == "Subtotal")).unwrap();
            assert!(last.iter().filter(|line| *line == "Outstanding balance").count() >= 1);
            assert!(last.iter().any(|line| line.contains(&format!("leg {count}"))), "{count}");
        }
    }
}

#[test]
fn without_payments_it_says_so() {
    let sheet = Sheet { payments: Vec::new(), ..sample() };
    assert!(says(&sheet, "No payments received yet."));
    assert!(!says(&sample(), "No payments received yet."));
}

#[test]
fn a_name_wider_than_its_column_wraps_and_loses_nothing() {
    let name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
        .repeat(3);
    let sheet = Sheet { bill_to: Party { name: name.clone(), lines: Vec::new() }, ..sample() };
    assert!(pages(&sheet).concat().concat().contains(&name[..40]));
    let faces = Faces::read(FONTS.regular, FONTS.bold).unwrap();
    for mark in sections::set(&sheet, &faces).pages.into_iter().flatten() {
        if let Mark::Text { line, x, .. } = mark {
            assert!(x >= 47.9 && x + line.width <= 612.0 - 47.9, "{line:?}");
        }
    }
}

#[test]
fn accents_typed_apart_come_together() {
    assert_eq!(
        clean("Zoe\u{308} A\u{30a}ngstro\u{308}m z\u{307} Nguye\u{302}\u{303}n"),
        "Zoë Ångström ż Nguyễn"
    );
    assert_eq!(clean("a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}").chars().count(), 3);
    assert_eq!(clean("\u{202e}pay\u{0}\u{200b}\u{feff}\tme\u{e000}"), "pay me\u{25a1}");
}

#[test]
fn odd_strings_never_fail() {
    let odd = [
        "",
        " ",
        "\u{a0}",
        "\0",
        "\n\r\t",
        "🛩️👨‍👩‍👧‍👦🇨🇭",
        "שלום עולם",
        "مرحبا بالعالم",
        "日本語の請求書",
        "ไทย",
        "\u{e000}\u{10ffff}\u{fffe}\u{ffff}\u{feff}",
        "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
        "\u{301}",
        "□",
        "\u{202e}abc\u{202c}",
        "(\\)<<>>[]%/",
        "fi ffl ﬁ",
        "−–—‑‐…",
        "½ ⅓ № ™ ₿ ₹ ₺",
        "<script>alert(1)</script>",
        "W",
        "\u{1d400}\u{20dd}",
        "x\u{338}\u{20d2}",
        " to ",
        "to to to",
    ];
    let wide = "W".repeat(4000);
    let words = "word ".repeat(3000);
    let marks = format!("o{}", "\u{308}".repeat(9_000));
    let all: Vec<&str> = odd.into_iter().chain([wide.as_str(), &words, &marks]).collect();
    let mut seed = 7_u64;
    for round in 0..30_usize {
        let mut next = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            // The long ones once in a while, or the test takes minutes.
            let reach = if round % 30 == 29 { all.len() } else { odd.len() };
            all[usize::try_from(seed >> 33).unwrap() % reach].to_owned()
        };
        let mut party = || Party { name: next(), lines: vec![next(), next()] };
        let (issuer, bill_to) = (party(), party());
        let sheet = Sheet {
            paper: if round % 2 == 0 { Paper::A4 } else { Paper::Letter },
            brand: next(),
            language: next(),
            title: next(),
            state: next(),
            issuer,
            bill_to,
            facts: (0..round % 9).map(|_| (next(), next())).collect(),
            trip: (0..round % 3)
                .map(|_| TripLine {
                    route: next(),
                    departs: next(),
                    arrives: next(),
                    aircraft: next(),
                })
                .collect(),
            vehicle: next(),
            currency: next(),
            lines: (0..round % 7)
                .map(|_| Line { label: next(), detail: next(), basis: next(), amount: next() })
                .collect(),
            sums: (0..round % 4)
                .map(|n| Sum { label: next(), amount: next(), strong: n % 2 == 0 })
                .collect(),
            payments: (0..round % 3)
                .map(|_| Payment {
                    received_on: next(),
                    method: next(),
                    reference: next(),
                    amount: next(),
                })
                .collect(),
            payment_instructions: (0..round % 4).map(|_| next()).collect(),
            terms: (0..round % 4).map(|_| next()).collect(),
            footer: next(),
            created_at: (u16::MAX, 0, 99, 99, 99, 99),
        };
        let pdf = render(&sheet, &FONTS);
        assert!(pdf.is_ok(), "{round}: {pdf:?} {sheet:?}");
    }
}

#[test]
fn bytes_that_are_no_font_are_refused() {
    let fonts = Fonts { regular: b"no font", bold: &[] };
    assert_eq!(render(&sample(), &fonts), Err(Fault::Fonts));
    assert_eq!(Fault::Fonts.to_string(), "the invoice fonts could not be read");
}

#[test]
fn a_heading_stays_with_what_it_names() {
    for count in 1..40 {
        for page in pages(&Sheet { lines: many(count), ..sample() }) {
            let below = page.iter().position(|text| text.trim() == "Payments").map(|at| at + 1);
            let below = below.and_then(|at| page.get(at)).map(|text| text.trim());
            assert!(below.is_none_or(|text| text == "Received"), "{count}: {below:?}");
        }
    }
}
