//! In a workspace that operates coaches, no page, complaint, notice or mail speaks of aircraft.
use super::*;
use std::fmt::Write as _;

/// Words of aviation, each with its plural.
const AVIATION: [&str; 13] = [
    "leg", "flight", "aircraft", "tail", "fbo", "airport", "passport", "crew", "pilot", "zulu",
    "fly", "flown", "jet",
];

/// Attributes whose values are read on the screen or aloud.
const READ: [&str; 5] = ["alt", "aria-label", "label", "placeholder", "title"];

/// The text of a page as its reader has it: without tags, with the attributes that are read.
fn read(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<').skip(1) {
        let (tag, words) = part.split_once('>').unwrap_or((part, ""));
        for name in READ {
            let before = format!(" {name}=\"");
            if let Some((_, rest)) = tag.split_once(before.as_str()) {
                text.push_str(rest.split('"').next().unwrap());
                text.push('\n');
            }
        }
        text.push_str(words);
        text.push(if matches!(tag, "b" | "bdi" | "/bdi" | "wbr") { '\0' } else { '\n' });
    }
    text.replace('\0', "")
}

/// The lines that have a word of aviation, or that call the list of bookings otherwise.
fn speaks_of_aircraft(text: &str) -> Vec<String> {
    let is_aviation = |word: &str| {
        let word = word.to_lowercase();
        AVIATION.iter().any(|it| word == *it || word.strip_suffix('s') == Some(it))
    };
    let has_one = |line: &&str| {
        line.trim() == "Trips" || line.split(|c: char| !c.is_alphabetic()).any(is_aviation)
    };
    text.lines().filter(has_one).map(|line| line.trim().to_owned()).collect()
}

/// The walk's portal, where Harbour operates coaches, and has no word of aviation in its rows.
fn coaches() -> Portal {
    Portal::copy("the walk with coaches", || {
        let portal = open();
        portal.app.db.execute(
            "UPDATE workspaces SET trade = 'coach' WHERE slug = 'harbour';
             UPDATE airports SET name = replace(name, 'Airport', 'Station');
             UPDATE quotes SET lines = replace(lines, 'Flight', 'Driving');
             UPDATE invoices SET lines = replace(lines, 'Flight', 'Driving');
             UPDATE trip_services SET words = replace(words, 'the aircraft', 'the door');
             UPDATE files SET name = replace(name, 'Passport', 'Card');
             UPDATE sign_ups SET message = replace(message, 'We fly', 'We go');",
        );
        portal
    })
}

/// What a portal says in answer to a request: its page, its notice and its mails.
fn said(portal: &Portal, reply: &Reply) -> String {
    let is_page =
        reply.headers.get(header::CONTENT_TYPE).is_some_and(|it| it == "text/html; charset=utf-8");
    // A custom domain of the cast.
    let body = reply.body.replace("fly.harbour.example", "");
    let mut text = if is_page { read(&body) } else { String::new() };
    for cookie in reply.headers.get_all(header::SET_COOKIE) {
        let pair = cookie.to_str().unwrap().split(';').next().unwrap();
        let pairs: Vec<(String, String)> = serde_html_form::from_str(pair).unwrap();
        for (_, words) in pairs.into_iter().filter(|(name, _)| name == "notice") {
            text.push_str(&words);
        }
    }
    portal.work();
    for letter in portal.app.mailer.sent.lock().unwrap().drain(..) {
        let _ = write!(text, "\n{}\n{}\n", letter.subject, letter.text);
    }
    text
}

#[test]
fn a_workspace_of_coaches_never_speaks_of_aircraft() {
    let shared = coaches();
    let mut found = BTreeSet::new();
    let mut asked = 0;
    // Workspaces of coaches have no customers of an FBO.
    for place in private().filter(|it| it.stop.who != CARL) {
        let own = place.is_post().then(coaches);
        let portal = own.as_ref().unwrap_or(&shared);
        let mut empty = Ask::at(place.stop);
        empty.fields.retain(|(name, _)| name == "key");
        for ask in [empty, Ask::at(place.stop)] {
            let reply = ask.send(portal);
            if reply.status == StatusCode::NOT_FOUND {
                continue;
            }
            asked += 1;
            for line in speaks_of_aircraft(&said(portal, &reply)) {
                found.insert(format!("{}: {line}", place.name()));
            }
        }
    }
    assert!(asked > 200, "{asked} pages");
    assert!(found.is_empty(), "{found:#?}");
}
