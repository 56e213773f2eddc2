//! The Durable Object of a workspace that holds the sockets of its open pages. It keeps nothing else, and
//! sleeps while nobody has anything to tell.
use super::bindings::log_fault;
use crate::kit::{
    ids::WorkspaceId,
    room::{Notice, Seat, Word},
};
use std::sync::Arc;
use worker::{
    DurableObject, Env, Headers, Method, ObjectNamespace, Request, RequestInit, Response, Result,
    State, WebSocket, WebSocketIncomingMessage, WebSocketPair, WebSocketRequestResponsePair,
    durable_object, send::SendFuture, wasm_bindgen::JsValue,
};

/// The header in which the Worker names the seat. Requests reach the room from the Worker alone.
const SEAT: &str = "x-seat";

/// More open pages than this of one person are refused, and ask for themselves now and then.
const MOST: usize = 40;

/// Closes a socket whose visitor may have lost access (4000 to 4999 are for applications).
const LEAVE: u16 = 4401;

#[derive(Clone)]
pub struct Rooms(pub(super) Arc<ObjectNamespace>);

impl Rooms {
    /// Gives a notice to the open pages of a workspace. A failure is logged.
    pub async fn tell(&self, workspace: WorkspaceId, notice: &Notice) {
        let told = SendFuture::new(async {
            let body = serde_json::to_string(notice)?;
            let mut init = RequestInit::new();
            init.with_method(Method::Post).with_body(Some(JsValue::from_str(&body)));
            self.ask(workspace, &Request::new_with_init("https://room.invalid/", &init)?).await
        });
        if let Err(cause) = told.await {
            log_fault(&format!("room: {cause}"));
        }
    }

    /// Connects the socket that was asked for to its room.
    pub async fn seat(&self, seat: &Seat) -> Result<web_sys::Response> {
        let headers = Headers::new();
        headers.set("upgrade", "websocket")?;
        headers.set(SEAT, &serde_json::to_string(seat)?)?;
        let mut init = RequestInit::new();
        init.with_headers(headers);
        let request = Request::new_with_init("https://room.invalid/", &init)?;
        Ok(self.ask(seat.workspace, &request).await?.into())
    }

    async fn ask(&self, workspace: WorkspaceId, request: &Request) -> Result<Response> {
        let room = self.0.get_by_name(&workspace.to_string())?;
        room.fetch_with_request(request.clone()?).await
    }
}

#[durable_object(websocket)]
pub struct Room {
    state: State,
}

impl DurableObject for Room {
    fn new(state: State, _: Env) -> Self {
        // Answers what keeps a socket open without waking the object.
        if let Ok(pair) = WebSocketRequestResponsePair::new("ping", "pong") {
            state.set_websocket_auto_response(&pair);
        }
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        if let Some(seat) = request.headers().get(SEAT)? {
            return self.sit(&seat);
        }
        let notice: Notice = serde_json::from_str(&request.text().await?)?;
        for socket in self.state.get_websockets() {
            let seat = socket.deserialize_attachment::<String>().ok().flatten();
            let seat = seat.and_then(|it| serde_json::from_str::<Seat>(&it).ok());
            // A socket that is gone already cannot be told anything.
            let _ = match seat.and_then(|it| it.told(&notice)) {
                Some(Word::Changed) => socket.send_with_str("changed"),
                Some(Word::Leave) => socket.close(Some(LEAVE), Some("access may have changed")),
                None => Ok(()),
            };
        }
        Response::empty()
    }

    async fn websocket_message(&self, _: WebSocket, _: WebSocketIncomingMessage) -> Result<()> {
        Ok(())
    }

    async fn websocket_close(&self, it: WebSocket, _: usize, _: String, _: bool) -> Result<()> {
        let _ = it.close(Some(1000), Some("closed"));
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, _: worker::Error) -> Result<()> {
        Ok(())
    }
}

impl Room {
    fn sit(&self, text: &str) -> Result<Response> {
        let user = serde_json::from_str::<Seat>(text)?.user.to_string();
        if self.state.get_websockets_with_tag(&user).len() >= MOST {
            return Response::error("Too many open pages", 429);
        }
        let WebSocketPair { client, server } = WebSocketPair::new()?;
        self.state.accept_websocket_with_tags(&server, &[&user]);
        server.serialize_attachment(text)?;
        Response::from_websocket(client)
    }
}
