//! Tests of which airports a text means, on the airports of the starter table.
#![allow(clippy::unwrap_used)]
use super::{naming::canonical, *};
use crate::testing::cast::*;
use futures_executor::block_on;

/// What is found for a text: the labels of the airports called like it, and of those near it.
fn candidates(typed: &str) -> (Vec<String>, Vec<String>) {
    let portal = Portal::open("");
    let query = lookup(&scope_of(MIRA), &[typed.to_owned()]);
    let found = block_on(portal.app.db.run(query)).unwrap();
    let candidates = Candidates::of(typed, &found);
    let labels = |all: &[&Airport]| all.iter().map(|it| it.label()).collect();
    (labels(&candidates.called), labels(&candidates.near))
}

fn called(typed: &str) -> Vec<String> {
    candidates(typed).0
}

#[test]
fn a_code_is_exact_or_nothing() {
    assert_eq!(called("teb"), ["TEB Teterboro"]);
    assert_eq!(called("KTEB"), ["TEB Teterboro"]);
    assert_eq!(called("KPBI"), ["PBI Palm Beach"], "a former code");
    assert_eq!(called("SCF"), called("SDL"));
    for unknown in ["BIL", "bil", "BIL Airport", "BIL, MT", "TET", "TETE", "SA", "W", "KBIL", "5B2"]
    {
        assert_eq!(candidates(unknown), (vec![], vec![]), "{unknown}");
    }
}

#[test]
fn a_code_of_two_airports_means_the_airline_code_first() {
    assert_eq!(called("hnd"), ["HND Tokyo Haneda", "HND Henderson Executive"]);
    for label in ["HND Tokyo Haneda", "HND Henderson Executive", "hnd – tokyo haneda"] {
        assert_eq!(called(label).len(), 1, "{label}");
    }
}

#[test]
fn upper_case_spaces_and_brackets_do_not_matter() {
    for typed in [
        "TEB",
        "teb",
        " Teb ",
        "Teterboro",
        "TETERBORO",
        "  teterboro  ",
        "Teterboro (TEB)",
        "teterboro [KTEB]",
        "TEB/KTEB",
        "TEB - Teterboro",
        "Teterboro,TEB",
    ] {
        assert_eq!(called(typed), ["TEB Teterboro"], "{typed}");
    }
    // The code in brackets counts as much as the name before it.
    for unclear in ["Teterboro (PBI)", "Billings (BIL)", "t e b"] {
        assert_eq!(called(unclear), Vec::<String>::new(), "{unclear}");
    }
}

#[test]
fn a_city_alone_is_meant_if_only_one_airport_serves_it_and_asked_about_otherwise() {
    for (typed, label) in [
        ("Aspen", "ASE Aspen-Pitkin County"),
        ("nice", "NCE Nice Côte d'Azur"),
        ("GENF", "GVA Genève"),
    ] {
        let labels = called(typed);
        assert!(labels.len() == 1 && labels[0].starts_with(&label[..3]), "{typed}: {labels:?}");
    }
    for several in ["London", "Portland", "Naples", "New York", "San Jose", "Paris"] {
        let labels = called(several);
        assert!(labels.len() > 1, "{several}: {labels:?}");
    }
    // A part of the name of a city is never enough.
    for part in ["Springfield", "Asp", "Genf-Ost", "Nice Beach", "Aspen Hill", "New", "Sant"] {
        assert_eq!(called(part), Vec::<String>::new(), "{part}");
    }
}

#[test]
fn a_name_is_whole_or_only_near() {
    assert_eq!(called("luton"), ["LTN London Luton"]);
    assert_eq!(called("LTN – London Luton"), ["LTN London Luton"]);
    assert_eq!(called("Teterboro (TEB)"), ["TEB Teterboro"]);
    assert_eq!(called("Martha’s Vineyard Airport"), ["MVY Martha's Vineyard"]);
    assert_eq!(called("Saint Moritz"), called("St. Moritz"));
    assert_eq!(called("Paris").len(), 2);
    let near = |label: &str| (vec![], vec![label.to_owned()]);
    assert_eq!(candidates("teterb"), near("TEB Teterboro"));
    assert_eq!(candidates("West Palm B"), near("PBI Palm Beach"));
    assert_eq!(candidates("Atlantis"), (vec![], vec![]));
    assert_eq!(candidates("Los Ang").1[..2], ["LAX Los Angeles", "BUR Burbank Bob Hope"]);
}

#[test]
fn a_state_or_country_may_follow() {
    for (typed, label) in [
        ("Aspen, CO", "ASE Aspen-Pitkin County"),
        ("aspen colorado", "ASE Aspen-Pitkin County"),
        ("Aspen, Colorado, USA", "ASE Aspen-Pitkin County"),
        ("Nice, France", "NCE Nice Côte d'Azur"),
        ("Nizza, Italia", ""),
        ("Nizza, Frankreich", "NCE Nice Côte d'Azur"),
        ("Portland, ME", "PWM Portland Jetport"),
        ("Portland, Oregon", "PDX Portland"),
        ("Naples, FL", "APF Naples"),
        ("Naples, Italy", "NAP Naples Capodichino"),
        ("Vancouver, B.C.", "YVR Vancouver"),
        ("Vancouver, WA", ""),
        ("Melbourne, FL", ""),
        ("San Jose, CA", "SJC San Jose Mineta"),
        ("San José, Costa Rica", "SJO San José Juan Santamaría"),
        ("Heathrow, London, UK", "LHR London Heathrow"),
        ("TEB, New Jersey", "TEB Teterboro"),
        ("CO, Aspen", ""),
    ] {
        assert_eq!(called(typed).first().map_or("", String::as_str), label, "{typed}");
        assert!(called(typed).len() < 2, "{typed}");
    }
    assert_eq!(called("London, Ontario"), Vec::<String>::new());
    assert!(called("London, England").len() > 5);
}

#[test]
fn cities_are_understood_in_other_languages() {
    for (typed, code) in [
        ("Genf", "GVA"),
        ("Genève", "GVA"),
        ("Geneva", "GVA"),
        ("Ginevra", "GVA"),
        ("Wien", "VIE"),
        ("München", "MUC"),
        ("Muenchen", "MUC"),
        ("Nizza", "NCE"),
        ("Zürich", "ZRH"),
        ("Kopenhagen", "CPH"),
        ("København", "CPH"),
        ("Lissabon", "LIS"),
        ("Lisboa", "LIS"),
        ("Praha", "PRG"),
        ("Prag", "PRG"),
        ("Warschau", "WAW"),
        ("Warszawa", "WAW"),
        ("Firenze", "FLR"),
        ("Florenz", "FLR"),
        ("Venedig", "VCE"),
        ("Neapel", "NAP"),
        ("Bruxelles", "BRU"),
        ("Athen", "ATH"),
        ("Korfu", "CFU"),
    ] {
        let labels = called(typed);
        assert!(labels.len() == 1 && labels[0].starts_with(code), "{typed}: {labels:?}");
    }
    for (typed, codes) in [("Mailand", "LIN MXP"), ("Roma", "CIA FCO"), ("Rom", "CIA FCO")] {
        let labels = called(typed);
        let found: Vec<_> = labels.iter().map(|it| &it[..3]).collect();
        assert_eq!(found.join(" "), codes, "{typed}");
    }
}

#[test]
fn every_airport_is_shown_by_the_code_that_charter_uses_and_found_by_what_is_shown() {
    // The FAA's code, where hardly anybody uses the IATA one.
    const BY_THE_FAA: [&str; 7] = ["CRQ", "DTS", "HEF", "HND", "JPX", "SDL", "TRK"];
    // The IATA code, where airlines made it the usual one.
    const BY_AIRLINES: [&str; 3] = ["FCA", "HHH", "PBI"];
    let portal = Portal::open("");
    let rows =
        portal.app.db.rows("SELECT id, code, icao, iata, lid, name, city, country FROM airports");
    assert_eq!(rows.len(), 333);
    for row in &rows {
        let [id, code, icao, iata, lid, name, city, country] =
            row.iter().map(|(_, it)| it.as_str()).collect::<Vec<_>>().try_into().unwrap();
        let usual = match (iata, lid) {
            ("", "") => icao,
            ("", lid) => lid,
            (iata, "") => iata,
            (iata, lid) if iata == lid => iata,
            (_, lid) if BY_THE_FAA.contains(&lid) => lid,
            (iata, _) => {
                assert!(BY_AIRLINES.contains(&iata), "{id}: {iata} or {lid}?");
                iata
            }
        };
        assert_eq!(code, usual, "{id} in {country}");
        let names = format!("SELECT name FROM airport_names WHERE airport_id = '{id}'");
        let names: Vec<_> = portal.app.db.rows(&names).iter().map(|it| it[0].1.clone()).collect();
        for known in [code, icao, iata, lid, name, city].into_iter().filter(|it| !it.is_empty()) {
            assert!(names.contains(&canonical(known).join(" ")), "{id}: {known}");
        }
    }
    for row in
        portal.app.db.rows("SELECT name FROM airport_names UNION SELECT name FROM area_names")
    {
        assert_eq!(canonical(&row[0].1).join(" "), row[0].1, "names are stored in canonical form");
    }
}

#[test]
fn no_real_code_means_an_airport_that_has_another() {
    // Codes of airports that are not in the table, and words that names of the table begin with.
    for code in [
        "BIL", "FAR", "GRR", "LIT", "OKC", "ROA", "SYR", "MON", "PAL", "STA", "GEO", "WES", "BER2",
        "KGEO",
    ] {
        assert_eq!(candidates(code), (vec![], vec![]), "{code}");
    }
}

#[test]
fn an_airport_is_described_by_what_its_name_leaves_out() {
    let portal = Portal::open("");
    let query = lookup(&scope_of(MIRA), &["TEB".into(), "JAC".into(), "HND".into()]);
    let found = block_on(portal.app.db.run(query)).unwrap();
    let described = |code: &str| {
        found.iter().find(|it| it.airport.iata == code).map(|it| it.airport.described()).unwrap()
    };
    assert_eq!(described("TEB"), "TEB Teterboro, New Jersey");
    assert_eq!(described("JAC"), "JAC Jackson Hole, Jackson, Wyoming");
    assert_eq!(described("HND"), "HND Tokyo Haneda, Tokyo, JP");
    assert_eq!(described("HSH"), "HND Henderson Executive, Las Vegas, Nevada");
}

/// Three hundred strips whose names begin with "Sand", and two airports of airlines.
const MANY: &str = "
  WITH RECURSIVE n(i) AS (SELECT 300 UNION ALL SELECT i - 1 FROM n WHERE i > 1)
  INSERT INTO airports (id, icao, iata, lid, code, name, city, region, country, latitude, longitude, elevation_ft, zone, rank, listed)
    SELECT 's' || i, 'S' || i, '', 'S' || i, 'S' || i, printf('Sand %03d', i), 'Sandhill', 'Ohio', 'US', 40, -82, 900, 'America/New_York', 30, 'x' FROM n
    UNION ALL SELECT 'zsnd', 'ZSND', 'SND', '', 'SND', 'Sandwich Regional', 'Sandwich', '', 'GB', 51, 1, 9, 'Europe/London', 11, 'x'
    UNION ALL SELECT 'zsdy', 'ZSDY', 'SDY', '', 'SDY', 'Sandy International', 'Sandy', '', 'GB', 52, 1, 9, 'Europe/London', 10, 'x';
  INSERT INTO airport_words (word, airport_id, is_code, tier)
    SELECT 'sand', id, 0, 3 FROM airports WHERE id GLOB 's[0-9]*' UNION ALL SELECT 'sandhill', id, 0, 3 FROM airports WHERE id GLOB 's[0-9]*'
    UNION ALL VALUES ('sandwich', 'zsnd', 0, 1), ('regional', 'zsnd', 0, 1), ('sandy', 'zsdy', 0, 1);
  INSERT INTO airport_names (name, airport_id)
    SELECT lower(name), id FROM airports WHERE id GLOB 's[0-9]*' UNION ALL VALUES ('sandwich regional', 'zsnd'), ('sandwich', 'zsnd'), ('sandy', 'zsdy')";

#[test]
fn among_many_the_large_ones_are_suggested_first() {
    let portal = Portal::open(MANY);
    let suggested = |typed: &str| {
        let reply = portal.get(MIRA, &format!("/airports?q={typed}"));
        assert!(reply.headers["server-timing"].to_str().unwrap().contains("1 batch"), "{reply:?}");
        let all: Vec<serde_json::Value> = serde_json::from_str(&reply.body).unwrap();
        all.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = suggested("sand");
    assert_eq!(first[..3], ["Sandy International", "Sandwich Regional", "Sand 001"]);
    assert_eq!(suggested("s%C3%A1nd%20re"), ["Sandwich Regional"], "an accent does not matter");
    assert_eq!(suggested("sand%20217"), ["Sand 217"], "found by its whole name among them all");
    assert_eq!(suggested("sandhill%20sand")[0], "Sand 001");
}
