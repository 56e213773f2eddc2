//! Statements about settings.
mod logo;
pub use logo::set_logo;

use super::{SettingValue, SettingsPage, Stored};
use crate::{
    db::{
        query::{Query, as_json},
        scope::{Scope, staff},
        write::{Write, begins},
    },
    kit::ids::WorkspaceId,
};
use std::collections::BTreeMap;

/// The statements of a page, over the columns of its settings.
#[derive(Debug)]
pub struct Statements {
    /// Reads the version, the columns and the counts.
    read: &'static str,
    /// Writes the columns from `:values`, a JSON object with a member for each.
    write: &'static str,
}

/// A [`SettingsPage`] with its statements. Each entry is named by its column, and also by its form
/// field (`column as field`) where that has another name. `counts` are further columns to read, for
/// hints. `together` complains about values that do not go together.
macro_rules! settings_page {
    (
        name: $name:literal, title: $title:literal, about: $about:literal $(, together: $together:ident)?, counts: $counts:ident!(),
        $($column:ident $(as $key:ident)? { $($entry:tt)+ })+
    ) => {
        $crate::settings::SettingsPage {
            name: $name,
            path: concat!("/settings/", $name),
            title: $title,
            about: $about,
            settings: &[$($crate::settings::Setting {
                key: $crate::settings::queries::settings_page!(@key $column $($key)?),
                column: stringify!($column),
                $($entry)+
            }),+],
            together: $crate::settings::queries::settings_page!(@or $($together)?),
            statements: $crate::settings::queries::Statements::new(
                $crate::db::scope::staff!(
                    "SELECT ", $("w.", stringify!($column), ", ",)+ $counts!(),
                    "w.version FROM me JOIN workspaces w ON w.id = me.workspace_id"
                ),
                $crate::db::write::follows!(
                    "UPDATE workspaces SET ",
                    $(stringify!($column), " = json_extract(:values, '$.", stringify!($column), "'), ",)+
                    "version = version + 1 WHERE id = (SELECT workspace_id FROM it)"
                ),
            ),
        }
    };
    (@or) => { |_, _| {} };
    (@or $together:ident) => { $together };
    (@key $column:ident) => { stringify!($column) };
    (@key $column:ident $key:ident) => { stringify!($key) };
}
pub(super) use settings_page;

/// The number of staff, and how many of them have a second factor.
macro_rules! staff_with_factor {
    () => {
        "(SELECT count(*) FROM (SELECT 1 FROM users u WHERE u.workspace_id = w.id AND u.face = 'ops' AND u.state = 'active' LIMIT 1000)) AS staff,
         (SELECT coalesce(sum(factors > 1), 0) FROM (SELECT u.factors FROM users u WHERE u.workspace_id = w.id AND u.face = 'ops' AND u.state = 'active' LIMIT 1000)) AS staff_with_factor, "
    };
}
pub(super) use staff_with_factor;

/// The addresses of a setting, a JSON list, that emails do not reach: for [`Stored::unreached`].
macro_rules! unreached {
    ($list:literal) => {
        concat!(
            "(SELECT json_group_array(json_array(f.email, f.words)) FROM address_faults f WHERE f.workspace_id = w.id
               AND f.email IN (SELECT lower(a.value) FROM json_each(",
            $list,
            ") a)) AS unreached, "
        )
    };
}
pub(super) use unreached;

/// What the page of access reads beside its settings.
macro_rules! staff_and_unreached {
    () => {
        concat!(
            $crate::settings::queries::staff_with_factor!(),
            $crate::settings::queries::unreached!("w.approval_addresses")
        )
    };
}
pub(super) use staff_and_unreached;

macro_rules! told_of_changes {
    () => {
        $crate::settings::queries::unreached!("w.trip_change_addresses")
    };
}
pub(super) use told_of_changes;

macro_rules! answered_at {
    () => {
        $crate::settings::queries::unreached!("json_array(w.reply_to)")
    };
}
pub(super) use answered_at;

/// For a page without counts.
macro_rules! nothing {
    () => {
        ""
    };
}
pub(super) use nothing;

impl Statements {
    pub const fn new(read: &'static str, write: &'static str) -> Self {
        Self { read, write }
    }
}

pub fn stored(scope: &Scope, page: &SettingsPage) -> Query<Option<Stored>> {
    scope.query(page.statements.read)
}

/// Writes a page's values, if the settings are still the version that the form was filled in from.
pub fn set(
    workspace: WorkspaceId,
    page: &SettingsPage,
    seen: i64,
    was: &Stored,
    new: &[SettingValue],
) -> Write {
    let columns = page.settings.iter().map(|setting| setting.column);
    let values: BTreeMap<_, _> = columns.zip(new).collect();
    Write::begin(
        "settings_changed",
        workspace,
        begins!(staff, "JOIN workspaces w ON w.id = me.workspace_id AND w.version = :version"),
    )
    .bind("version", seen)
    .bind("values", as_json(&values))
    .note(page.changes(&page.stored(was), new))
    .then(page.statements.write)
}

#[cfg(test)]
mod tests {
    use crate::{
        db::{scope::staff, write::follows},
        settings::PAGES,
    };

    #[test]
    fn every_page_reads_and_writes_the_workspace_of_whoever_asks() {
        for page in PAGES {
            let (read, write) = (page.statements.read, page.statements.write);
            assert!(read.starts_with(staff!("SELECT w.")), "{read}");
            assert!(
                read.ends_with("FROM me JOIN workspaces w ON w.id = me.workspace_id"),
                "{read}"
            );
            assert!(write.starts_with(follows!("UPDATE workspaces SET ")), "{write}");
            assert!(write.ends_with(" WHERE id = (SELECT workspace_id FROM it)"), "{write}");
        }
    }
}
