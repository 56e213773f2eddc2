//! Domains over several databases: a host is claimed in the directory before a workspace elsewhere has it, and freed there
//! afterwards.
use crate::{
    app::App,
    domains::{Claims, queries},
    error::Result,
    kit::{database::Database, ids::WorkspaceId},
    workspaces::Face,
};

/// Adds to what the workspace's own database knows of a name what the others know. For a workspace elsewhere the name is
/// claimed, if it is free.
pub async fn everywhere(
    app: &App,
    workspace: WorkspaceId,
    (name, face): (&str, Face),
    mut claims: Claims,
) -> Result<Claims> {
    let own = app.db.database();
    if app.is_elsewhere() && !claims.is_taken && !claims.has_one {
        let directory = app.of(&Database::directory())?.db;
        let claim = queries::claimed(name, face, (workspace, own), app.now());
        let (_, holder) = directory.run((claim, queries::claimed_by(name))).await?;
        claims.is_taken = holder.is_none_or(|it| it.workspace_id != workspace);
    }
    for database in app.databases.all().filter(|it| it != own) {
        let had = app.of(&database)?.db.run(queries::had(name, workspace)).await?;
        claims.was_anothers |= had.is_some_and(|it| it.had);
    }
    Ok(claims)
}

/// Frees a host in the directory that a workspace elsewhere has given back.
pub async fn give_back(app: &App, host: &str) -> Result<()> {
    if app.is_elsewhere() {
        let directory = app.of(&Database::directory())?.db;
        directory.run(queries::free(app.db.database(), &[host.to_owned()])).await?;
    }
    Ok(())
}

/// Frees all hosts in the directory that no workspace of this database has any more.
pub async fn sweep(app: &App) -> Result<()> {
    if !app.is_elsewhere() {
        return Ok(());
    }
    let directory = app.of(&Database::directory())?.db;
    let (own, mut after) = (app.db.database(), String::new());
    loop {
        let listed = directory.run(queries::claims_of(own, &after, app.now())).await?;
        let mut hosts: Vec<_> = listed.into_iter().map(|it| it.host).collect();
        let Some(last) = hosts.last().cloned() else { return Ok(()) };
        let used = app.db.run(queries::in_use(&hosts)).await?;
        hosts.retain(|host| used.iter().all(|it| it.host != *host));
        if !hosts.is_empty() {
            directory.run(queries::free(own, &hosts)).await?;
        }
        after = last;
    }
}
