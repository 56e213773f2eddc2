//! Deletes bytes in R2 that no row names any more: of an upload that ended between storing and its row, of a file that was
//! removed while R2 did not answer, and of a mail that was kept long enough.
use super::queries;
use crate::{app::App, error::Result, kit::zoned::HOUR};

/// The start of every key of a file.
pub const PREFIX: &str = "files/";
/// The start of every key of a mail as it arrived.
pub const RAW_MAILS: &str = "mail/";

/// How many keys one sweep looks at.
const MOST: u32 = 500;

pub async fn sweep(app: &App) -> Result<()> {
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
        let known = app.db.run(queries::known(&old)).await?;
        for key in old.iter().filter(|key| known.iter().all(|it| it.key != **key)) {
            app.files.delete(key).await?;
        }
    }
    if next != after {
        app.db.run(queries::go_on(prefix, &next)).await?;
    }
    Ok(())
}
