//! Weights as whole numbers, laid out as `zenobia_core::syntax::network` reads them.

use ndarray::Array2;
use zenobia_core::syntax::network::fixed::{ONE, WEIGHT};

use super::parameters::{Linear, Parameters, Sizes};

/// Embeddings beyond this are cut to it.
const GREATEST: f32 = 4.0;

/// The table of embeddings, and the section of the network.
pub fn quantize(weights: &Parameters) -> [Vec<u8>; 2] {
    let greatest = weights.embeddings.iter().fold(0.01_f32, |most, value| most.max(value.abs())).min(GREATEST);
    let unit = greatest / 127.0;
    let table =
        weights.embeddings.iter().map(|value| (value / unit).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    let Sizes { width, layers, arc, relation, tags, parts, relations } = weights.sizes();
    let sizes = [width, layers, arc, relation, tags, parts, relations];
    let mut bytes: Vec<u8> = sizes.iter().flat_map(|&size| (size as u16).to_le_bytes()).collect();
    bytes.extend(((unit * ONE as f32 * 65_536.0) as i32).to_le_bytes());
    let w = weights;
    w.layers.iter().for_each(|layer| linear(&mut bytes, layer));
    linear(&mut bytes, &w.tags);
    activations(&mut bytes, &w.tag_rows);
    [&w.dependents, &w.mixed, &w.heads].into_iter().for_each(|map| linear(&mut bytes, map));
    activations(&mut bytes, &w.root);
    // Heads are scored by products of two activations.
    let products = [&w.dependent_distances, &w.head_distances, &w.root_parts];
    products.into_iter().for_each(|table| longs(&mut bytes, table, ONE * ONE));
    [&w.relation_dependents, &w.relation_heads].into_iter().for_each(|map| linear(&mut bytes, map));
    activations(&mut bytes, &w.relation_root);
    linear(&mut bytes, &w.relations);
    longs(&mut bytes, &w.relation_distances, ONE * WEIGHT);
    [table, bytes]
}

fn linear(bytes: &mut Vec<u8>, map: &Linear) {
    for column in map.weights.columns() {
        bytes.extend(column.iter().flat_map(|weight| short(weight * WEIGHT as f32)));
    }
    longs(bytes, &map.bias, ONE * WEIGHT);
}

fn activations(bytes: &mut Vec<u8>, table: &Array2<f32>) {
    bytes.extend(table.iter().flat_map(|value| short(value * ONE as f32)));
}

fn short(value: f32) -> [u8; 2] {
    (value.round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16).to_le_bytes()
}

fn longs(bytes: &mut Vec<u8>, table: &Array2<f32>, unit: i32) {
    bytes.extend(table.iter().flat_map(|value| ((value * unit as f32).round() as i32).to_le_bytes()));
}
