//! Asks a server at a steady rate, as a room full of people would, and tells how long the answers took.
//!
//! ```sh
//! cargo run --profile quick -p zenobia-http --example load -- http://127.0.0.1:8080 200 60
//! ```
//! The server's address, questions a second, seconds, and `events` (when left out) or `claims`. Each wait is counted from the moment at which the question was due, so that a server
//! that falls behind cannot hide it. What is asked: pages by actor, place, box, day, text and type, sets of them drawn anew from
//! the same numbers in every run; one question in eight is of the map. The database is that of `zenobia-store`'s example `million`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a measure")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Questions under way at a time, at most.
const HANDS: usize = 64;

/// A sequence of numbers that is the same for the same question in every run.
fn dice(seed: usize, end: usize) -> usize {
    let mixed = (seed as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 33) as usize % end
}

/// The question of a number: what it is called in the table, and its path. `of` is `events` or `claims`.
fn question(number: usize, of: &str) -> (&'static str, String) {
    let n = |end| dice(number, end);
    match number % 8 {
        0 => ("actor", format!("/api/v1/{of}?actor=actor-{}&limit=50", n(3_000))),
        1 => ("place", format!("/api/v1/{of}?place=Town%20{}&limit=50", n(20_000))),
        2 => {
            let (west, south) = (n(340) as i64 - 180, n(100) as i64 - 60);
            ("box", format!("/api/v1/{of}?bbox={west},{south},{},{}&limit=50", west + 4, south + 4))
        }
        3 => {
            let (year, month) = (2014 + n(10), 1 + n(12));
            ("month", format!("/api/v1/{of}?since={year}-{month:02}-01&until={year}-{month:02}-28&limit=50"))
        }
        4 => ("text", format!("/api/v1/{of}?text=name{}&limit=50", n(20_000))),
        5 => {
            let event = ["ASSAULT", "CONTROL", "AID", "PROTEST"][n(4)];
            ("type in a year", format!("/api/v1/{of}?event={event}&since={}-01-01&limit=50", 2014 + n(10)))
        }
        6 => ("newest", format!("/api/v1/{of}?sort=time&descending=true&actor=actor-{}", n(300))),
        _ => {
            let (west, south) = (n(300) as f64 - 180.0, n(80) as f64 - 60.0);
            let zoom = 4 + n(4);
            let width = 720.0 / f64::from(1 << zoom);
            let (east, north) = (west + width, south + width / 2.0);
            (
                "map",
                format!(
                    "/api/v1/map?of={}&bbox={west},{south},{east:.3},{north:.3}&zoom={zoom}",
                    of.trim_end_matches('s')
                ),
            )
        }
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().unwrap_or_else(|| "http://127.0.0.1:8080".to_owned());
    let server = server.trim_end_matches('/').to_owned();
    let rate: f64 = arguments.next().and_then(|rate| rate.parse().ok()).unwrap_or(200.0);
    let seconds: f64 = arguments.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(60.0);
    let of = arguments.next().unwrap_or_else(|| "events".to_owned());
    let all = (rate * seconds) as usize;
    let next = AtomicUsize::new(0);
    let waits: Arc<Mutex<BTreeMap<&str, Vec<Duration>>>> = Arc::default();
    let faults: Mutex<BTreeMap<String, usize>> = Mutex::default();
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..HANDS {
            scope.spawn(|| {
                let agent = ureq::Agent::new_with_defaults();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= all {
                        break;
                    }
                    let due = begun + Duration::from_secs_f64(number as f64 / rate);
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                    let (name, path) = question(number, &of);
                    let answer = agent.get(format!("{server}{path}")).call();
                    match answer.and_then(|mut answer| answer.body_mut().read_to_vec()) {
                        Ok(_) => waits.lock().unwrap().entry(name).or_default().push(due.elapsed()),
                        Err(fault) => *faults.lock().unwrap().entry(fault.to_string()).or_default() += 1,
                    }
                }
            });
        }
    });
    let took = begun.elapsed().as_secs_f64();
    let waits = waits.lock().unwrap();
    let mut every: Vec<Duration> = waits.values().flatten().copied().collect();
    println!("{} answers in {took:.1} s, {:.0} a second", every.len(), every.len() as f64 / took);
    for (name, own) in waits.iter() {
        tell(name, &mut own.clone());
    }
    tell("all", &mut every);
    for (fault, count) in faults.lock().unwrap().iter() {
        println!("{count} times: {fault}");
    }
}

/// Percentiles of waits, in milliseconds.
fn tell(name: &str, waits: &mut [Duration]) {
    waits.sort();
    let at = |part: f64| {
        let index = ((waits.len() as f64 * part) as usize).min(waits.len().saturating_sub(1));
        waits.get(index).map_or(0.0, |wait| wait.as_secs_f64() * 1000.0)
    };
    println!(
        "{name:16} p50 {:7.1} ms   p90 {:7.1} ms   p99 {:7.1} ms   longest {:7.1} ms",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}
