//! Deletes bytes in R2 that no row names any more: of an upload that ended between storing and its row, of a file that was
//! removed while R2 did not answer, and of a mail that was kept long enough.
use super::queries;
use crate::{
    app::App,
    error::{Error, Result},
    kit::{database::Database, zoned::HOUR},
    workspaces,
};

/// The start of every key of a file.
pub const PREFIX: &str = "files/";
/// The start of every key of a mail as it arrived.
pub const RAW_MAILS: &str = "mail/";

/// How many keys one sweep looks at.
const MOST: u32 = 500;

/// The files of all databases are together, so the sweep of the directory looks for all of them.
pub async fn sweep(app: &App) -> Result<()> {
    if app.is_elsewhere() {
        return Ok(());
    }
    for prefix in [PREFIX, RAW_MAILS] {
        look(app, prefix).await?;
    }
    Ok(())
}

/// Looks at the next keys, and begins anew after the last. What was stored within the hour may still get its row.
async fn look(app: &App, prefix: &'static str) -> Result<()> {
    let left_off = app.db.run(queries::left_off(prefix)).await?;
    let after = left_off.map(|it| it.key).unwrap_or_default();
    let listed = app.files.list(prefix, &after, MOST).await?;
    let is_end = listed.len() < usize::try_from(MOST).unwrap_or(usize::MAX);
    let next = listed.last().filter(|_| !is_end).map(|it| it.key.clone()).unwrap_or_default();
    let is_old = |at: i64| at < app.now() - HOUR;
    let old: Vec<_> =
        listed.into_iter().filter(|it| is_old(it.stored_at)).map(|it| it.key).collect();
    if !old.is_empty() {
        for key in unknown(app, old).await? {
            app.files.delete(&key).await?;
        }
    }
    if next != after {
        app.db.run(queries::go_on(prefix, &next)).await?;
    }
    Ok(())
}

/// Those of the keys that no database knows. None while a database cannot be asked, or a workspace is on its way
/// from one to another.
async fn unknown(app: &App, mut keys: Vec<String>) -> Result<Vec<String>> {
    let used = app.db.run(workspaces::databases()).await?;
    let names: Option<Vec<_>> = used.iter().map(|it| it.name.as_deref()).collect();
    let Some(names) = names else { return Ok(Vec::new()) };
    for name in names {
        // Fails if the configuration has lost the binding of a database with workspaces.
        app.of(&Database::named(name).ok_or(Error::NotFound)?)?;
    }
    let places = app.everywhere().collect::<Result<Vec<_>>>()?;
    // Twice where there are several: rows that go from one that is asked later to one that was asked before
    // are there by the second time.
    for place in places.iter().chain(places.iter().filter(|_| places.len() > 1)) {
        if keys.is_empty() {
            break;
        }
        let known = place.db.run(queries::known(&keys)).await?;
        keys.retain(|key| known.iter().all(|it| it.key != *key));
    }
    Ok(keys)
}
