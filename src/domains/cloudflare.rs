//! Cloudflare for `SaaS`: the calls about a custom hostname, and their answers; and a question to the DNS.
use crate::{
    config::Hostnames,
    kit::call::{Answered, Call, Verb},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

/// A custom hostname as Cloudflare tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub id: String,
    /// Of the hostname, and of its certificate.
    pub status: String,
    pub certificate: String,
    /// What Cloudflare says is wrong.
    pub complaints: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Found(Found),
    /// There is one of this name already, to be adopted.
    Duplicate,
    Gone,
    /// Too many calls, or the hostname is being changed: to be asked again later.
    Busy,
    /// The zone takes no more hostnames.
    Full,
    /// The name cannot be a custom hostname.
    Unfit,
    /// Nobody knows: no answer, or one that only the portal's operator can do something about.
    Away(String),
}

fn call(it: &Hostnames, verb: Verb, path: &str, body: String) -> Call {
    let url = format!("{}/zones/{}/custom_hostnames{path}", it.api, it.zone);
    let mut headers = vec![("authorization", format!("Bearer {}", it.token))];
    if !body.is_empty() {
        headers.push(("content-type", "application/json".to_owned()));
    }
    Call { verb, url, headers, body }
}

/// The certificate that is asked for: Cloudflare answers the challenge itself once the CNAME is there.
fn certificate() -> Value {
    json!({ "method": "http", "type": "dv", "settings": { "min_tls_version": "1.2" } })
}

pub fn create(it: &Hostnames, host: &str) -> Call {
    let body = json!({ "hostname": host, "ssl": certificate() }).to_string();
    call(it, Verb::Post, "", body)
}

pub fn find(it: &Hostnames, host: &str) -> Call {
    let host = utf8_percent_encode(host, NON_ALPHANUMERIC);
    call(it, Verb::Get, &format!("?hostname={host}"), String::new())
}

pub fn poll(it: &Hostnames, id: &str) -> Call {
    call(it, Verb::Get, &format!("/{id}"), String::new())
}

/// Has the validation begin anew, also of a hostname that moved away.
pub fn restart(it: &Hostnames, id: &str) -> Call {
    let body = json!({ "ssl": certificate() }).to_string();
    call(it, Verb::Patch, &format!("/{id}"), body)
}

pub fn delete(it: &Hostnames, id: &str) -> Call {
    call(it, Verb::Delete, &format!("/{id}"), String::new())
}

/// Asks the DNS for the TXT records of a name.
pub fn records(it: &Hostnames, name: &str) -> Call {
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    Call {
        verb: Verb::Get,
        url: format!("{}?name={name}&type=TXT", it.dns),
        headers: vec![("accept", "application/dns-json".to_owned())],
        body: String::new(),
    }
}

/// Whether the DNS has this text in a TXT record. `Err` says why it is not known.
pub fn has_record(answered: &Answered, text: &str) -> Result<bool, String> {
    let json: Value = serde_json::from_str(&answered.body)
        .map_err(|_| format!("the DNS answered {}", answered.status))?;
    let answers = json.get("Answer").and_then(Value::as_array);
    let texts = answers.into_iter().flatten().filter_map(|it| it.get("data")?.as_str());
    // A long text comes in several quoted pieces.
    let plain = |data: &str| data.replace("\" \"", "").trim_matches('"').to_owned();
    Ok(texts.map(plain).any(|it| it == text))
}

/// What an answer about the hostname `host` says.
pub fn answer(answered: &Answered, host: &str) -> Answer {
    let json: Value = serde_json::from_str(&answered.body).unwrap_or_default();
    let errors = json.get("errors").and_then(Value::as_array);
    let code = errors.and_then(|all| all.first()?.get("code")?.as_i64()).unwrap_or_default();
    match (answered.status, code) {
        (200..300, _) => match json.get("result") {
            Some(Value::Array(all)) => {
                let own = all.iter().find(|it| text(it, "/hostname") == host);
                own.and_then(found).map_or(Answer::Gone, Answer::Found)
            }
            Some(one) => found(one).map_or(Answer::Gone, Answer::Found),
            None => Answer::Away("an answer without a result".to_owned()),
        },
        (429, _) | (_, 1439) => Answer::Busy,
        (_, 1406) => Answer::Duplicate,
        (404, _) | (_, 1436) => Answer::Gone,
        (_, 1404 | 1405) => Answer::Full,
        (_, 1407..=1411 | 1448) => Answer::Unfit,
        (status, code) => Answer::Away(format!("status {status}, code {code}")),
    }
}

fn text<'a>(json: &'a Value, pointer: &str) -> &'a str {
    json.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn found(json: &Value) -> Option<Found> {
    let id = text(json, "/id");
    let list = |pointer| json.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
    let of_host = list("/verification_errors").filter_map(Value::as_str);
    let of_certificate =
        list("/ssl/validation_errors").filter_map(|it| it.get("message").and_then(Value::as_str));
    (!id.is_empty()).then(|| Found {
        id: id.to_owned(),
        status: text(json, "/status").to_owned(),
        certificate: text(json, "/ssl/status").to_owned(),
        complaints: of_host.chain(of_certificate).map(str::to_owned).collect(),
    })
}
