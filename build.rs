//! Compiles in the names of the built assets, which change with their content.

use std::fs;

const NAMES: &str = "public/assets.env";
const UNBUILT: &str =
    "PORTAL_CSS=/assets/portal.css\nPORTAL_JS=/assets/portal.js\nPORTAL_ICONS=/assets/icons.svg\n";

fn main() {
    println!("cargo::rerun-if-changed={NAMES}");
    let names = fs::read_to_string(NAMES).unwrap_or_else(|_| UNBUILT.to_owned());
    for line in names.lines() {
        println!("cargo::rustc-env={line}");
    }
}
