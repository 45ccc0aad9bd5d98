//! SQL of a person's own.

use std::io::Write;

use unicode_width::UnicodeWidthStr;
use zenobia_store::{Store, Value};

use super::table::fit;
use crate::cli::output;

/// Rows whose widths are looked at before a table is begun.
const LOOKED_AT: usize = 200;

pub fn run(store: &mut Store, sql: &str, as_table: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let mut names = Vec::new();
    let mut rows: Vec<Vec<Value>> = Vec::new();
    store.ask(
        sql,
        &mut |columns| {
            names = columns.to_vec();
            Ok(())
        },
        &mut |row| {
            rows.push(std::mem::take(row));
            Ok(())
        },
    )?;
    match as_table {
        true => table(&names, &rows, out),
        false => lines(&names, rows, out),
    }
}

fn lines(names: &[String], rows: Vec<Vec<Value>>, out: &mut impl Write) -> anyhow::Result<()> {
    for row in rows {
        let object: serde_json::Map<String, serde_json::Value> =
            names.iter().cloned().zip(row.into_iter().map(json)).collect();
        serde_json::to_writer(&mut *out, &object)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn json(value: Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(number) => number.into(),
        Value::Real(number) => number.into(),
        Value::Text(text) => text.into(),
    }
}

fn show(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Int(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect(),
    }
}

fn table(names: &[String], rows: &[Vec<Value>], out: &mut impl Write) -> anyhow::Result<()> {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(show).collect()).collect();
    let mut widths: Vec<usize> = names.iter().map(|name| name.width()).collect();
    for row in cells.iter().take(LOOKED_AT) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let columns = output::columns();
    // The widest give way until all fit.
    while widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1) > columns {
        match widths.iter_mut().max() {
            Some(widest) if *widest > 4 => *widest -= 1,
            _ => break,
        }
    }
    for row in std::iter::once(names).chain(cells.iter().map(Vec::as_slice)) {
        let cell = |(cell, &width): (&String, &usize)| {
            let text = fit(cell, width);
            let blanks = width.saturating_sub(text.width());
            text + &" ".repeat(blanks)
        };
        let line: Vec<String> = row.iter().zip(&widths).map(cell).collect();
        writeln!(out, "{}", line.join("  ").trim_end())?;
    }
    Ok(())
}
