//! The page of new clients: which permissions are ticked when one is invited.
use super::{
    Hint, SettingsPage,
    kind::{Kind, SettingValue},
    queries::{nothing, settings_page},
};

const TICK: Kind = Kind::Tick { yes: 1, no: 0 };

pub static PAGE: SettingsPage = settings_page! {
    name: "new-clients",
    title: "New client settings",
    about: "What an invitation says, and which permissions are ticked when a client is invited or approved. Those of present clients do not change.",
    counts: nothing!(),
    invitation_words {
        label: "Words in invitations",
        hint: Hint::Fixed("Your own words in the email that invites a client, such as a welcome and the address of a guide or a video."),
        kind: Kind::Text { most: 2_000 },
        default: SettingValue::text(""),
    }
    gives_request_trips {
        label: "Give new clients: Request trips",
        hint: Hint::Fixed("New clients may ask for trips and services."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    gives_approve_quotes {
        label: "Give new clients: Approve quotes",
        hint: Hint::Fixed("New clients may accept and decline quotes."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    gives_see_money {
        label: "Give new clients: See money",
        hint: Hint::Fixed("New clients see prices, invoices and balances."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    gives_pay {
        label: "Give new clients: Pay",
        hint: Hint::Fixed("New clients may pay online."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    gives_manage_passengers {
        label: "Give new clients: Manage passengers",
        hint: Hint::Fixed("New clients keep the passengers of their account."),
        kind: TICK,
        default: SettingValue::Number(1),
    }
    gives_manage_users {
        label: "Give new clients: Manage their account\u{2019}s users",
        hint: Hint::Fixed("New clients may give others of their account access."),
        kind: TICK,
        default: SettingValue::Number(0),
    }
    gives_change_itineraries {
        label: "Give new clients: Itinerary changes",
        hint: Hint::Fixed("New clients may change dates, times and routes of trips up to the trip stage limit."),
        kind: TICK,
        default: SettingValue::Number(0),
    }
    gives_create_trips {
        label: "Give new clients: Create trip from request",
        hint: Hint::Fixed("A request of a new client becomes a trip at once, without your review."),
        kind: TICK,
        default: SettingValue::Number(0),
    }
    gives_schedule {
        label: "Give new clients: Advanced scheduling",
        hint: Hint::Fixed("New clients may cancel trips and choose another aircraft, and see the proposed duty."),
        kind: TICK,
        default: SettingValue::Number(0),
    }
};

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;

    #[test]
    fn an_invitation_carries_the_operators_own_words_with_their_links() {
        let portal = Portal::open("");
        let zoe = "/contacts/00000000-0000-7000-8000-000000000c27";
        portal.app.db.execute(
            "UPDATE workspaces SET invitation_words = 'Watch this first: https://harbour.example/tour?a=1&b=2 <b>' WHERE slug = 'harbour'",
        );
        let page = portal.get(DANA, &format!("{zoe}/access"));
        let fields =
            [("key", page.key()), ("version", "0".to_owned()), ("role", "charter".to_owned())];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let sent = portal.post(DANA, &format!("{zoe}/invitation"), &fields);
        assert_eq!(sent.status, axum::http::StatusCode::SEE_OTHER, "{}", sent.body);
        portal.work();
        let mails = portal.app.mailer.sent.lock().unwrap().clone();
        let mail = mails.iter().find(|it| it.subject.contains("Your access")).unwrap();
        assert!(
            mail.text.contains("Watch this first: https://harbour.example/tour?a=1&b=2"),
            "{}",
            mail.text
        );
        assert!(
            mail.html.contains("href=\"https://harbour.example/tour?a=1&#38;b=2\""),
            "{}",
            mail.html
        );
        assert!(mail.html.contains("&#60;b&#62;"), "{}", mail.html);
    }

    #[test]
    fn the_permissions_that_are_set_are_ticked_for_somebody_new() {
        let portal = Portal::open("");
        let zoe = "/contacts/00000000-0000-7000-8000-000000000c27/access";
        let ticked = |grant: &str| {
            let page = portal.get(DANA, zoe);
            assert!(page.has(&format!("name=\"grants\" value=\"{grant}\"")), "{}", page.body);
            page.has(&format!("name=\"grants\" value=\"{grant}\" checked"))
        };
        assert!(ticked("pay") && !ticked("schedule"));
        portal.app.db.execute("UPDATE workspaces SET gives_pay = 0, gives_schedule = 1");
        assert!(!ticked("pay") && ticked("schedule"));
    }
}
