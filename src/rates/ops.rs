//! `/rates` on the operations side
use super::{Kind, Rate, Refusal, queries, views};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::{clock::parse_date, ids::RateId, money, numeral::Unread},
    users::{Right, may, staff},
    workspaces::Workspace,
};
use axum::response::Response;

pub fn routes() -> Routes {
    Routes::new().get("/rates", staff(), index).post("/rates", may(Right::Invoice), create).post(
        "/rates/{id}/end",
        may(Right::Invoice),
        end,
    )
}

/// `GET /rates`: the table, and the form that adds to it.
async fn index(visit: Visit) -> Result<Response> {
    let (visitor, rates) = visit.read(queries::rates(&visit.scope)).await?;
    let form = Form::of([("kind", Kind::Percent.word())]);
    page(&views::Index { visitor, rates, form })
}

/// `POST /rates`: adds a rate.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let (visitor, rates) = visit.read_once(&form, queries::rates(&visit.scope)).await?;
    let id = RateId::new(visit.scope.now, &visit.chance());
    let Some(rate) = read(&mut form, id, &visitor.workspace, visitor.now) else {
        return again(&views::Index { visitor, rates, form });
    };
    visit.write(&form, queries::add(&rate), "/rates", "Rate added.").await
}

/// `POST /rates/{id}/end`: gives a rate its last day.
async fn end(visit: Visit, Id(id): Id<RateId>, form: Form) -> Result<Response> {
    let (visitor, rate) = visit.read_once(&form, queries::rate(&visit.scope, id)).await?;
    let rate = rate.ok_or(Error::NotFound)?;
    let dates = visitor.dates();
    let last = parse_date(form.value("last"), dates.style.order).map_err(|_| {
        let example = dates.style.date(dates.today);
        Error::refused(format!("Enter the last day of this rate, such as {example}."))
    })?;
    let ending = rate.end(last, dates.today)?;
    visit.write(&form, queries::end(&ending), "/rates", "Rate ended.").await
}

/// The rate that was typed; none where the form has complaints.
fn read(form: &mut Form, id: RateId, workspace: &Workspace, now: i64) -> Option<Rate> {
    let currency = &workspace.currency;
    // The rates of past years are entered too.
    let dates = workspace.dates(now).within(10, 5);
    let name = form.required("name", 80, "Enter the name of the tax or fee that clients will see.");
    let kind = Kind::of(form.value("kind"));
    let (ppm, amount) = match kind {
        Some(Kind::Percent) => (
            form.number(
                "figure",
                "Enter a percentage from 0 to 100, such as 7.5.",
                money::read_percent,
            ),
            Some(0),
        ),
        Some(Kind::PerPassengerLeg | Kind::InternationalHead | Kind::AlaskaHawaiiHead) => {
            let asked =
                format!("Enter an amount in {currency}, such as {}.", currency.written(500));
            let fee = form.number("figure", &asked, |typed| match currency.read(typed) {
                Ok(..=0) => Err(Unread::Unclear),
                read => read,
            });
            (Some(0), fee)
        }
        None => {
            form.complain("kind", "Choose the kind of rate.");
            (Some(0), Some(0))
        }
    };
    let from = form.date("from", &dates);
    let until = form.date_or_none("until", &dates);
    if let (Some(first), Some(last)) = (from, until)
        && last < first
    {
        form.complain("until", Refusal::BeforeItsFirstDay.words());
    }
    if form.has_complaints() {
        return None;
    }
    Some(Rate { id, name, kind: kind?, ppm: ppm?, amount: amount?, from: from?, until })
}

#[cfg(test)]
mod tests {
    use crate::testing::cast::*;
    use axum::http::StatusCode;

    const EXCISE: [(&str, &str); 5] = [
        ("name", "Federal excise tax"),
        ("kind", "percent"),
        ("figure", "7.5"),
        ("from", "2026-01-01"),
        ("until", ""),
    ];

    fn add(portal: &Portal, who: Person, key: &str, fields: &[(&str, &str)]) -> Reply {
        let mut all = vec![("key", key)];
        all.extend(fields);
        portal.post(who, "/rates", &all)
    }

    #[test]
    fn a_rate_is_added_and_given_its_last_day() {
        let portal = Portal::open("");
        assert!(portal.get(INES, "/rates").has("No rates yet"));
        let added = add(&portal, INES, "k", &EXCISE);
        assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, "/rates"));
        let page = portal.get(INES, "/rates");
        assert!(page.has("Federal excise tax") && page.has("7.5%") && page.has("In force"));
        let id = portal.value("SELECT id FROM rates");
        let end = |last: &str, key: &str| {
            portal.post(OLE, &format!("/rates/{id}/end"), &[("key", key), ("last", last)])
        };
        assert_eq!(end("2025-12-31", "a").status, StatusCode::CONFLICT);
        assert_eq!(end("soon", "b").status, StatusCode::CONFLICT);
        assert_eq!(end("2026-11-20", "c").status, StatusCode::SEE_OTHER);
        assert_eq!(portal.value("SELECT in_force_until FROM rates"), "2026-11-20");
        assert!(portal.get(INES, "/rates").has("Over"));
        assert_eq!(end("2026-12-31", "d").status, StatusCode::CONFLICT);
    }

    #[test]
    fn a_fee_is_kept_in_minor_units() {
        let portal = Portal::open("");
        let fee = [
            ("name", "Head tax"),
            ("kind", "international_head"),
            ("figure", "22.20"),
            ("from", "2026-01-01"),
        ];
        assert_eq!(add(&portal, OLE, "k", &fee).status, StatusCode::SEE_OTHER);
        insta::assert_snapshot!(portal.rows("SELECT kind, amount, ppm FROM rates"), @"
        kind: international_head
        amount: 2220
        ppm: 0
        ");
    }

    #[test]
    fn a_percentage_may_have_a_decimal_comma() {
        let portal = Portal::open("");
        let tax =
            EXCISE.map(|(name, value)| (name, if name == "figure" { "7,5 %" } else { value }));
        add(&portal, INES, "k", &tax);
        assert_eq!(portal.value("SELECT ppm FROM rates"), "75000");
    }

    #[test]
    fn a_form_that_is_not_valid_is_shown_again_with_complaints() {
        let portal = Portal::open("");
        let odd = [
            ("name", "Ünusual tax"),
            ("kind", "percent"),
            ("figure", "140"),
            ("from", "2026-02-01"),
            ("until", "2026-01-01"),
        ];
        let reply = add(&portal, OLE, "k", &odd);
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            reply.has("Ünusual tax") && reply.has("from 0 to 100") && reply.has("before the first")
        );
        assert_eq!(portal.value("SELECT count(*) FROM rates"), "0");
    }

    #[test]
    fn a_dispatcher_reads_rates_and_changes_none() {
        let portal = Portal::open("");
        add(&portal, INES, "k", &EXCISE);
        let page = portal.get(DANA, "/rates");
        assert!(page.has("Federal excise tax") && !page.has("Add rate"));
        assert_eq!(add(&portal, DANA, "l", &EXCISE).status, StatusCode::FORBIDDEN);
    }

    #[test]
    fn a_neighbor_sees_and_ends_nothing() {
        let portal = Portal::open("");
        add(&portal, INES, "k", &EXCISE);
        assert!(!portal.get(RHEA, "/rates").has("Federal excise tax"));
        let path = format!("/rates/{}/end", portal.value("SELECT id FROM rates"));
        let end = portal.post(RHEA, &path, &[("key", "k"), ("last", "2026-12-31")]);
        assert_eq!(end.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get(MIRA, "/rates").status, StatusCode::NOT_FOUND);
    }

    #[test]
    fn the_same_form_twice_adds_one_rate() {
        let portal = Portal::open("");
        let (one, two) = (add(&portal, INES, "k", &EXCISE), add(&portal, INES, "k", &EXCISE));
        assert_eq!((one.status, one.location()), (two.status, two.location()));
        assert_eq!(portal.value("SELECT count(*) FROM rates"), "1");
    }
}
