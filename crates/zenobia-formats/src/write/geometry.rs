//! Points as the bytes that other programs know them by, and the box around all of them.

/// A point in well-known binary (ISO 19125), little endian: east first.
pub(crate) fn well_known(latitude: f64, longitude: f64) -> [u8; 21] {
    let mut bytes = [0; 21];
    // Byte order, then the type: 1 is a point.
    (bytes[0], bytes[1]) = (1, 1);
    bytes[5..13].copy_from_slice(&longitude.to_le_bytes());
    bytes[13..].copy_from_slice(&latitude.to_le_bytes());
    bytes
}

/// The box around points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

impl Extent {
    /// The box around one more point.
    pub fn with(before: Option<Extent>, latitude: f64, longitude: f64) -> Extent {
        let point = Extent { west: longitude, south: latitude, east: longitude, north: latitude };
        before.map_or(point, |before| Extent {
            west: before.west.min(longitude),
            south: before.south.min(latitude),
            east: before.east.max(longitude),
            north: before.north.max(latitude),
        })
    }
}
