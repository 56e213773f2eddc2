//! Requests to the servers of others.
use crate::kit::call::{Answered, Call, Verb};
use worker::{
    AbortSignal, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, send::SendFuture,
};

/// How long somebody else's server may take, in milliseconds.
const PATIENCE: u32 = 10_000;

#[derive(Clone, Copy)]
pub struct Web;

impl Web {
    /// Sends the request and waits for its answer, but not for ever. `Err` says why none came.
    #[allow(clippy::unused_self)] // the same signature as under test
    pub async fn send(&self, call: &Call) -> Result<Answered, String> {
        SendFuture::new(sent(call)).await.map_err(|e| e.to_string())
    }
}

async fn sent(call: &Call) -> worker::Result<Answered> {
    let headers = Headers::new();
    for (name, value) in &call.headers {
        headers.set(name, value)?;
    }
    let mut init = RequestInit::new();
    init.with_headers(headers).with_redirect(RequestRedirect::Manual);
    init.with_method(match call.verb {
        Verb::Get => Method::Get,
        Verb::Post => Method::Post,
        Verb::Patch => Method::Patch,
        Verb::Delete => Method::Delete,
    });
    if !call.body.is_empty() || call.verb == Verb::Post {
        init.with_body(Some(call.body.as_str().into()));
    }
    let request = Request::new_with_init(&call.url, &init)?;
    let signal = AbortSignal::from(web_sys::AbortSignal::timeout_with_u32(PATIENCE));
    let mut response = Fetch::Request(request).send_with_signal(&signal).await?;
    Ok(Answered { status: response.status_code(), body: response.text().await? })
}
