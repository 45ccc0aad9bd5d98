//! Memory does not grow with rows. In a program of its own, so that other tests do not count.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

use std::io::{self, BufWriter};
use std::time::Instant;

use zenobia_core::pack::Ontology;
use zenobia_core::row::Row;
use zenobia_formats::write::{Context, FORMATS, Format, Writer};

/// The most memory that this process has had, in MB, where the system tells it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// Writes rows with ids and reports of their own.
fn write(format: &'static Format, count: u64) {
    let ontology = Ontology::default();
    let context = Context { ontology: &ontology, maker: "zenobia 0.0.0", made: 0 };
    let outputs = format.parts.iter().map(|_| Box::new(BufWriter::new(io::sink())) as Box<dyn io::Write>).collect();
    let mut writer = Writer::new(format, context, outputs).unwrap();
    let lines = include_str!("../src/write/tests/rows.jsonl").lines();
    let mut rows: Vec<Row> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    let length = rows.len() as u64;
    for number in 0..count {
        let row = &mut rows[(number % length) as usize];
        row.id = format!("c{number:016x}");
        row.quotes[0].report.id = format!("report-{}", number / 10);
        writer.write(row).unwrap();
    }
    assert_eq!(writer.finish().unwrap().rows, count);
}

#[test]
fn memory_does_not_grow_with_rows() {
    for format in FORMATS {
        // As many as the largest group that a format holds before it writes.
        write(format, 17_000);
        let before = peak();
        write(format, 50_000);
        // Formats that write each report or actor once remember a few dozen bytes of it.
        assert!(peak() < before + 8, "{}: {} MB, then {} MB", format.name, before, peak());
    }
}

/// Figures for the page on exports: `cargo test --release -p zenobia-formats --test memory -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn a_million_rows() {
    for format in FORMATS {
        let start = Instant::now();
        write(format, 1_000_000);
        println!("{:12} {:5.1} s, peak so far {} MB", format.name, start.elapsed().as_secs_f64(), peak());
        assert!(peak() < 300, "{}: {} MB", format.name, peak());
    }
}
