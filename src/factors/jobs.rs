//! Seals the secrets of authenticator apps anew while the data key is being replaced. Run by the clock.
use super::{authenticator::PURPOSE, queries};
use crate::{app::App, error::Result, kit::sealed};

/// Seals up to 100 secrets under the current key. Without a previous key there is nothing to do.
pub async fn reseal(app: &App) -> Result<()> {
    let keys = &app.config.data_key;
    let Some(previous) = keys.previous() else { return Ok(()) };
    let mut renewed = Vec::new();
    for it in app.db.run(queries::sealed_under(&previous.id())).await? {
        let mut nonce = [0; 12];
        (app.random)(&mut nonce);
        let (workspace, user) = (it.workspace_id.to_string(), it.user_id.to_string());
        let of = [workspace.as_str(), &user, PURPOSE];
        let secret = sealed::open(keys, &it.sealed, &of).ok();
        if let Some(sealed) = secret.and_then(|it| sealed::seal(keys, nonce, &of, &it)) {
            renewed.push(queries::Resealed { user, was: it.sealed, sealed });
        }
    }
    if !renewed.is_empty() {
        app.db.run(queries::reseal(&renewed)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Config, factors::samples, kit::keys::Keys, testing::cast::*};
    use axum::http::StatusCode;
    use std::sync::Arc;

    /// The same portal with other data keys.
    fn under(portal: Portal, current: &str, previous: Option<&str>) -> Portal {
        let config = Config::clone(&portal.app.config);
        let config = Config { data_key: Keys::new(current, previous), ..config };
        Portal { app: App { config: Arc::new(config), ..portal.app } }
    }

    /// Whether the page of the set-up can show the app's secret.
    fn is_readable(portal: &Portal) -> bool {
        let page = portal.get(MIRA, "/profile/factors/app");
        page.status == StatusCode::OK && page.has(samples::secret().get(..4).unwrap())
    }

    #[test]
    fn an_app_is_readable_while_the_data_key_is_replaced_and_after() {
        let portal = Portal::open("");
        samples::give_app(&portal, "mira@harbour.example", false);
        assert!(is_readable(&portal));
        let sealed = || "SELECT sealed FROM authenticators";
        let was = portal.value(sealed());
        let portal = under(portal, "the next key", Some("a key that seals in tests"));
        assert!(is_readable(&portal), "sealed under the previous key");
        futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
        let now = portal.value(sealed());
        assert_ne!(now, was, "sealed under the current key");
        let portal = under(portal, "the next key", None);
        assert!(is_readable(&portal), "the previous key is not needed any more");
        futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
        assert_eq!(portal.value(sealed()), now);
    }
}
