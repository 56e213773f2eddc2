//! Email addresses as people type and paste them.
use super::*;

#[test]
fn an_address_is_stored_in_one_spelling() {
    for (typed, kept) in [
        ("mira@harbour.example", "mira@harbour.example"),
        ("  Mira@HARBOUR.Example\t", "mira@harbour.example"),
        ("mira@harbour.example\r\n", "mira@harbour.example"),
        ("Zoe.O'Neil+Trips@Example.COM", "zoe.o'neil+trips@example.com"),
        ("a!#$%&'*+-/=?^_`{|}~z@example.com", "a!#$%&'*+-/=?^_`{|}~z@example.com"),
        ("info@sub.harbour-air.example", "info@sub.harbour-air.example"),
        ("r@3---x.example", "r@3---x.example"),
        ("\u{200b}mira\u{ad}@har\u{200d}bour.example\u{feff}", "mira@harbour.example"),
        ("\u{202a}mira@harbour.example\u{202c}", "mira@harbour.example"),
        ("\u{a0}mira@harbour.example\u{a0}", "mira@harbour.example"),
        ("mira\u{a0}@harbour.example", "mira@harbour.example"),
        ("mailto:mira@harbour.example", "mira@harbour.example"),
        ("MailTo:mira@harbour.example?subject=Hello%0d%0aBcc:x", "mira@harbour.example"),
        ("mailto:zoe%2Btrips@harbour.example", "zoe+trips@harbour.example"),
        ("<mira@harbour.example>", "mira@harbour.example"),
        ("<mailto:mira@harbour.example>", "mira@harbour.example"),
        ("Mira Lindqvist <mira@harbour.example>", "mira@harbour.example"),
        ("\"Lindqvist, Zoë\" < mira@harbour.example >", "mira@harbour.example"),
        ("Mira@harbour.example <mira@harbour.example>", "mira@harbour.example"),
        ("ana@Grünflug.example", "ana@xn--grnflug-o2a.example"),
        ("ana@gru\u{308}nflug.example", "ana@xn--grnflug-o2a.example"),
        ("ana@XN--GRNFLUG-O2A.example", "ana@xn--grnflug-o2a.example"),
        ("ana@ｅｘａｍｐｌｅ。com", "ana@example.com"),
        ("ana@例え.テスト", "ana@xn--r8jz45g.xn--zckzah"),
    ] {
        assert_eq!(Email::parse(typed).as_deref(), Ok(kept), "{typed:?}");
        assert_eq!(
            Email::parse(kept).as_deref(),
            Ok(kept),
            "the stored spelling does not change when it is parsed again"
        );
    }
}

#[test]
fn an_invalid_address_is_refused_with_its_reason() {
    use EmailError::*;
    let long = |n: usize| "a".repeat(n);
    let label = long(61);
    for (typed, why) in [
        ("", Missing),
        (" \u{200b}\u{a0} ", Missing),
        ("<>", Missing),
        ("mailto:", Missing),
        ("mira@harbour.example\r\nBcc: x@y.example", LineBreak),
        ("Mira\r\nBcc: <mira@harbour.example>", LineBreak),
        ("mira@harbour\n.example", LineBreak),
        ("mi\0ra@harbour.example", LineBreak),
        ("mailto:mira%0d%0a@harbour.example", LineBreak),
        ("mira@harbour.example, tomas@harbour.example", Several),
        ("mira@harbour.example; tomas@harbour.example", Several),
        ("mira@harbour.example tomas@harbour.example", Several),
        ("Mira <mira@harbour.example>, Tomas <tomas@harbour.example>", Several),
        ("mira@harbour.example <tomas@harbour.example>", Several),
        ("mira", NoAt),
        ("harbour.example", NoAt),
        ("mira@@harbour.example", ManyAts),
        ("mira@harbour@example.com", ManyAts),
        ("mailto:mailto:mira@harbour.example", Character(':')),
        ("mi ra@harbour.example", Space),
        ("mira@harbour .example", Space),
        ("mira lindqvist@harbour.example", Space),
        ("\"mira\"@harbour.example", Quotes),
        ("@harbour.example", NoLocal),
        (".mira@harbour.example", Periods),
        ("mira.@harbour.example", Periods),
        ("mi..ra@harbour.example", Periods),
        ("zoë@harbour.example", Character('ë')),
        ("mi,ra@harbour.example", Character(',')),
        ("mira(home)@harbour.example", Character('(')),
        ("<mira@harbour.example", Character('<')),
        ("mira@", Domain),
        ("mira@harbour", Domain),
        ("mira@harbour,example", Domain),
        ("mira@harbour.example>", Domain),
        ("mira@.example", Domain),
        ("mira@harbour..example", Domain),
        ("mira@harbour.example.", Domain),
        ("mira@-harbour.example", Domain),
        ("mira@harbour-.example", Domain),
        ("mira@har_bour.example", Domain),
        ("mira@203.0.113.9", Domain),
        ("mira@[203.0.113.9]", Domain),
        ("mira@harbour.123", Domain),
        ("mira@xn--a.example", Domain),
        (&format!("mira@{}.example", long(64)), Domain),
        (&format!("{}@harbour.example", long(65)), LongLocal),
        (&format!("{}@{label}.{label}.{label}.info", long(64)), Long),
    ] {
        assert_eq!(Email::parse(typed), Err(why), "{typed:?}");
    }
}

#[test]
fn the_longest_addresses_are_accepted() {
    let local = "a".repeat(64);
    let label = "b".repeat(63);
    assert!(Email::parse(&format!("{local}@{label}.example")).is_ok());
    let most = format!("{local}@{label}.{label}.{}.d", "c".repeat(59));
    assert_eq!((most.len(), Email::parse(&most).is_ok()), (254, true));
}

#[test]
fn a_complaint_names_the_character() {
    assert_eq!(
        EmailError::Character('ë').to_string(),
        "The part before the @ sign cannot have “ë” in it."
    );
}

#[test]
fn an_invalid_address_is_looked_up_as_it_was_typed() {
    assert_eq!(Email::sought(" Mira <Mira@Harbour.example>"), "mira@harbour.example");
    assert_eq!(Email::sought(" Mira "), "mira");
}

#[test]
fn a_list_is_read_as_it_is_typed_or_pasted_from_a_mail_program() {
    let both = ["ole@harbour.example", "ops@harbour.example"];
    for text in [
        "ole@harbour.example\nops@harbour.example",
        "ole@harbour.example\r\n\r\n ops@harbour.example \r\n",
        "ole@harbour.example, ops@harbour.example",
        "ole@harbour.example,ops@harbour.example,",
        "Ole Berg <ole@harbour.example>; ops@harbour.example",
        "Ole Berg <ole@harbour.example>; Operations <ops@harbour.example>;",
        "\"Berg, Ole; captain\" <ole@harbour.example>, \"Ops\" <ops@harbour.example>",
        "Berg, Ole <ole@harbour.example>; Desk, Ops <ops@harbour.example>",
        "Berg, Ole <ole@harbour.example>, Desk, Ops <ops@harbour.example>",
        "<ole@harbour.example>,<ops@harbour.example>",
        "mailto:ole@harbour.example; OPS@Harbour.example",
        "ole@harbour.example\tops@harbour.example",
        "ole@harbour.example ops@harbour.example",
    ] {
        let read = Email::list(text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        assert_eq!(read, both, "{text:?}");
    }
    assert_eq!(Email::list(" \n;\u{200b}, "), Ok(Vec::new()));
    for (text, entry, why) in [
        ("ole@harbour.example, ops", "ops", EmailError::NoAt),
        ("Ole Berg; ops@harbour.example", "Ole Berg", EmailError::NoAt),
        ("ole@harbour.example; Ole <ole@harbour>", "Ole <ole@harbour>", EmailError::Domain),
        ("o\0le@harbour.example", "o\0le@harbour.example", EmailError::LineBreak),
    ] {
        assert_eq!(Email::list(text), Err((entry.to_owned(), why)), "{text:?}");
    }
}
