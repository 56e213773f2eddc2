//! By the JavaScript engine.
use js_sys::JsString;
use web_sys::Url;

pub fn composed(text: &str) -> String {
    JsString::from(text).normalize("NFC").into()
}

pub fn ascii_host(host: &str) -> Option<String> {
    Url::new(&format!("http://{host}/")).ok().map(|it| it.hostname())
}
