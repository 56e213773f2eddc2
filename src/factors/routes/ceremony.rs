//! Reading and checking what a browser sends about a passkey.
use super::super::{
    Refusal,
    challenge::{self, Asker, Challenge, Purpose},
    passkey::{self, Fault, Kind, New, Shown, StoredPasskey},
};
use crate::{
    edge,
    error::{Error, Result},
    http::{form::Form, routes::Routes, visit::Visit},
    kit::{
        ids::{EventId, PasskeyId},
        signature::Algorithm,
        text,
    },
    sessions,
    users::anyone,
};
use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};

pub fn routes() -> Routes {
    Routes::new().get("/session/challenge", anyone(), ask)
}

/// `GET /session/challenge?for=`: a challenge for a passkey as JSON; it is not stored.
async fn ask(visit: Visit) -> Result<Response> {
    let purpose = Purpose::of(&visit.param("for")).ok_or(Error::NotFound)?;
    let mut salt = [0; 32];
    (visit.app.random)(&mut salt);
    let key = &visit.app.config.signing_key;
    let sealed = challenge::seal(key, purpose, asker(&visit), &salt, visit.scope.now)
        .ok_or_else(|| Error::Internal("a challenge could not be signed".to_owned()))?;
    let json = serde_json::json!({ "challenge": sealed }).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json; charset=utf-8")], json).into_response())
}

fn asker(visit: &Visit) -> Asker<'_> {
    Asker { host: &visit.scope.host, session: &visit.scope.session }
}

fn origin(visit: &Visit) -> String {
    visit.app.config.address_of(&visit.scope.host)
}

/// The answer that a browser sent, and the challenge it is to.
struct Answer {
    client_data: Vec<u8>,
    authenticator_data: Vec<u8>,
    challenge: Challenge,
    said: passkey::Said,
}

fn answer(visit: &Visit, form: &Form, purpose: Purpose) -> Result<Answer, Fault> {
    let kind = if purpose == Purpose::Register { Kind::Create } else { Kind::Get };
    let origin = origin(visit);
    let client_data = passkey::decoded(form.value("client_data"))?;
    let sealed = passkey::answered(&client_data, kind, &origin)?;
    let key = &visit.app.config.signing_key;
    let challenge = challenge::open(key, &sealed, purpose, asker(visit), visit.scope.now)
        .ok_or(Fault::Challenge)?;
    let authenticator_data = passkey::decoded(form.value("authenticator_data"))?;
    let said = passkey::said(&authenticator_data, &origin)?;
    Ok(Answer { client_data, authenticator_data, challenge, said })
}

/// Reads a new passkey that a browser made.
pub async fn made(visit: &Visit, form: &Form) -> Result<New> {
    match new(visit, form) {
        Ok(it) => Ok(it),
        Err(fault) => Err(failed(visit, form, (None, fault)).await?),
    }
}

fn new(visit: &Visit, form: &Form) -> Result<New, Fault> {
    let Answer { challenge, said, .. } = answer(visit, form, Purpose::Register)?;
    let credential = said.credential.ok_or(Fault::Credential)?;
    let (algorithm, public_key) = passkey::key(form.value("algorithm"), form.value("public_key"))?;
    let name = Some(text::excerpt(form.value("name"), 60)).filter(|it| !it.is_empty());
    Ok(New {
        id: PasskeyId::new(visit.scope.now, &visit.chance()),
        host: visit.scope.host.clone(),
        credential: passkey::encoded(&credential),
        algorithm,
        public_key,
        transports: passkey::transports(form.value("transports")),
        name: name.unwrap_or_else(|| "Passkey".to_owned()),
        counter: said.counter,
        challenge,
    })
}

/// Verifies the answer of a stored passkey.
pub async fn shown(
    visit: &Visit,
    form: &Form,
    purpose: Purpose,
    known: Option<StoredPasskey>,
) -> Result<Shown> {
    match checked(visit, form, purpose, known.as_ref()).await {
        Ok((known, counter, challenge)) => Ok(Shown { known: known.clone(), counter, challenge }),
        Err(fault) => Err(failed(visit, form, (known.as_ref(), fault)).await?),
    }
}

async fn checked<'a>(
    visit: &Visit,
    form: &Form,
    purpose: Purpose,
    known: Option<&'a StoredPasskey>,
) -> Result<(&'a StoredPasskey, i64, Challenge), Fault> {
    let it = answer(visit, form, purpose)?;
    let known = known.ok_or(Fault::Unknown)?;
    let algorithm = Algorithm::of(known.algorithm).ok_or(Fault::Algorithm)?;
    let signature = passkey::decoded(form.value("signature"))?;
    let signature = algorithm.plain(&signature).ok_or(Fault::Signature)?;
    let key = passkey::decoded(&known.public_key)?;
    let message = passkey::signed(&it.authenticator_data, &it.client_data);
    if !edge::verify(algorithm, &key, &message, &signature).await {
        return Err(Fault::Signature);
    }
    passkey::counts(known.counter, it.said.counter)?;
    Ok((known, it.said.counter, it.challenge))
}

/// The id of the credential that a browser sent, in its canonical form.
pub fn credential(form: &Form) -> String {
    passkey::decoded(form.value("credential")).map_or(String::new(), |it| passkey::encoded(&it))
}

/// Records the failed check of a passkey. The visitor is told only that it could not be used.
async fn failed(
    visit: &Visit,
    form: &Form,
    (known, fault): (Option<&StoredPasskey>, Fault),
) -> Result<Error> {
    visit.app.witness.failed("proof");
    if !form.value("client_data").is_empty() {
        let event = EventId::new(visit.scope.now, &visit.chance());
        let action = if fault == Fault::Counter { "passkey_cloned" } else { "passkey_refused" };
        let whose = known.map(|it| it.user_id);
        let noted = sessions::noted(action, whose, fault.words());
        visit.db().run(noted.by(&visit.scope, event)).await?;
    }
    Ok(Refusal::Unusable.into())
}
