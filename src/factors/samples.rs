//! People with factors, for tests.
use super::{authenticator, recovery};
use crate::{cast::*, kit::sealed};

/// What their apps share with the portal.
const SECRET: &[u8; 20] = b"twenty bytes, secret";
pub const RECOVERY_CODE: &str = "hhhh-hhhh-hhhh-hhhh-hhhh-hhhh";

pub fn secret() -> String {
    authenticator::encoded(SECRET).unwrap()
}

/// What the app shows at noon, as a form sends it.
pub fn app_code() -> Vec<(&'static str, String)> {
    vec![("code", authenticator::code_at(&secret(), NOON))]
}

/// Gives somebody an app, confirmed with a recovery code beside it, or just begun.
pub fn give_app(portal: &Portal, email: &str, is_confirmed: bool) {
    let user = portal.value(&format!("SELECT id FROM users WHERE email = '{email}'"));
    let workspace = portal.value(&format!("SELECT workspace_id FROM users WHERE id = '{user}'"));
    let of = [workspace.as_str(), user.as_str(), "authenticator"];
    let sealed = sealed::seal(&portal.app.config.data_key, [9; 12], &of, &secret()).unwrap();
    let confirmed = if is_confirmed { "0" } else { "NULL" };
    portal.app.db.execute(&format!(
        "INSERT INTO authenticators (user_id, workspace_id, sealed, begun_at, confirmed_at)
         VALUES ('{user}', '{workspace}', '{sealed}', 0, {confirmed})"
    ));
    if is_confirmed {
        let digest = recovery::digest(user.parse().unwrap(), RECOVERY_CODE);
        portal.app.db.execute(&format!(
            "INSERT INTO recovery_codes (workspace_id, user_id, digest) VALUES ('{workspace}', '{user}', '{digest}');
             UPDATE users SET factors = 2 WHERE id = '{user}'"
        ));
    }
}
