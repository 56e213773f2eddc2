//! Names in every script: the fonts that they need, their direction, and how their letters join.
use super::*;
use crate::pdf::{
    shaping::Fragment,
    style::{BODY, STRONG, Style},
    text::Line,
};
use std::process::Command;

const NAMES: [&str; 8] = [
    "שלום תעופה בע״מ",
    "شركة الأفق للطيران",
    "東京チャーター株式会社",
    "บริษัท สยามเจ็ท จำกัด",
    "Şükrü Özgür A.Ş.",
    "सूर्य विमान सेवा प्राइवेट लिमिटेड",
    "대한항공전세기 주식회사",
    "Công ty Hàng không Việt",
];

/// Reads the fonts that a sheet needs, as the Worker does.
fn ready(sheet: &Sheet) {
    while let Some(script) = sheet.lacks(&TYPEFACE) {
        let read = |path: &&str| {
            let built = format!("public{path}");
            std::fs::read(&built).unwrap_or_else(|_| panic!("{built} is missing: npm run build"))
        };
        script.keep(script.files().iter().map(read).collect()).unwrap();
    }
}

/// An invoice with every name as its recipient's, as a line's label and as a heading.
fn invoice() -> Sheet {
    let mut sheet = sample();
    sheet.parties[1] =
        Party { role: "Bill to".into(), name: NAMES[0].into(), lines: strings(NAMES) };
    let lines = NAMES.map(|name| line([name, "2", "fixed", "1,200.00"])).to_vec();
    sheet.sections =
        vec![charges(lines), Section::new(NAMES[1], vec![Block::Lines(strings(NAMES))])];
    ready(&sheet);
    sheet
}

fn set(text: &str, style: Style) -> Vec<Fragment> {
    ready(&Sheet { footer: text.to_owned(), ..sample() });
    let typeface = TYPEFACE.writing([text].into_iter());
    typeface.fragments(&Line::of(&clean(text), style))
}

/// The letters of a line in the order in which they stand, from left to right.
fn standing(text: &str) -> String {
    let all = set(text, BODY).into_iter().flat_map(|fragment| {
        let letters =
            fragment.glyphs.iter().map(|it| fragment.text[it.text_range.clone()].to_owned());
        letters.collect::<Vec<_>>()
    });
    all.collect()
}

fn ids(text: &str) -> Vec<u32> {
    let glyphs = set(text, BODY).into_iter().flat_map(|it| it.glyphs);
    glyphs.map(|it| it.glyph_id.to_u32()).collect()
}

#[test]
fn a_name_in_any_script_is_set_and_stays_text() {
    let sheet = invoice();
    for name in NAMES {
        assert!(says(&sheet, name), "{name}");
        for style in [BODY, STRONG] {
            let fragments = set(name, style);
            assert!(fragments.iter().all(|it| it.width() > 0.0));
            let missing =
                fragments.iter().flat_map(|it| &it.glyphs).filter(|it| it.glyph_id.to_u32() == 0);
            assert_eq!(missing.count(), 0, "{name}");
            let boxes = TYPEFACE.glyphs("\u{25a1}", style);
            let drawn = |it: &Fragment| {
                it.font == TYPEFACE.font(style)
                    && it.glyphs.iter().any(|glyph| glyph.glyph_id == boxes[0].glyph_id)
            };
            assert!(!fragments.iter().any(drawn), "{name}");
        }
    }
    keeps_within_the_margins(&sheet);
    let pdf = sheet.print(&TYPEFACE, None).unwrap();
    let path = std::env::temp_dir().join(format!("names-{}.pdf", std::process::id()));
    std::fs::write(&path, pdf).unwrap();
    let read = Command::new("pdftotext").arg(&path).arg("-").output();
    std::fs::remove_file(&path).unwrap();
    // Where poppler is installed, the text is read back by it, too.
    if let Ok(read) = read {
        let marks = ['\u{202a}', '\u{202b}', '\u{202c}', '\u{200e}', '\u{200f}'];
        let text = String::from_utf8(read.stdout).unwrap().replace(marks, "");
        for name in NAMES {
            assert!(text.matches(name).count() >= 2, "{name}: {text}");
        }
    }
}

#[test]
fn hebrew_and_arabic_run_from_right_to_left_and_figures_in_them_do_not() {
    assert_eq!(standing("שלום 123 עולם"), "םלוע 123 םולש");
    assert_eq!(standing("Flight שלום 12 to LTN"), "Flight 12 םולש to LTN");
    assert_eq!(
        standing("שלום (LTN) 7"),
        "7 (LTN) םולש".replace('(', "\u{1}").replace(')', "(").replace('\u{1}', ")")
    );
}

#[test]
fn arabic_letters_join() {
    // Each is drawn as its stem and a dot.
    let [first, middle, last] = ["ب", "ببب", "لا"].map(ids);
    let stems = |all: &[u32]| {
        let mut stems: Vec<u32> = all.to_vec();
        stems.sort_unstable();
        stems.dedup();
        stems.len()
    };
    assert!(stems(&middle) > stems(&first) + 1, "first, middle and last forms");
    assert_ne!(last, [ids("ا"), ids("ل")].concat(), "lam and alef join");
    assert_ne!(ids("می\u{200c}خواهم"), ids("میخواهم"), "what keeps letters apart is kept");
}

#[test]
fn a_name_from_right_to_left_keeps_its_place_among_others() {
    let runs = [Run::body("שלום 7"), Run::small(" fixed"), Run::body(" أفق")];
    ready(&Sheet { footer: "שלום أفق".into(), ..sample() });
    let lines = TYPEFACE.wrap(&runs, 400.0);
    let letters = |it: &Fragment| {
        it.glyphs
            .iter()
            .map(|glyph| it.text[glyph.text_range.clone()].to_owned())
            .collect::<String>()
    };
    let all: String = TYPEFACE.fragments(&lines[0]).iter().map(letters).collect();
    assert!(all.starts_with("7 םולש fixed "), "{all}");
}

#[test]
fn devanagari_vowels_stand_where_they_belong() {
    let (ka, ki) = (ids("क"), ids("कि"));
    assert_eq!(ki.len(), 2);
    assert_eq!(ki[1], ka[0], "the vowel stands before its consonant");
}

#[test]
fn fonts_are_read_for_what_a_document_has_and_for_nothing_else() {
    let needs = |text: &str| {
        let sheet = Sheet { footer: text.to_owned(), ..sample() };
        let texts = sheet.texts().map(str::to_owned).collect::<Vec<_>>();
        let han = Script::of_han(texts.iter().map(String::as_str));
        text.chars().filter_map(|it| Script::of(it, han).first().copied()).fold(
            Vec::new(),
            |mut all, it| {
                if !all.contains(&it) {
                    all.push(it);
                }
                all
            },
        )
    };
    assert_eq!(needs("Zoë Łukasz Ελένη Жанна, 7 %"), []);
    assert_eq!(sample().lacks(&TYPEFACE), None);
    assert_eq!(needs("東京チャーター"), [Script::Japanese], "the same font for all of it");
    assert_eq!(needs("大韓항공"), [Script::Korean]);
    assert_eq!(needs("上海公务航空"), [Script::Chinese]);
    assert_eq!(needs("שלום, สยาม"), [Script::Hebrew, Script::Thai]);
}

#[test]
fn text_without_spaces_wraps_between_its_letters() {
    let long = "東京チャーター株式会社御中".repeat(20);
    let sheet = Sheet {
        sections: vec![Section::new("Notes", vec![Block::Lines(vec![long.clone()])])],
        ..sample()
    };
    ready(&sheet);
    assert!(pages(&sheet).concat().concat().contains(&long[..60]));
    for line in pages(&sheet).concat() {
        assert!(!line.starts_with(['ー', '、']), "{line}");
    }
    keeps_within_the_margins(&sheet);
    let thai = "บริษัทสยามเจ็ทจำกัด".repeat(20);
    let sheet =
        Sheet { sections: vec![Section::new("Notes", vec![Block::Lines(vec![thai])])], ..sample() };
    ready(&sheet);
    keeps_within_the_margins(&sheet);
    sheet.print(&TYPEFACE, None).unwrap();
}

#[test]
fn a_letter_that_no_font_has_is_a_box() {
    let fragments = set("𐎠 ⿰", BODY);
    assert!(!fragments.is_empty());
    let sheet = Sheet { footer: "ሰላም 🛩️".into(), ..sample() };
    ready(&sheet);
    sheet.print(&TYPEFACE, None).unwrap();
}
