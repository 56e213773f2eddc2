//! How a trip stands with what else its tail is planned for.
use super::OpsShow;
use crate::trips::conflicts;

impl OpsShow {
    /// The trip’s conflicts with others and with blocks, in words.
    pub fn conflicts(&self) -> Vec<String> {
        let (trips, blocks) = &self.beside;
        let (style, zone) = (self.visitor.style(), &self.visitor.workspace.zone);
        let found = conflicts::find(trips, blocks).into_iter();
        found.filter(|it| it.concerns(self.trip.id)).map(|it| it.words(style, zone)).collect()
    }
}
