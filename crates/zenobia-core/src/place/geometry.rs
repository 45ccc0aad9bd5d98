//! Distances and points on the globe, taken as a sphere.

/// Mean radius of the Earth in kilometers (IUGG).
const EARTH_KM: f64 = 6371.0088;

/// Great-circle distance in kilometers between two points in degrees (haversine).
///
/// ```
/// let (damascus, homs) = ((33.51, 36.29), (34.73, 36.72));
/// let distance = zenobia_core::place::geometry::distance_km(damascus, homs);
/// assert!((distance - 141.0).abs() < 2.0);
/// ```
pub fn distance_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (latitude, other) = (from.0.to_radians(), to.0.to_radians());
    let (north, east) = ((other - latitude) / 2.0, (to.1 - from.1).to_radians() / 2.0);
    let chord = north.sin().powi(2) + latitude.cos() * other.cos() * east.sin().powi(2);
    2.0 * EARTH_KM * chord.clamp(0.0, 1.0).sqrt().asin()
}

/// The point at a distance in kilometers and a bearing in degrees clockwise from north.
///
/// ```
/// let (latitude, longitude) = zenobia_core::place::geometry::destination((0.0, 0.0), 111.195, 90.0);
/// assert!(latitude.abs() < 1e-6 && (longitude - 1.0).abs() < 1e-3);
/// ```
pub fn destination(from: (f64, f64), distance_km: f64, bearing: f64) -> (f64, f64) {
    let (latitude, longitude, bearing) = (from.0.to_radians(), from.1.to_radians(), bearing.to_radians());
    let arc = distance_km / EARTH_KM;
    let north = latitude.sin() * arc.cos() + latitude.cos() * arc.sin() * bearing.cos();
    let there = north.clamp(-1.0, 1.0).asin();
    let east = (bearing.sin() * arc.sin() * latitude.cos()).atan2(arc.cos() - latitude.sin() * there.sin());
    (there.to_degrees(), ((longitude + east).to_degrees() + 540.0).rem_euclid(360.0) - 180.0)
}

/// The point in the middle between two, on the great circle.
///
/// ```
/// let middle = zenobia_core::place::geometry::midpoint((10.0, 179.0), (10.0, -179.0));
/// assert!((middle.0 - 10.0).abs() < 0.01 && (middle.1.abs() - 180.0).abs() < 1e-6);
/// ```
pub fn midpoint(one: (f64, f64), other: (f64, f64)) -> (f64, f64) {
    let (latitude, there) = (one.0.to_radians(), other.0.to_radians());
    let east = (other.1 - one.1).to_radians();
    let (along, across) = (there.cos() * east.cos(), there.cos() * east.sin());
    let north = (latitude.sin() + there.sin()).atan2((latitude.cos() + along).hypot(across));
    let turned = one.1 + across.atan2(latitude.cos() + along).to_degrees();
    (north.to_degrees(), (turned + 540.0).rem_euclid(360.0) - 180.0)
}
