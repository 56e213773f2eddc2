//! The statement that changes the logo.
use crate::{
    db::{
        scope::staff,
        write::{Write, begins, follows},
    },
    settings::logo::{Logo, told},
    workspaces::Workspace,
};

/// Sets the logo, or removes it, unless it is that already.
pub fn set_logo(workspace: &Workspace, logo: Option<&Logo>) -> Write {
    let was = told(workspace.logo_width, workspace.logo_height);
    let new = told(logo.map(|it| it.width), logo.map(|it| it.height));
    Write::begin(
        "logo_changed",
        workspace.id,
        begins!(staff, "JOIN workspaces w ON w.id = me.workspace_id AND w.logo IS NOT :logo"),
    )
    .bind("logo", logo.map(|it| it.version.as_str()))
    .bind("width", logo.map(|it| it.width))
    .bind("height", logo.map(|it| it.height))
    .note(format!("Logo: {was} \u{2192} {new}"))
    .then(follows!(
        "UPDATE workspaces SET logo = :logo, logo_width = :width, logo_height = :height WHERE id = (SELECT workspace_id FROM it)"
    ))
}
