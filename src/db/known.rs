//! What is found out once of a statement and kept for as long as the process lives. The texts of statements are
//! constants, so there are only so many of them, and their addresses tell which they are.
use std::{collections::BTreeMap, sync::RwLock};

/// The address and length of a constant.
pub type Address = (usize, usize);

pub fn address(sql: &'static str) -> Address {
    (sql.as_ptr() as usize, sql.len())
}

pub struct Known<K, T>(RwLock<BTreeMap<K, T>>);

impl<K: Ord, T: Copy> Known<K, T> {
    pub const fn new() -> Self {
        Self(RwLock::new(BTreeMap::new()))
    }

    /// What is known of `key`, or is found out now.
    pub fn get(&self, key: K, find: impl FnOnce() -> T) -> T {
        let known = self.0.read().ok().and_then(|known| known.get(&key).copied());
        known.unwrap_or_else(|| {
            let found = find();
            if let Ok(mut known) = self.0.write() {
                known.insert(key, found);
            }
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_found_out_again() {
        let known = Known::new();
        assert_eq!(known.get(address("SELECT 1"), || 1), 1);
        let kept = address("SELECT 2");
        assert_eq!((known.get(kept, || 2), known.get(kept, || 3)), (2, 2));
    }
}
