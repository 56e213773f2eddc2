//! What the pages of factors show.
use super::{Factors, authenticator, passkey::Passkey};
use crate::{
    http::{form::Form, page::encoded},
    users::Visitor,
    workspaces::Workspace,
};
use askama::Template;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

#[derive(Template)]
#[template(path = "factors/step.html")]
pub struct Step {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub visitor: Visitor,
    pub factors: Factors,
    pub form: Form,
}

impl Step {
    pub fn new(visitor: Visitor, factors: Factors, notice: Option<String>, form: Form) -> Self {
        Self { workspace: visitor.workspace.clone(), notice, visitor, factors, form }
    }
}

#[derive(Template)]
#[template(path = "factors/proof.html")]
pub struct Proof {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub visitor: Visitor,
    pub factors: Factors,
    pub form: Form,
}

impl Proof {
    pub fn new(visitor: Visitor, factors: Factors, form: Form) -> Self {
        let (workspace, notice) = (visitor.workspace.clone(), visitor.notice.clone());
        Self { workspace, notice, visitor, factors, form }
    }
}

#[derive(Template)]
#[template(path = "factors/enrol.html")]
pub struct Enrol {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub visitor: Visitor,
    /// Credentials that this person has, for the browser to leave out.
    pub known: String,
}

#[derive(Template)]
#[template(path = "factors/app.html")]
pub struct App {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub visitor: Visitor,
    pub form: Form,
    /// The secret as it is typed.
    pub groups: String,
    /// The same for phones: an address to follow, and a picture of it.
    pub address: String,
    pub picture: Option<Picture>,
}

impl App {
    pub fn new(visitor: Visitor, notice: Option<String>, form: Form, secret: &str) -> Self {
        let (issuer, account) = (encoded(&visitor.workspace.name), encoded(&visitor.user.email));
        let address = format!(
            "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30"
        );
        Self {
            workspace: visitor.workspace.clone(),
            notice,
            visitor,
            form,
            groups: authenticator::groups(secret),
            picture: Picture::of(&address),
            address,
        }
    }
}

/// A QR code, as the outline of its dark squares.
pub struct Picture {
    pub side: i32,
    pub path: String,
}

/// What is left white around it, in squares.
const QUIET: i32 = 4;

impl Picture {
    fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
            }
        }
        Some(Self { side: code.size() + 2 * QUIET, path })
    }
}

#[derive(Template)]
#[template(path = "factors/codes.html")]
pub struct Codes {
    pub workspace: Workspace,
    pub notice: Option<String>,
    pub visitor: Visitor,
    /// Those just made; none when the page is opened again.
    pub fresh: Vec<String>,
    pub factors: Factors,
    /// Where to go on.
    pub next: String,
}

#[derive(Template)]
#[template(path = "factors/index.html")]
pub struct Index {
    pub visitor: Visitor,
    pub factors: Factors,
    pub passkeys: Vec<Passkey>,
    pub known: String,
}

#[derive(Template)]
#[template(path = "factors/ops/index.html")]
pub struct OpsIndex {
    pub visitor: Visitor,
    pub factors: Factors,
    pub passkeys: Vec<Passkey>,
    pub known: String,
}

/// What devices call these passkeys.
pub fn known(passkeys: &[Passkey]) -> String {
    passkeys.iter().map(|it| it.credential.as_str()).collect::<Vec<_>>().join(" ")
}

/// An address without its scheme, as people write it.
pub fn bare(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, rest)| rest)
}

impl Passkey {
    pub fn added(&self, visitor: &Visitor) -> String {
        visitor.moment(self.added_at).long_date()
    }

    pub fn used(&self, visitor: &Visitor) -> Option<String> {
        Some(visitor.moment(self.used_at?).told(visitor.now))
    }
}

impl Factors {
    /// "Dec 10, 2026"
    pub fn app_since(&self, visitor: &Visitor) -> Option<String> {
        Some(visitor.moment(self.confirmed_at?).long_date())
    }

    pub fn is_last(&self) -> bool {
        self.may_lose(true).is_err()
    }

    pub fn is_last_passkey(&self, passkey: &Passkey) -> bool {
        self.may_lose(passkey.works_here).is_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_its_three_corners_and_room_around_them() {
        let it = Picture::of("otpauth://totp/x").unwrap();
        let has = |x: i32, y: i32| it.path.contains(&format!("M{x} {y}h1v1h-1z"));
        assert!(has(4, 4) && has(it.side - 5, 4) && has(4, it.side - 5));
        assert!(!has(5, 5) && !has(3, 3));
    }
}
