//! A million rows: `cargo test --release -p zenobia-formats million -- --ignored --nocapture`.

use std::io::{self, BufWriter};
use std::time::Instant;

use super::super::{Context, FORMATS, Writer};
use super::{ontology, rows};

/// The most memory that this process has had, in MB, where the system tells it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1024
}

/// Writes rows with ids and reports of their own.
fn write(format: &'static super::super::Format, count: u64) {
    let ontology = ontology();
    let context = Context { ontology: &ontology, maker: "zenobia 0.0.0", made: 0 };
    let outputs = format.parts.iter().map(|_| Box::new(BufWriter::new(io::sink())) as Box<dyn io::Write>).collect();
    let mut writer = Writer::new(format, context, outputs).unwrap();
    let mut rows = rows();
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
        write(format, 2_000);
        let before = peak();
        write(format, 20_000);
        // The formats that write each report once remember sixteen bytes of it.
        assert!(peak() < before + 8, "{}: {} MB, then {} MB", format.name, before, peak());
    }
}

#[test]
#[ignore = "takes minutes; figures are for the page on exports"]
fn a_million_rows() {
    for format in FORMATS {
        let start = Instant::now();
        write(format, 1_000_000);
        println!("{:12} {:5.1} s, peak so far {} MB", format.name, start.elapsed().as_secs_f64(), peak());
    }
}
