//! Seals passengers' details anew while the data key is being replaced. Run by the clock.
use super::{Owner, queries};
use crate::{app::App, error::Result};

/// The most rounds of 500 details in one run.
const ROUNDS: usize = 10;

/// Seals up to 5,000 details under the current key. Without a previous key there is nothing to do.
pub async fn reseal(app: &App) -> Result<()> {
    let Some(previous) = app.config.data_key.previous() else { return Ok(()) };
    for _ in 0..ROUNDS {
        let renewed = renewed(app, &previous.id()).await?;
        if renewed.is_empty() {
            break;
        }
        app.db.run(queries::reseal(&renewed)).await?;
    }
    Ok(())
}

/// Details that are sealed under the previous key, under the current one.
async fn renewed(app: &App, previous: &str) -> Result<Vec<queries::Resealed>> {
    let keys = &app.config.data_key;
    let mut renewed = Vec::new();
    for it in app.db.run(queries::sealed_under(previous)).await? {
        let mut nonce = [0; 12];
        (app.random)(&mut nonce);
        let owner = Owner { workspace: it.workspace_id, passenger: it.passenger_id };
        let text = owner.open(keys, it.field, &it.sealed);
        if let Some(sealed) = text.and_then(|text| owner.sealed(keys, nonce, it.field, &text)) {
            renewed.push(queries::Resealed {
                passenger: it.passenger_id,
                field: it.field,
                was: it.sealed,
                sealed,
            });
        }
    }
    Ok(renewed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Config, kit::keys::Keys, testing::cast::*};
    use std::sync::Arc;

    const ZOE: &str = "/passengers/00000000-0000-7000-8000-00000000a101";

    /// The same portal with other data keys.
    fn under(portal: Portal, current: &str, previous: Option<&str>) -> Portal {
        let config = Config::clone(&portal.app.config);
        let config = Config { data_key: Keys::new(current, previous), ..config };
        Portal { app: App { config: Arc::new(config), ..portal.app } }
    }

    fn is_readable(portal: &Portal) -> bool {
        portal.get(MIRA, &format!("{ZOE}/edit")).has("ending in 4567")
    }

    #[test]
    fn a_number_is_readable_while_the_data_key_is_replaced_and_after() {
        let portal = Portal::open(include_str!("seed.sql"));
        let fields =
            [("key", "a"), ("version", "1"), ("name", "Zoë"), ("document_number", "AB1234567")];
        assert_eq!(portal.post(MIRA, ZOE, &fields).status, axum::http::StatusCode::SEE_OTHER);
        assert!(is_readable(&portal));
        let sealed = "SELECT sealed FROM passenger_details";
        let was = portal.value(sealed);
        let portal = under(portal, "the next key", Some("a key that seals in tests"));
        assert!(is_readable(&portal), "sealed under the previous key");
        futures_executor::block_on(crate::jobs::sweep(&portal.app)).unwrap();
        assert_ne!(portal.value(sealed), was, "sealed under the current key");
        let portal = under(portal, "the next key", None);
        assert!(is_readable(&portal), "the previous key is not needed any more");
        let portal = under(portal, "a third key", None);
        assert!(!is_readable(&portal), "nobody reads it without its key");
    }
}
