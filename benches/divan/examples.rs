//! Each stage over the six example reports: `cargo bench -p zenobia-benches`.

use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::BytesCount;
use zenobia_benches::{Ready, STAGES, Tools};

fn main() {
    divan::main();
}

fn examples(tools: &Tools) -> Vec<Ready> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
    let names = ["palmyre.fr", "solhan.fr", "izioum.fr", "hodeidah.en", "wad-madani.en", "nimrud.en"];
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(format!("{name}.txt"))).collect();
    tools.texts(&paths, None).expect("the examples can be read")
}

#[divan::bench(args = STAGES.iter().map(|stage| stage.name), sample_count = 20)]
fn stage(bencher: Bencher, name: &str) {
    let tools = Tools::open().expect("the packs are sound");
    let texts = examples(&tools);
    let stage = STAGES.iter().find(|stage| stage.name == name).expect("a stage of the list");
    let size = |ready: &Ready| if stage.of_page { ready.page.len() } else { ready.document.text.len() };
    let bytes = BytesCount::new(texts.iter().map(size).sum::<usize>());
    bencher.counter(bytes).bench_local(|| texts.iter().fold(0, |sum: u64, ready| sum ^ (stage.run)(&tools, ready)));
}
