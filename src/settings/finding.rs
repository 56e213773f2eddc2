//! Finding a setting by what one looks for: the words of its label, its sentence and its page, and what others call it.
use super::PAGES;
use crate::{kit::text::folded, workspaces::Trade};

/// A place where something is set.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    pub title: String,
    pub about: String,
    pub href: String,
    /// The page that it is on.
    pub page: String,
}

/// What is set elsewhere: title, sentence, address, and the page's name.
const ELSEWHERE: [(&str, &str, &str, &str); 16] = [
    (
        "API keys",
        "Keys with which your other systems, such as scheduling, accounting or CRM, read and write here.",
        "/settings/api",
        "API",
    ),
    (
        "Scheduled jobs",
        "When the portal’s own work ran last, and whether it succeeded.",
        "/runs",
        "Scheduled jobs",
    ),
    (
        "Domain of your own",
        "An address such as portal.example.com, at which your clients find the portal.",
        "/settings/domains",
        "Domain",
    ),
    (
        "Logo",
        "The picture at the top of pages, emails and documents, and the icon of browser tabs.",
        "/settings/company#logo",
        "Company",
    ),
    (
        "Trip stages and trip stage limit",
        "The stages that a trip goes through, and the one from which clients can no longer change it.",
        "/stages",
        "Trip stages",
    ),
    (
        "Deal stages",
        "How near your open deals are to be won, and how probable that is at each stage.",
        "/deal-stages",
        "Deal stages",
    ),
    ("Taxes and fees", "The tables that quotes and invoices are taxed by.", "/rates", "Rates"),
    ("Staff and their roles", "Who works here, and what each may do.", "/staff", "Staff"),
    (
        "Permissions of a client",
        "What one person may do in the portal.",
        "/access",
        "Portal access",
    ),
    ("Fleet", "Your aircraft, with their categories, seats and pictures.", "/tails", "Fleet"),
    ("FBOs", "The places on the ground that trips are handled at.", "/fbos", "FBOs"),
    (
        "Your own notifications",
        "Which emails you get yourself, and how you read dates and times.",
        "/profile",
        "Your profile",
    ),
    (
        "Quiet hours and single notices",
        "When emails to you wait until morning, and what you are told by email and under the bell.",
        "/profile/notices",
        "What you are told",
    ),
    (
        "Data of a client",
        "Everything about a client as one file, and its erasure: under Data on the page of the contact.",
        "/contacts",
        "Contacts",
    ),
    (
        "Your password, passkeys and authenticator app",
        "How you sign in yourself.",
        "/profile/factors",
        "Your profile",
    ),
    (
        "Audit trail",
        "Who changed a setting, when, from where, and what it was before.",
        "/audit?kind=settings",
        "Audit trail",
    ),
];

/// What people call a thing: the beginning of a label, and further words for it.
const ALSO: [(&str, &str); 46] = [
    ("API keys", "integration rest token bearer openapi connect developer"),
    ("Scheduled jobs", "cron clock health background monitoring"),
    ("Give new clients", "default permissions rights toggles users invitation"),
    ("Domain of your own", "cname dns custom url address hostname ssl certificate"),
    ("Require two-step verification", "2fa mfa second factor totp passkey authenticator security"),
    ("Sign out after inactivity", "session length timeout expire logout log out"),
    ("Sign-ups are open", "registration register self sign up"),
    ("Request for approval notifications", "email alert recipients notify notified"),
    ("Owners see other parties", "owner visibility privacy"),
    ("Color", "colour brand theme accent"),
    ("Logo", "brand picture image favicon icon"),
    ("Welcome text", "greeting login sign in page"),
    ("Sender of emails", "from name mail"),
    ("The portal is open", "maintenance disable close off"),
    ("Public request form", "website inquiry enquiry prospects lead capture contact"),
    ("First page of clients", "landing home dashboard bookings"),
    ("Clients ", "module feature hide show turn off"),
    ("Deal stages", "pipeline probability sales funnel crm"),
    ("Deposit", "prepayment advance"),
    ("Terms of", "conditions disclaimer legal"),
    ("Online payments", "stripe card provider gateway"),
    ("Taxes and fees", "vat fet segment rate"),
    ("Your lines", "catalog catalogue price list hourly rate"),
    ("Longest duty", "crew driver limit hours"),
    ("Payment instructions", "bank details account iban wire transfer"),
    ("Reminders", "dunning overdue late"),
    ("Card surcharge", "fee credit"),
    ("Invoice numbers", "prefix series"),
    ("Tax number of your company", "vat ein id"),
    ("Days a quote is valid", "expiry expires until"),
    ("A second person approves", "four eyes pending approval second pair"),
    ("Book a trip as soon", "automatic confirm"),
    ("Email of operations", "reply-to contact"),
    ("Clock", "time format hours"),
    ("Dates", "format day month"),
    ("Lap child", "infant baby age"),
    ("Each new request is given", "assign automatically round robin owner of deals"),
    ("Quiet hours", "notification night do not disturb digest bell"),
    ("Data of a client", "export download delete erase gdpr privacy zip"),
    ("Days to keep", "retention delete privacy gdpr"),
    ("Trip change notification", "email alert recipients notify notified itinerary"),
    ("Your own notifications", "notify notified alert"),
    ("Quiet hours", "notify notified alert"),
    ("Require travel documents", "passport visa identity"),
    ("Statements to confirm", "signature sign electronic consent"),
    ("Footer of every page", "signature"),
];

/// Words of a question that say nothing about what is sought.
const EMPTY: [&str; 18] = [
    "a", "an", "and", "are", "can", "do", "does", "for", "how", "i", "is", "my", "of", "the", "to",
    "we", "which", "who",
];

fn also(title: &str) -> impl Iterator<Item = &'static str> {
    ALSO.into_iter().filter(|(start, _)| title.starts_with(start)).map(|(_, words)| words)
}

/// Everything that can be set in this trade, or what is meant by `q`, in the order of the pages.
pub fn found(q: &str, trade: Trade) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::new();
    for page in PAGES {
        all.extend(page.settings.iter().filter(|it| it.is_of(trade)).map(|it| Entry {
            title: trade.says(it.label),
            about: trade.says(it.says()),
            href: format!("{}#{}", page.path, it.key),
            page: page.title.to_owned(),
        }));
    }
    let is_of = |href: &str| trade == Trade::Air || href != "/fbos";
    all.extend(ELSEWHERE.into_iter().filter(|(_, _, href, _)| is_of(href)).map(
        |(title, about, href, page)| Entry {
            title: trade.says(title),
            about: trade.says(about),
            href: href.to_owned(),
            page: page.to_owned(),
        },
    ));
    let sought = folded(q);
    let words = sought.split(|it: char| it.is_whitespace() || "?!.,".contains(it));
    let words: Vec<_> = words.filter(|it| !it.is_empty() && !EMPTY.contains(it)).take(8).collect();
    all.retain(|it| {
        let mut text = format!("{} {} {}", it.title, it.about, it.page);
        for more in also(&it.title) {
            text.push(' ');
            text.push_str(more);
        }
        let text = folded(&text);
        words.iter().all(|word| text.contains(word))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::cast::*;

    fn titles(q: &str) -> Vec<String> {
        found(q, Trade::Air).into_iter().map(|it| it.title).collect()
    }

    #[test]
    fn a_setting_is_found_by_its_words_and_by_what_others_call_it() {
        for (q, title) in [
            ("colour", "Color"),
            ("MFA staff", "Require two-step verification for staff"),
            ("session length", "Sign out after inactivity (days)"),
            ("landing", "First page of clients"),
            ("stripe", "Online payments"),
            ("tax", "Taxes and fees"),
            ("favicon", "Logo"),
            ("gdpr passengers", "Days to keep removed passengers"),
            ("do not disturb", "Quiet hours and single notices"),
            ("export client", "Data of a client"),
            ("bank details", "Payment instructions"),
            ("quote expires", "Days a quote is valid"),
            ("pipeline probability", "Deal stages"),
            ("four eyes", "A second person approves each quote before it is sent"),
            ("time format", "Clock"),
            ("owner visibility", "Owners see other parties"),
        ] {
            assert!(titles(q).contains(&title.to_owned()), "{q}: {:?}", titles(q));
        }
        assert!(titles("weather").is_empty());
        assert_eq!(titles("").len(), titles("  ").len());
    }

    #[test]
    fn what_the_page_offers_as_an_example_is_found() {
        let page = include_str!("../../templates/settings/index.html");
        let examples: Vec<_> =
            page.split('“').skip(1).filter_map(|it| it.split('”').next()).collect();
        assert!(examples.len() >= 3, "{examples:?}");
        for q in examples.into_iter().chain([
            "passport",
            "logout",
            "log out",
            "signature",
            "Who do we notify?",
        ]) {
            assert!(!titles(q).is_empty(), "{q}");
        }
        let notified = "Request for approval notifications go to";
        assert!(
            titles("who is notified").iter().any(|it| it.starts_with(&notified[..7])),
            "{:?}",
            titles("who is notified")
        );
    }

    #[test]
    fn what_is_found_leads_to_where_it_is_set() {
        let portal = Portal::open("");
        let page = portal.get(OLE, "/settings?q=idle");
        assert!(!page.has("Sign out after inactivity"), "{}", page.body);
        let page = portal.get(OLE, "/settings?q=inactivity");
        assert!(page.has("href=\"/settings/access#idle_days\""), "{}", page.body);
        for it in found("", Trade::Air) {
            let (path, field) = it.href.split_once('#').unwrap_or((&it.href, ""));
            let there = portal.get(OLE, path);
            assert_eq!(there.status.as_u16(), 200, "{}", it.href);
            let anchor = format!("id=\"{field}\"");
            assert!(field.is_empty() || there.has(&anchor), "{}", it.href);
            assert!(page.status.is_success() && it.about.ends_with('.'), "{it:?}");
        }
        assert!(portal.get(DANA, "/settings?q=zzz").has("Nothing is called that"));
    }

    #[test]
    fn every_word_of_others_belongs_to_something() {
        for (start, _) in ALSO {
            assert!(found("", Trade::Air).iter().any(|it| it.title.starts_with(start)), "{start}");
        }
    }
}
