//! Verifies signatures of passkeys with the platform's `WebCrypto`.
use crate::kit::signature::Algorithm;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, WorkerGlobalScope};
use worker::{
    send::SendFuture,
    wasm_bindgen::{JsCast as _, JsValue},
};

/// Whether the public key (a DER-encoded `SubjectPublicKeyInfo`) signed the message. False if the key or
/// the signature is malformed.
pub async fn verify(
    algorithm: Algorithm,
    public_key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    SendFuture::new(verified(algorithm, public_key, message, signature)).await.unwrap_or(false)
}

async fn verified(
    algorithm: Algorithm,
    public_key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<bool, JsValue> {
    let subtle = js_sys::global().unchecked_into::<WorkerGlobalScope>().crypto()?.subtle();
    let key = subtle.import_key_with_object(
        "spki",
        &Uint8Array::from(public_key),
        &parameters(algorithm)?,
        false,
        &Array::of1(&"verify".into()),
    )?;
    let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();
    let is_good = subtle.verify_with_object_and_buffer_source_and_buffer_source(
        &parameters(algorithm)?,
        &key,
        &Uint8Array::from(signature),
        &Uint8Array::from(message),
    )?;
    Ok(JsFuture::from(is_good).await?.is_truthy())
}

fn parameters(algorithm: Algorithm) -> Result<Object, JsValue> {
    let pairs: &[(&str, &str)] = match algorithm {
        Algorithm::P256 => &[("name", "ECDSA"), ("namedCurve", "P-256"), ("hash", "SHA-256")],
        Algorithm::Rsa => &[("name", "RSASSA-PKCS1-v1_5"), ("hash", "SHA-256")],
        Algorithm::Ed25519 => &[("name", "Ed25519")],
    };
    let object = Object::new();
    for (name, value) in pairs {
        Reflect::set(&object, &(*name).into(), &(*value).into())?;
    }
    Ok(object)
}
