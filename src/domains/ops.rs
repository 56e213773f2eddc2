//! `/settings/domains` on the operations side
use super::{
    Claims, Domain, claim,
    jobs::{By, check, claiming, delete},
    queries::{self, NewDomain},
    read, views,
};
use crate::{
    error::{Error, Result},
    http::{
        form::Form,
        page::{again, page},
        routes::{Id, Routes},
        visit::Visit,
    },
    kit::ids::DomainId,
    users::{Right, Visitor, may, staff},
    workspaces::Face,
};
use axum::response::Response;

const HERE: &str = "/settings/domains";

pub fn routes() -> Routes {
    Routes::new()
        .get("/settings/domains", staff(), index)
        .post("/settings/domains", may(Right::Administer), create)
        .post("/settings/domains/{id}/checks", may(Right::Administer), check_now)
        .post("/settings/domains/{id}/removal", may(Right::Administer), remove)
}

/// `GET /settings/domains`: the workspace's addresses, and the domains that are being set up.
async fn index(visit: Visit) -> Result<Response> {
    let scope = &visit.scope;
    let batch = (queries::domains(scope), queries::addresses(scope));
    let (visitor, (domains, addresses)) = visit.read(batch).await?;
    let form = Form::of([("face", "client")]);
    page(&shown(&visit, visitor, domains, addresses, form))
}

fn shown(
    visit: &Visit,
    visitor: Visitor,
    domains: Vec<Domain>,
    addresses: Vec<queries::Address>,
    form: Form,
) -> views::Index {
    let target = visit.app.config.hostnames.as_ref().map(|it| it.target.clone());
    let addresses = addresses
        .into_iter()
        .map(|it| queries::Address { host: visit.app.config.address_of(&it.host), ..it })
        .collect();
    views::Index { visitor, domains, addresses, target, form }
}

fn face(form: &Form) -> Face {
    if form.is("face", "ops") { Face::Ops } else { Face::Client }
}

/// `POST /settings/domains`: adds a domain. The page then shows the record to set.
async fn create(visit: Visit, mut form: Form) -> Result<Response> {
    let (scope, config) = (&visit.scope, &visit.app.config);
    let host = read(form.value("domain"), &config.domain);
    let face = face(&form);
    let name = host.as_deref().unwrap_or_default();
    let batch =
        (queries::domains(scope), queries::addresses(scope), queries::claims(scope, name, face));
    let (visitor, (domains, addresses, claims)) = visit.read_once(&form, batch).await?;
    visitor.needs_proof(HERE)?;
    if config.hostnames.is_none() {
        return Err(Error::refused("Ask the portal\u{2019}s operator to set up your domain."));
    }
    let claims = match &host {
        Ok(host) => {
            let (of, wanted) = (visitor.workspace.id, (host.as_str(), face));
            claiming::everywhere(&visit.app, of, wanted, claims.unwrap_or_default()).await?
        }
        Err(_) => Claims::default(),
    };
    let begun = host.clone().and_then(|_| claim(claims));
    let state = match begun {
        Ok(state) => state,
        Err(unfit) => {
            form.complain("domain", unfit.words());
            return again(&shown(&visit, visitor, domains, addresses, form));
        }
    };
    let proof = if state == super::State::Proof { visit.app.secret() } else { String::new() };
    let id = DomainId::new(scope.now, &visit.chance());
    let write = queries::add(&NewDomain { id, host: name, face, state, proof: &proof });
    visit.write(&form, write, HERE, "Added. Now set its record.").await
}

/// `POST /settings/domains/{id}/checks`: looks at once whether the record is there and the certificate issued.
async fn check_now(visit: Visit, Id(id): Id<DomainId>, form: Form) -> Result<Response> {
    let (_, domain) = visit.read_once(&form, queries::domain(&visit.scope, id)).await?;
    let domain = domain.ok_or(Error::NotFound)?;
    let hostnames = visit.app.config.hostnames.clone().ok_or(Error::NotFound)?;
    let step = check(&visit.app, &hostnames, &domain, By::Person).await;
    let notice = format!("{}: {}.", domain.host, step.state.name());
    visit.write(&form, queries::checked(&domain, &step), HERE, &notice).await
}

/// `POST /settings/domains/{id}/removal`: ends the links to a domain, and gives it back.
async fn remove(visit: Visit, Id(id): Id<DomainId>, form: Form) -> Result<Response> {
    let (visitor, domain) = visit.read_once(&form, queries::domain(&visit.scope, id)).await?;
    visitor.needs_proof(HERE)?;
    let domain = domain.ok_or(Error::NotFound)?;
    if visit.host.name == domain.host {
        return Err(Error::refused(
            "You are at this address. Open the other address of your portal, and remove it there.",
        ));
    }
    let answer =
        visit.write(&form, queries::remove(&domain), HERE, "Removed. Links to it end now.").await?;
    // If Cloudflare or the directory does not answer, the sweep tries again.
    let _ = delete(&visit.app, &domain).await;
    let _ = claiming::give_back(&visit.app, &domain.host).await;
    Ok(answer)
}
