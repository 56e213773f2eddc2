//! Verifies signatures under `cargo test`, with the crate `ring` in place of `WebCrypto`.
use crate::kit::signature::Algorithm;
use data_encoding::BASE64;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};
use spki::SubjectPublicKeyInfoRef;

#[allow(clippy::unused_async)] // the same signature as in production
pub async fn verify(
    algorithm: Algorithm,
    public_key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> bool {
    let how: &dyn VerificationAlgorithm = match algorithm {
        Algorithm::P256 => &ECDSA_P256_SHA256_FIXED,
        Algorithm::Rsa => &RSA_PKCS1_2048_8192_SHA256,
        Algorithm::Ed25519 => &ED25519,
    };
    raw(public_key)
        .is_some_and(|key| UnparsedPublicKey::new(how, key).verify(message, signature).is_ok())
}

/// The raw key in a `SubjectPublicKeyInfo`.
fn raw(public_key: &[u8]) -> Option<&[u8]> {
    SubjectPublicKeyInfoRef::try_from(public_key).ok()?.subject_public_key.as_bytes()
}

#[test]
fn an_rsa_signature_is_verified_and_an_altered_one_is_not() {
    let key = BASE64.decode(b"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvhi/KcymKqphMBmwsR7lrqbgB0nEa21fp8saw/XO4HWz1z5hDl6DeVLR6JKMghg6OjWwoOzsem/T4NoRbn5fk8vYQ/w41d7RMPKQ99t1hOL/SCIIMrcP8Qb4atYVPmaJvi33/+qQIbHdqN8nXwmht3q09ypoQFQp8YSpntcXBtVUFN+GFHikhnOaaUxGdW9xDFGG6huzM1bP3GU/5CucNROR6APz5JFaoy7+NEtptA/c8hFrROHjPggOApAzfh4kirPm3H6F2hfVf+BgCJEOf8cNJQxLImfiOh2fPUCVbZizf6B+EIourEUN9rhvhAfyhQWydL5C8iUAIqBLqtnAWQIDAQAB").unwrap();
    let mut signature = BASE64.decode(b"e4Df2Jh4K5JbE+72mB8VUUvXZyYjbT9lbHxmpKcwD6s6waOg/E+YnrMhIjUgwG8OaC8IwEfF4mrxgov+98S02J1y7IfcjCJkclvIaN06S/ugZRUfFR5LDHSs7fIKQPtIEgzLC0dJKrIXqD8CsUcWAAkJRXx8DWfmb70DXAf/KqyX4tgCDyo6RKOwja6R2ZGH/7lVNdUBn8ZJpBx3V/6zgH1OLRQmZdW63Jcs+wk8fjuPxscRQyNEM1+L+uIYuGijFhN4Gz6d0KLfliEjQHCj7HC7KUsQfU5Nh3JsKLX/IZQDL5p8ETxEccwzavygl1vfrH/slSNYM+UUzZx+d++nRA==").unwrap();
    let is_good = |signature: &[u8], message: &[u8]| {
        futures_executor::block_on(verify(Algorithm::Rsa, &key, message, signature))
    };
    assert!(is_good(&signature, b"a message") && !is_good(&signature, b"another"));
    signature[9] ^= 1;
    assert!(!is_good(&signature, b"a message"));
}
