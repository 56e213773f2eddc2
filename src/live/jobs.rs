//! Tells open pages of changes, after whoever made them was answered.
use super::{notices, queries};
use crate::{app::App, edge::log_fault, kit::ids::EventId};

/// Tells the rooms of the workspaces. A page that hears nothing asks for itself now and then, so a failure
/// is logged and nothing else.
pub async fn tell(app: &App, events: &[EventId]) {
    if events.is_empty() {
        return;
    }
    match app.db.run(queries::touched(events)).await {
        Ok(touched) => {
            for (workspace, notice) in notices(touched) {
                app.rooms.tell(workspace, &notice).await;
            }
        }
        Err(cause) => {
            log_fault(&format!("live: {cause:?}"));
        }
    }
}
