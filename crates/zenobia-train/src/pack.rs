//! Writes the bytes of a model; `zenobia_core::syntax::Model` gives the layout.

use zenobia_core::syntax::tag::UPOS;
use zenobia_core::syntax::{MARK, Names, SECTIONS};
use zenobia_core::weights::lay_out;
use zenobia_core::weights::table::{DENSE, place};

use crate::learner::Row;

/// A key and its value, an even number of bytes, at most 508.
pub type Pair = (u64, Vec<u8>);

/// Puts the sections together.
pub fn model(names: &Names, others: [&[u8]; SECTIONS - 1]) -> Vec<u8> {
    let names = self::names(names);
    let sections: Vec<&[u8]> = std::iter::once(&names[..]).chain(others).collect();
    lay_out(MARK, &sections)
}

fn names(names: &Names) -> Vec<u8> {
    let mut bytes = vec![names.tags.len() as u8];
    for tag in &names.tags {
        bytes.push(UPOS.iter().position(|(upos, _)| *upos == tag.upos).unwrap_or(0) as u8);
        bytes.extend(tag.features.0.to_le_bytes());
    }
    let text = |bytes: &mut Vec<u8>, text: &str| {
        bytes.push(text.len() as u8);
        bytes.extend(text.as_bytes());
    };
    bytes.push(names.relations.len() as u8);
    names.relations.iter().for_each(|relation| text(&mut bytes, relation));
    bytes.push(names.scripts.len() as u8);
    for script in &names.scripts {
        text(&mut bytes, &script.cut);
        text(&mut bytes, &script.add);
    }
    bytes
}

/// Lays out a table. Of two keys that cannot be told apart the first wins.
pub fn table(pairs: &[Pair]) -> Vec<u8> {
    let head = |value: &[u8]| vec![(value.len() / 2) as u8];
    layout(pairs.iter().map(|(key, value)| (*key, [head(value), value.clone()].concat())).collect())
}

/// Lays out values that already begin with their length.
fn layout(pairs: Vec<Pair>) -> Vec<u8> {
    let buckets = pairs.len().div_ceil(4) as u32;
    let mut entries: Vec<_> = pairs.into_iter().map(|(key, value)| (place(key, buckets), value)).collect();
    entries.sort_by_key(|entry| entry.0);
    entries.dedup_by_key(|entry| entry.0);
    let mut starts = vec![0_u32; buckets as usize + 1];
    let mut stream = Vec::new();
    for ((bucket, print), value) in entries {
        stream.extend(print.to_le_bytes());
        stream.extend(value);
        starts[bucket as usize + 1] = stream.len() as u32;
    }
    for bucket in 1..starts.len() {
        starts[bucket] = starts[bucket].max(starts[bucket - 1]);
    }
    let mut bytes = buckets.to_le_bytes().to_vec();
    starts.iter().for_each(|start| bytes.extend(start.to_le_bytes()));
    bytes.extend(stream);
    bytes
}

/// Rounds weights to signed codes whose squares they are, and leaves out the smallest beyond `budget` weights.
pub fn weights(rows: &[Row], budget: usize) -> Vec<u8> {
    let mut sizes: Vec<f64> = rows.iter().flat_map(|row| row.1.iter().map(|cell| cell.1.abs())).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let largest = sizes.first().copied().unwrap_or(1.0);
    let least = sizes.get(budget).copied().unwrap_or(0.0);
    let code = |weight: f64| ((weight.abs() / largest).sqrt() * 127.0).round() as i8 * weight.signum() as i8;
    let pack = |(key, row): &Row| {
        let kept = row.iter().filter(|cell| cell.1.abs() > least);
        let cells: Vec<(u8, u8)> = kept.map(|cell| (cell.0, code(cell.1) as u8)).filter(|cell| cell.1 != 0).collect();
        (*key, value(&cells))
    };
    layout(rows.iter().map(pack).filter(|pair| pair.1.len() > 1).collect())
}

/// Pairs of class and code, or a run of codes where that is not much longer.
fn value(cells: &[(u8, u8)]) -> Vec<u8> {
    let classes = cells.last().map_or(0, |cell| usize::from(cell.0) + 1);
    if cells.len() < 12 || 3 * cells.len() < classes || classes > 255 {
        let pairs = cells.iter().take(254).flat_map(|cell| [cell.0, cell.1]);
        return std::iter::once(cells.len().min(254) as u8).chain(pairs).collect();
    }
    let mut codes = vec![0; classes];
    cells.iter().for_each(|cell| codes[usize::from(cell.0)] = cell.1);
    [vec![DENSE, classes as u8], codes].concat()
}

/// A text as the value of a table.
pub fn text(text: &str) -> Vec<u8> {
    let mut bytes: Vec<u8> = text.bytes().take(508).collect();
    if bytes.len() % 2 == 1 {
        bytes.push(0);
    }
    bytes
}
