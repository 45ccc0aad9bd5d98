//! Folders, feeds and pages that are watched.

#![allow(clippy::unwrap_used, reason = "a test")]

mod site;

use std::fs;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use tempfile::{TempDir, tempdir};

/// A site of two pages and a feed that names them, and one that is gone.
fn answer(site: &str, path: &str) -> String {
    match path {
        "/feed" => site::feed(site, ["gao", "kidal", "gone"].into_iter().map(str::to_owned)),
        "/gao" => site::page(
            "Raid near Gao",
            "Rebels attacked an army camp near Gao on 21 May 2023, killing five soldiers, officials said. The army sent reinforcements to the town and closed the road to the north for two days, residents said.",
        ),
        "/kidal" => site::page(
            "Shelling of Kidal",
            "Soldiers shelled the town of Kidal on 19 May 2023, officials said. Nine people were killed and twenty were wounded, a doctor at the hospital of the town said on Saturday.",
        ),
        _ => site::gone(),
    }
}

fn run(folder: &TempDir, arguments: &[&str]) -> assert_cmd::assert::Assert {
    let database = folder.path().join("test.db").display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_zenobia"));
    command.args(arguments).args(["--db", &database]).env("ZENOBIA_GAZETTEER", "").env("LC_ALL", "C");
    command.env("NO_PROXY", "127.0.0.1").assert()
}

const LOCAL: [&str; 4] = ["--fetch", "--allow-private", "--pause", "0"];

#[test]
fn nothing_is_fetched_unless_it_is_asked_for() {
    let (folder, (site, asked)) = (tempdir().unwrap(), site::serve(answer));
    let page = format!("{site}/gao");
    run(&folder, &["add", &page]).failure().stderr(contains("fetching is off").and(contains("--fetch")));
    run(&folder, &["watch", &format!("{site}/feed"), "--once"]).failure().stderr(contains("fetching is off"));
    run(&folder, &["add", &page, "--fetch", "--pause", "0"]).failure().stderr(contains("--allow-private"));
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn a_page_is_added_with_its_address() {
    let (folder, (site, _)) = (tempdir().unwrap(), site::serve(answer));
    let page = format!("{site}/gao");
    run(&folder, &[&["add", &page][..], &LOCAL].concat()).success().stderr(contains("1 new"));
    run(&folder, &["query", "--text", "camp", "--json"]).success().stdout(contains(format!("\"url\":\"{page}\"")));
    run(&folder, &[&["add", &page][..], &LOCAL].concat()).success().stderr(contains("1 known already"));
}

#[test]
fn the_pages_that_a_feed_names_are_fetched_once_and_failures_are_logged() {
    let (folder, (site, asked)) = (tempdir().unwrap(), site::serve(answer));
    let opml = folder.path().join("feeds.opml").display().to_string();
    fs::write(&opml, format!("<opml version=\"2.0\"><body><outline xmlUrl=\"{site}/feed\"/></body></opml>")).unwrap();
    run(&folder, &[&["watch", &opml, "--once"][..], &LOCAL].concat())
        .code(1)
        .stderr(contains("2 new").and(contains("1 failed")));
    run(&folder, &[&["watch", &opml, "--once"][..], &LOCAL].concat()).code(1);
    let count = |path: &str| asked.lock().unwrap().iter().filter(|asked| *asked == path).count();
    assert_eq!((count("/gao"), count("/kidal"), count("/gone")), (1, 1, 2));
    run(&folder, &["intake", "list"]).success().stdout(contains("/gone").and(contains("404")));
    run(&folder, &["query", "--sql", "SELECT count(*) AS count FROM documents"]).success().stdout("{\"count\":2}\n");
}

#[test]
fn a_folder_is_watched_for_what_is_new_in_it() {
    let folder = tempdir().unwrap();
    let incoming = folder.path().join("incoming");
    fs::create_dir(&incoming).unwrap();
    let watched = incoming.display().to_string();
    fs::write(incoming.join("one.txt"), "Rebels attacked an army camp near Gao on 21 May 2023, killing five soldiers.")
        .unwrap();
    run(&folder, &["watch", &watched, "--once"]).success().stderr(contains("1 new"));
    fs::write(incoming.join("two.txt"), "Soldiers shelled the town of Kidal on 19 May 2023, officials said.").unwrap();
    run(&folder, &["watch", &watched, "--once"]).success().stderr(contains("1 new"));
    run(&folder, &["watch", &watched, "--once"]).success().stderr(contains("new").not());
}
