//! Numbers as they are typed around the world, and what they mean.
use super::*;

fn usd(text: &str) -> Result<i64, Unread> {
    read(text, Measure::Amount(&Currency("USD".into())))
}
fn quantity(text: &str) -> Result<i64, Unread> {
    read(text, Measure::Quantity)
}
/// The two ways in which a number can be read, as they are shown.
fn asked(read: Result<i64, Unread>) -> Vec<String> {
    match read {
        Err(Unread::Ambiguous { readings, .. }) => {
            readings.into_iter().map(|it| it.shown).collect()
        }
        other => vec![format!("{other:?}")],
    }
}

#[test]
fn a_decimal_comma_is_a_decimal_comma() {
    assert_eq!(quantity("8,8"), Ok(8_800));
    assert_eq!(usd("12900,50"), Ok(1_290_050));
    assert_eq!(usd("350,00"), Ok(35_000));
    assert_eq!(read("7,5", Measure::Percent), Ok(75_000));
    assert_eq!((usd(",5"), usd(".5"), usd("0,500")), (Ok(50), Ok(50), Ok(50)));
    assert_eq!(quantity("0,125"), Ok(125));
    assert_eq!(quantity("1234,567"), Ok(1_234_567));
}

#[test]
fn groups_of_three_are_groups_whatever_separates_them() {
    for text in [
        "12,900.50",
        "12.900,50",
        "12 900,50",
        "12 900.50",
        "12\u{a0}900,50",
        "12\u{202f}900,50",
        "12\u{2009}900.50",
        "12'900.50",
        "12\u{2019}900.50",
        "12\u{2019}900,50",
        "12900.50",
        "12\u{66c}900\u{66b}50",
        " 12 900,500 ",
    ] {
        assert_eq!(usd(text), Ok(1_290_050), "{text}");
    }
    for text in [
        "1,250,000",
        "1.250.000",
        "1 250 000",
        "1'250'000",
        "1,250,000.00",
        "1.250.000,00",
        "12,50,000",
    ] {
        assert_eq!(usd(text), Ok(125_000_000), "{text}");
    }
    assert_eq!(usd("1 250"), Ok(125_000), "a space never begins decimals");
}

#[test]
fn a_number_with_two_meanings_is_asked_about() {
    for text in ["1.250", "$1.250", "1.250 USD"] {
        assert_eq!(asked(usd(text)), ["1,250.00", "1.25"], "{text}");
    }
    let dinars = Currency("KWD".into());
    assert_eq!(asked(read("1,250", Measure::Amount(&dinars))), ["1,250.000", "1.250"]);
    assert_eq!(asked(quantity("1,250")), ["1,250", "1.25"]);
    assert_eq!(asked(usd("-12.500")), ["-12,500.00", "-12.50"]);
    assert_eq!(
        asked(usd("12.345")),
        ["12,345.00"],
        "dollars have no third decimal, but a slip is likely"
    );
    assert_eq!(
        quantity("8.125").map_err(|it| it.words("")),
        Err("Does “8.125” mean 8,125 or 8.125? Choose below, or type 8125 or 8.1250.".into())
    );
    assert_eq!((quantity("8125"), quantity("8.1250")), (Ok(8_125_000), Ok(8_125)));
}

#[test]
fn an_amount_that_is_grouped_as_amounts_are_shown_is_not_asked_about() {
    for text in ["6,900", "$6,900", "6,900 USD", "+6,900"] {
        assert_eq!(usd(text), Ok(690_000), "{text}");
    }
    assert_eq!((usd("-12,500"), usd("12,345")), (Ok(-1_250_000), Ok(1_234_500)));
}

#[test]
fn where_only_one_meaning_is_possible_nothing_is_asked() {
    let yen = Currency("JPY".into());
    assert_eq!(read("1,250", Measure::Amount(&yen)), Ok(1_250), "yen have no decimals");
    assert_eq!(read("7.125", Measure::Percent), Ok(71_250), "no percentage is above 100");
    assert_eq!(read("1.250", Measure::Whole), Ok(1_250));
}

#[test]
fn the_currency_of_the_form_may_stand_beside_an_amount() {
    for text in [
        "$19,933.25",
        "USD 19,933.25",
        "19.933,25 USD",
        "US$ 19'933.25",
        "usd19933.25",
        "19,933.25 $",
        "\u{ff04}19,933.25",
    ] {
        assert_eq!(usd(text), Ok(1_993_325), "{text}");
    }
    let euro = Currency("EUR".into());
    assert_eq!(read("19.933,25 €", Measure::Amount(&euro)), Ok(1_993_325));
    let francs = Currency("CHF".into());
    for text in ["CHF 1'250.–", "Fr. 1'250.00", "Fr.1250", "SFr. 1250,-"] {
        assert_eq!(read(text, Measure::Amount(&francs)), Ok(125_000), "{text}");
    }
    let said = "Amounts here are in USD. “€” is something else.";
    assert_eq!(usd("19.933,25 €"), Err(Unread::Because(said.into())));
    assert!(matches!(usd("EUR 5"), Err(Unread::Because(_))));
    assert!(matches!(usd("5 %"), Err(Unread::Because(_))));
    assert_eq!(quantity("$5"), Err(Unread::Unclear));
}

#[test]
fn negative_amounts_have_a_minus_or_parentheses() {
    for text in [
        "-5",
        "\u{2212}5",
        "\u{2013}5.00",
        "(5.00)",
        "($5.00)",
        "$(5,00)",
        "-$5",
        "$-5",
        "- 5",
        "(5.00) USD",
    ] {
        assert_eq!(usd(text), Ok(-500), "{text}");
    }
    for text in ["--5", "-(5)", "(5", "5)", "5-", "+-5", "((5))"] {
        assert!(usd(text).is_err(), "{text}");
    }
    assert_eq!(usd("+5"), Ok(500));
}

#[test]
fn digits_of_other_scripts_are_digits() {
    for text in
        ["１２，９００．５０", "١٢٬٩٠٠٫٥٠", "۱۲۹۰۰٫۵۰", "१२९००.५०", "\u{200f}12900.50\u{200e}"]
    {
        assert_eq!(usd(text), Ok(1_290_050), "{text}");
    }
    assert_eq!(read("７．５％", Measure::Percent), Ok(75_000));
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        ".",
        ",",
        "1e5",
        "12,x",
        "1.2.3",
        "1,25,0",
        "12,5,0",
        "1,2500,000",
        "1.250,000,000",
        "1,250 500",
        "1 25",
        "5,5,5",
        "0x10",
        "1/2",
        "½",
        "5..5",
        "1,.5",
        "99999999999999999999",
        "1-2",
        "NaN",
        "1 250'000",
        "0,250,000.5.5",
    ] {
        assert!(usd(text).is_err(), "{text}");
    }
    assert!(matches!(usd("5.005"), Err(Unread::Ambiguous { .. })));
    assert_eq!(usd("12900.505"), Err(Unread::Because("Enter no more than 2 decimals.".into())));
    assert_eq!(read("101", Measure::Percent), Err(Unread::Unclear));
    assert_eq!(
        (whole("30", 1, 30), whole("31", 1, 30), whole("1.5", 1, 30)),
        (Ok(30), Err(Unread::Unclear), Err(Unread::Unclear))
    );
}

#[test]
fn what_a_form_is_filled_with_is_read_as_the_same() {
    for n in [0, 1, 999, 1_000, 1_250, 8_125, 999_999, 1_250_500, -8_125, 1_000_000_000] {
        assert_eq!(quantity(&unmistakable(n, 3)), Ok(n), "{n}");
        assert_eq!(usd(&unmistakable(n, 2)), Ok(n), "{n}");
        assert_eq!(
            read(&unmistakable(n, 3), Measure::Amount(&Currency("KWD".into()))),
            Ok(n),
            "{n}"
        );
        assert_eq!(
            read(&unmistakable(n, 0), Measure::Amount(&Currency("JPY".into()))),
            Ok(n),
            "{n}"
        );
    }
    assert_eq!(
        [unmistakable(8_800, 3), unmistakable(8_125, 3), unmistakable(125, 3)],
        ["8.8", "8.1250", "0.125"]
    );
}
