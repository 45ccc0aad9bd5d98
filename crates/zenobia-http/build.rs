//! Sees to it that the page is embedded anew when it was built anew.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks")]

use std::path::Path;

fn main() {
    // Cargo takes what is not there for changed, at every build: until the page is built, its sources are looked at.
    let page = ["../../web/dist", "../../web"].into_iter().find(|folder| Path::new(folder).is_dir());
    page.into_iter().for_each(|folder| println!("cargo:rerun-if-changed={folder}"));
    println!("cargo:rerun-if-changed=../../examples");
}
