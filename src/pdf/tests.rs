//! Tests of the layout and the text of sheets.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod scripts;

use super::galley::Mark;
use super::letters::clean;
use super::pages::{TYPEFACE, pages, says};
use super::*;

fn strings<const N: usize>(texts: [&str; N]) -> Vec<String> {
    texts.map(str::to_owned).into()
}

fn body<const N: usize>(texts: [&str; N]) -> Vec<Vec<Run>> {
    texts.map(|text| vec![Run::body(text)]).into()
}

fn total(label: &str, amount: &str, rank: Rank) -> Total {
    Total { label: label.into(), amount: amount.into(), rank }
}

/// Label, quantity, basis and amount of a line.
fn line([label, detail, basis, amount]: [&str; 4]) -> Vec<Vec<Run>> {
    let mut row = body([label, detail, amount]);
    row[0].push(Run::small(format!(" {basis}")));
    row
}

fn charges(rows: Vec<Vec<Vec<Run>>>) -> Section {
    let columns =
        vec![Column::text("Item", 0.58), Column::text("Quantity", 0.42), Column::figures("USD")];
    let totals = vec![
        total("Subtotal", "136,070.00", Rank::Plain),
        total("Federal excise tax, 7.5 %", "10,205.25", Rank::Plain),
        total("Segment fees", "61.20", Rank::Plain),
        total("Total", "146,336.45", Rank::Strong),
        total("Paid", "−73,168.23", Rank::Plain),
        total("Outstanding balance", "USD\u{a0}73,168.22", Rank::Final),
    ];
    Section::new("Charges", vec![Block::Table(Table { columns, rows, totals })])
}

fn trip() -> Section {
    let columns = [("Route", 0.2), ("Departs", 0.31), ("Arrives", 0.31), ("Aircraft", 0.18)];
    let leg = |from, to, departs, arrives| {
        let mut row = vec![vec![Run::large(from), Run::small(" to "), Run::large(to)]];
        row.extend(body([departs, arrives, "Challenger 350, N350HA"]));
        row
    };
    let table = Table {
        columns: columns.map(|(name, share)| Column::text(name, share)).into(),
        rows: vec![
            leg("TEB", "PBI", "Tue 24 Nov 2026, 09:30 EST", "Tue 24 Nov 2026, 12:25 EST"),
            leg("PBI", "TEB", "Sun 29 Nov 2026, 17:00 EST", "Sun 29 Nov 2026, 19:50 EST"),
        ],
        totals: Vec::new(),
    };
    Section::new("Trip", vec![Block::Table(table)])
}

fn payments() -> Section {
    let columns = [("Received", 0.3), ("Method", 0.3), ("Reference", 0.4)];
    let mut columns: Vec<Column> =
        columns.map(|(name, share)| Column::text(name, share)).into_iter().collect();
    columns.push(Column::figures("USD"));
    let row = body(["Wed 11 Nov 2026", "Bank transfer", "SEB 20261111-88213", "73,168.23"]);
    let table = Table { columns, rows: vec![row], totals: Vec::new() };
    Section::new("Payments", vec![Block::Table(table)]).with_room(90.0)
}

fn how_to_pay() -> Section {
    let lines = strings([
        "By bank transfer, with the invoice number as reference:",
        "Harbour Aviation LLC, First Harbor Bank, New York",
        "Account 4410 2218 07, routing 021 000 089, SWIFT FHBKUS33",
    ]);
    Section::new("How to pay", vec![Block::Lines(lines)])
}

fn terms() -> Section {
    let notes = strings([
        "Payment is due on the date above. Amounts still outstanding after it bear interest at 1.5 % a month or the highest rate the law allows, whichever is lower.",
        "Estimates are settled at actual cost. Flights are operated under 14 CFR Part 135 by Harbour Aviation LLC, which has operational control at all times.",
    ]);
    Section::new("Terms", vec![Block::Notes(notes)])
}

fn sample() -> Sheet {
    let lines = [
        ["Flight time", "8.8 h × 12,900.00", "actual", "113,520.00"],
        ["Fuel surcharge", "8.8 h × 1,150.00", "estimate", "10,120.00"],
        ["Landing and handling, LTN and NCE", "2", "fixed", "9,480.00"],
        ["Crew overnight, London", "1 night × 3", "", "2,400.00"],
        [
            "Catering for six, Avinor’s “Très bien” menu with a note that does not fit one line",
            "6",
            "",
            "1,800.00",
        ],
        ["Goodwill credit", "", "", "−1,250.00"],
    ];
    Sheet {
        paper: Paper::Letter,
        language: "en".into(),
        letterhead: Letterhead {
            name: "Harbour Aviation".into(),
            brand: "#155b6b".into(),
            logo: None,
            is_plain: false,
        },
        headline: Headline {
            title: "Invoice 2026-0141".into(),
            state: "Partly paid".into(),
            figure: Some(Figure {
                amount: "USD\u{a0}73,168.22".into(),
                label: "Outstanding balance".into(),
            }),
        },
        parties: vec![
            Party {
                role: "From".into(),
                name: "Harbour Aviation".into(),
                lines: strings(["Harbour Aviation LLC", "101 Charles A. Lindbergh Drive", "Teterboro, NJ 07608, United States", "Tax ID 84-1120934"]),
            },
            Party {
                role: "Bill to".into(),
                name: "Zoë Ångström & Łukasz Żółć Family Office".into(),
                lines: strings(["Attn. Ελένη Παπαδοπούλου, Жанна Щукина", "Strandvägen 7A, 114 56 Stockholm", "Sweden"]),
            },
        ],
        facts: [
            ("Invoice number", "2026-0141"),
            ("Issued", "Mon 9 Nov 2026"),
            ("Due", "Mon 23 Nov 2026"),
            ("Trip", "T-1042"),
            ("Account reference", "ANG-7"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into(),
        sections: vec![
            trip(),
            charges(lines.map(line).into()),
            payments(),
            how_to_pay(),
            terms(),
        ],
        footer: "Harbour Aviation LLC, 101 Charles A. Lindbergh Drive, Teterboro, NJ 07608. Questions: billing@harbour.example, +1 201 555 0141".into(),
        created_at: 1_794_233_002_000, // 2026-11-09T14:03:22Z
    }
}

/// The sample with this many equal lines.
fn many(count: usize) -> Sheet {
    let row = |n| {
        let label = format!("Positioning and handling, leg {n}");
        line([&label, "0.4 h × 3,900.00", "actual", "1,560.00"])
    };
    let charges = charges((1..=count).map(row).collect());
    Sheet { sections: vec![trip(), charges, payments(), how_to_pay(), terms()], ..sample() }
}

#[test]
fn a_sheet_contains_every_text_it_was_given() {
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
    let bytes = sample().print(&TYPEFACE, None).unwrap();
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
fn a_logo_is_printed_whether_it_is_a_png_or_a_jpeg() {
    let png = include_bytes!("../../scripts/demo/logos/harbour.png").as_slice();
    let jpeg = include_bytes!("tests/logo.jpg").as_slice();
    let printed = |logo: Option<&[u8]>| {
        let mut sheet = sample();
        sheet.letterhead.logo = logo.map(<[u8]>::to_vec);
        sheet.print(&TYPEFACE, None).unwrap()
    };
    let has = |pdf: &[u8], words: &[u8]| pdf.windows(words.len()).any(|it| it == words);
    let (tile, png, jpeg) = (printed(None), printed(Some(png)), printed(Some(jpeg)));
    assert!(!has(&tile, b"/Subtype /Image") && !has(&tile, b"DCTDecode"));
    assert!(has(&png, b"/Image") && !has(&png, b"DCTDecode"));
    assert!(
        has(&jpeg, b"/Image") && has(&jpeg, b"DCTDecode"),
        "the file goes into the PDF as it is"
    );
    assert_eq!(printed(Some(b"\xff\xd8 is no picture")), tile);
}

#[test]
fn the_same_sheet_gives_the_same_bytes() {
    assert_eq!(sample().print(&TYPEFACE, None), sample().print(&TYPEFACE, None));
}

#[test]
fn a_long_table_repeats_its_header_on_every_page() {
    let sheet = many(120);
    let pages = pages(&sheet);
    assert!((4..=6).contains(&pages.len()), "{}", pages.len());
    for (index, page) in pages.iter().enumerate() {
        let number = format!("Page {} of {}", index + 1, pages.len());
        assert!(page.contains(&number));
        let charged = page.iter().any(|line| line.starts_with("Positioning"));
        assert!(!charged || page.iter().any(|line| line == "Quantity"));
    }
    assert_eq!(pages.concat().iter().filter(|line| line.starts_with("Positioning")).count(), 120);
    sheet.print(&TYPEFACE, None).unwrap();
}

#[test]
fn totals_stay_together_and_with_the_last_row() {
    for count in 1..40 {
        for paper in [Paper::Letter, Paper::A4] {
            let pages = pages(&Sheet { paper, ..many(count) });
            let last =
                pages.iter().find(|page| page.iter().any(|line| line == "Subtotal")).unwrap();
            assert!(last.iter().filter(|line| *line == "Outstanding balance").count() >= 1);
            assert!(last.iter().any(|line| line.contains(&format!("leg {count}"))), "{count}");
        }
    }
}

#[test]
fn an_empty_section_has_no_heading() {
    let table = Table { columns: vec![Column::figures("USD")], rows: vec![], totals: vec![] };
    for blocks in [
        vec![],
        vec![Block::Table(table)],
        vec![Block::Lines(strings([" ", "\u{200b}"]))],
        vec![Block::Lines(strings(["", " "])), Block::Notes(vec![])],
    ] {
        let sections = vec![Section::new("Silence", blocks)];
        assert!(!says(&Sheet { sections, ..sample() }, "Silence"));
    }
}

#[test]
fn blocks_of_a_section_follow_each_other_and_blank_ones_leave_no_gap() {
    let paragraph = |text: &str| Block::Lines(vec![text.to_owned()]);
    let blocks = |between| vec![paragraph("Before."), between, paragraph("After.")];
    let below = |between| {
        let sections = vec![Section::new("Notes", blocks(between))];
        let galley = Sheet { sections, ..sample() }.galley(&TYPEFACE);
        galley.y
    };
    let with_nothing = below(paragraph(" "));
    assert!(below(paragraph("Between.")) > with_nothing);
    assert!((below(Block::Lines(vec![])) - with_nothing).abs() < 0.01);
}

#[test]
fn a_table_may_have_several_columns_of_figures_and_empty_cells() {
    let columns = vec![
        Column::text("Date", 0.3),
        Column::text("Entry", 0.7),
        Column::figures("Charged"),
        Column::figures("Received"),
        Column::figures("Balance, USD"),
    ];
    let wide = "1,000,000,000,000,000,000.00";
    let rows = vec![
        body(["2 Nov 2026", "Balance carried forward", "", "", "12,400.00"]),
        body(["9 Nov 2026", "Invoice 2026-0141", "146,336.45", "", "158,736.45"]),
        body(["11 Nov 2026", "A reference alone"]),
        body(["12 Nov 2026", "As wide as can be", wide, wide, wide]),
    ];
    let totals = vec![total("Closing balance", "USD\u{a0}158,736.45", Rank::Final)];
    let table = Block::Table(Table { columns, rows, totals });
    let sheet = Sheet { sections: vec![Section::new("Entries", vec![table])], ..sample() };
    assert!(says(&sheet, "Closing balance USD\u{a0}158,736.45"));
    keeps_within_the_margins(&sheet);
    sheet.print(&TYPEFACE, None).unwrap();
}

#[test]
fn a_section_without_a_heading_is_not_in_the_outline() {
    let mut sheet = sample();
    sheet.parties[0].role = String::new();
    sheet.sections.push(Section::new(" ", vec![Block::Lines(strings(["Without a heading."]))]));
    let announced: Vec<String> =
        sheet.galley(&TYPEFACE).headings.into_iter().map(|heading| heading.text).collect();
    assert_eq!(
        announced,
        ["Invoice 2026-0141", "Bill to", "Trip", "Charges", "Payments", "How to pay", "Terms"]
    );
    assert!(says(&sheet, "Without a heading."));
    sheet.print(&TYPEFACE, None).unwrap();
}

#[test]
fn three_parties_stand_in_two_rows() {
    let party = |role: &str| Party { role: role.into(), name: role.to_uppercase(), lines: vec![] };
    let parties = ["Operator", "Broker", "Client"].map(party).into();
    let sheet = Sheet { parties, ..sample() };
    assert!(says(&sheet, "Operator OPERATOR Broker BROKER Client CLIENT"));
    sheet.print(&TYPEFACE, None).unwrap();
}

fn keeps_within_the_margins(sheet: &Sheet) {
    for mark in sheet.galley(&TYPEFACE).pages.into_iter().flatten() {
        if let Mark::Text { line, x, .. } = mark {
            assert!(x >= 41.9 && x + line.width <= 612.0 - 41.9, "{line:?}");
        }
    }
}

#[test]
fn a_text_wider_than_its_column_wraps_completely() {
    let name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
        .repeat(3);
    let mut sheet = sample();
    sheet.parties[1] = Party { role: "Bill to".into(), name: name.clone(), lines: Vec::new() };
    assert!(pages(&sheet).concat().concat().contains(&name[..40]));
    keeps_within_the_margins(&sheet);
}

#[test]
fn combining_accents_are_composed_with_their_letters() {
    assert_eq!(
        clean("Zoe\u{308} A\u{30a}ngstro\u{308}m z\u{307} Nguye\u{302}\u{303}n"),
        "Zoë Ångström ż Nguyễn"
    );
    assert_eq!(clean("a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}").chars().count(), 5);
    assert_eq!(clean("\u{202e}pay\u{0}\u{200b}\u{feff}\tme\u{e000}"), "pay me\u{25a1}");
}

#[test]
fn unusual_strings_never_fail() {
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
            // Only some of the long ones, because the test would take minutes otherwise.
            let reach = if round % 30 == 29 { all.len() } else { odd.len() };
            all[usize::try_from(seed >> 33).unwrap() % reach].to_owned()
        };
        let letterhead =
            Letterhead { name: next(), brand: next(), logo: None, is_plain: round % 3 == 0 };
        let headline = Headline {
            title: next(),
            state: next(),
            figure: (round % 4 > 0).then(|| Figure { amount: next(), label: next() }),
        };
        let parties = (0..round % 4)
            .map(|_| Party { role: next(), name: next(), lines: vec![next(), next()] })
            .collect();
        let facts = (0..round % 9).map(|_| (next(), next())).collect();
        let legs = Table {
            columns: [0.2, 0.31, 0.31, 0.18].map(|share| Column::text(next(), share)).into(),
            rows: (0..round % 3)
                .map(|_| (0..4).map(|_| vec![Run::large(next()), Run::body(next())]).collect())
                .collect(),
            totals: Vec::new(),
        };
        let charges = Table {
            columns: vec![Column::text(next(), 1.0), Column::figures(next())],
            rows: (0..round % 7)
                .map(|_| vec![vec![Run::body(next()), Run::small(next())], vec![Run::body(next())]])
                .collect(),
            totals: (0..round % 4)
                .map(|n| {
                    let rank = [Rank::Plain, Rank::Strong, Rank::Final][n % 3];
                    Total { label: next(), amount: next(), rank }
                })
                .collect(),
        };
        let sections = vec![
            Section::new(&next(), vec![Block::Table(legs), Block::Lines(vec![next()])]),
            Section::new(&next(), vec![Block::Table(charges)]),
            Section::new(&next(), vec![Block::Lines((0..round % 4).map(|_| next()).collect())]),
            Section::new(&next(), vec![Block::Notes((0..round % 4).map(|_| next()).collect())]),
        ];
        let sheet = Sheet {
            paper: if round % 2 == 0 { Paper::A4 } else { Paper::Letter },
            language: next(),
            letterhead,
            headline,
            parties,
            facts,
            sections,
            footer: next(),
            created_at: [i64::MAX, i64::MIN, 0, 253_402_300_800_000][round % 4],
        };
        let data = (round % 3 == 0).then(|| format!("<x>{round}</x>"));
        let pdf = sheet.print(&TYPEFACE, data.as_deref());
        assert!(pdf.is_ok(), "{round}: {pdf:?} {sheet:?}");
    }
}

#[test]
fn bytes_that_are_not_a_font_are_refused() {
    let refused = Typeface::keep(b"no font".to_vec(), Vec::new());
    assert_eq!(refused.err(), Some(Fault::Fonts));
    assert_eq!(Fault::Fonts.to_string(), "the fonts of the PDF could not be read");
}

#[test]
fn a_heading_stays_with_its_first_block() {
    for count in 1..40 {
        for page in pages(&many(count)) {
            let below = page.iter().position(|text| text.trim() == "Payments").map(|at| at + 1);
            let below = below.and_then(|at| page.get(at)).map(|text| text.trim());
            assert!(below.is_none_or(|text| text == "Received"), "{count}: {below:?}");
        }
    }
}

#[test]
fn paper_is_what_offices_use_there() {
    for zone in ["America/New_York", "America/Toronto", "America/Mexico_City", "Pacific/Honolulu"] {
        assert_eq!(Paper::in_zone(zone), Paper::Letter, "{zone}");
    }
    for zone in ["Europe/London", "America/Sao_Paulo", "America/Argentina/Cordoba", "Asia/Dubai"] {
        assert_eq!(Paper::in_zone(zone), Paper::A4, "{zone}");
    }
}
