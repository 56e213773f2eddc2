//! Compiles in the names of the built assets, which change with their content.

use std::fs;

const NAMES: &str = "public/assets.env";
/// The names before the assets are built, and of those that an older build does not have.
const UNBUILT: [(&str, &str); 4] = [
    ("PORTAL_CSS", "/assets/portal.css"),
    ("PORTAL_JS", "/assets/portal.js"),
    ("PORTAL_ICONS", "/assets/icons.svg"),
    ("PORTAL_MAP", "/assets/map"),
];

fn main() {
    println!("cargo::rerun-if-changed={NAMES}");
    let built = fs::read_to_string(NAMES).unwrap_or_default();
    for (key, unbuilt) in UNBUILT {
        let name = built.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        println!("cargo::rustc-env={key}={}", name.unwrap_or(unbuilt));
    }
}
