//! Time and memory of each stage for reports of growing length: `cargo run --profile quick -p zenobia-hostile --example complexity`.
//!
//! `-- KIND` takes a kind of hostile text instead of plain text, `-- KIND 1000,10000` other lengths in bytes. The growth is the exponent between one
//! length and the next: 1 is linear, 2 quadratic. Times are of the processor, by Linux's count for this thread.

use std::cell::RefCell;
use std::fs;

use zenobia_core::analyze::{Asides, Limits, analyze_within};
use zenobia_core::document::Document;
use zenobia_core::reconcile::{Kin, reconcile};
use zenobia_core::row::of_record;
use zenobia_hostile::kinds::{KINDS, kind};
use zenobia_packs::{knowledge, packs};

/// Nanoseconds that this thread was at work.
fn worked() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// Most memory of the process since it was last forgotten, in kilobytes.
fn peak() -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

fn forget_peak() {
    // 5 stands for the peak of memory (proc(5)).
    drop(fs::write("/proc/self/clear_refs", "5"));
}

/// What each stage cost, in the order of the flow: its name, nanoseconds, peak of memory.
type Costs = Vec<(&'static str, u64, u64)>;

fn measure(text: String) -> Costs {
    let document = Document {
        id: "measured".into(),
        text,
        language: Some("en".into()),
        published: Some(jiff::civil::date(2016, 3, 28)),
        ..Document::default()
    };
    let costs: RefCell<Costs> = RefCell::default();
    let last = RefCell::new(worked());
    forget_peak();
    let done = |stage: &'static str| {
        let (now, top) = (worked(), peak());
        let spent = now - last.replace(now);
        let mut costs = costs.borrow_mut();
        match costs.iter_mut().find(|(name, ..)| *name == stage) {
            Some((_, time, most)) => {
                *time += spent;
                *most = top.max(*most);
            }
            None => costs.push((stage, spent, top)),
        }
        forget_peak();
        *last.borrow_mut() = worked();
    };
    let record = analyze_within(&document, packs(), knowledge(), Asides::Told, Limits::default(), &done);
    done("joining parts");
    drop(serde_json::to_vec(&record));
    done("json");
    drop(of_record(&record));
    done("rows");
    drop(reconcile([&record], &packs().ontology, &Kin::new(knowledge().actors())));
    done("events");
    costs.into_inner()
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_else(|| "plain".to_owned());
    let Some(kind) = kind(&name) else {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        show(&format!("no kind `{name}`; there are {}", names.join(", ")));
        return;
    };
    let lengths = arguments.next().unwrap_or_else(|| "1000,10000,100000,1000000,10000000".to_owned());
    let lengths: Vec<usize> = lengths.split(',').filter_map(|length| length.parse().ok()).collect();
    // Packs and gazetteer are read before anything is measured.
    measure((kind.make)(2000));
    let before = peak();
    let all: Vec<Costs> = lengths.iter().map(|&length| measure((kind.make)(length))).collect();
    show(&table(&name, &lengths, &all, before));
}

fn table(name: &str, lengths: &[usize], all: &[Costs], before: u64) -> String {
    let mut text =
        format!("`{name}`: ms of processor time (MB of memory at most; {} MB before)\n\n| stage |", before / 1024);
    text.extend(lengths.iter().map(|length| format!(" {} kB |", length / 1000)));
    text.push_str(" growth at the end |\n|---|");
    text.push_str(&"---:|".repeat(lengths.len() + 1));
    let stages: Vec<&str> = all.last().into_iter().flatten().map(|(stage, ..)| *stage).collect();
    for stage in stages {
        let costs: Vec<(u64, u64)> = all.iter().map(|costs| cost(costs, stage)).collect();
        row(&mut text, stage, lengths, &costs);
    }
    let sum = |costs: &Costs| {
        (costs.iter().map(|(_, time, _)| time).sum(), costs.iter().map(|(.., most)| *most).max().unwrap_or(0))
    };
    let sums: Vec<(u64, u64)> = all.iter().map(sum).collect();
    row(&mut text, "all", lengths, &sums);
    text.push('\n');
    text
}

fn cost(costs: &Costs, stage: &str) -> (u64, u64) {
    costs.iter().find(|(name, ..)| *name == stage).map_or((0, 0), |&(_, time, most)| (time, most))
}

fn row(text: &mut String, stage: &str, lengths: &[usize], costs: &[(u64, u64)]) {
    text.push_str(&format!("\n| {stage} |"));
    text.extend(costs.iter().map(|(time, most)| format!(" {:.1} ({}) |", *time as f64 / 1e6, most / 1024)));
    let growth = match (lengths, costs) {
        ([.., from, to], [.., (less, _), (more, _)]) if *less > 0 && *more > 0 => {
            (*more as f64 / *less as f64).ln() / (*to as f64 / *from as f64).ln()
        }
        _ => f64::NAN,
    };
    text.push_str(&format!(" {growth:.2} |"));
}

#[expect(clippy::print_stdout, reason = "what the example is for")]
fn show(text: &str) {
    println!("{text}");
}
