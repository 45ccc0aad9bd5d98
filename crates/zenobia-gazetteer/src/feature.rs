//! What the feature codes of GeoNames are to a reader of reports.

use zenobia_core::place::PlaceKind;

/// The kind of a populated place by its inhabitants.
pub fn settlement(population: u64) -> PlaceKind {
    match population {
        100_000.. => PlaceKind::City,
        10_000.. => PlaceKind::Town,
        _ => PlaceKind::Village,
    }
}

/// The kind of a feature, by its [class and code](https://www.geonames.org/export/codes.html); `None` for what reports do not
/// name as a place (wells, farms, shops, trees, the ground of the sea), and would only be mistaken for one.
pub fn kind(class: &str, code: &str, population: u64) -> Option<PlaceKind> {
    use PlaceKind::*;
    Some(match (class, code) {
        ("P", "PPLX") => Neighborhood,
        ("P", _) => settlement(population),
        ("A", _) if code.starts_with("PCL") => Country,
        ("A", "TERR") => Country,
        ("A", "ADM1" | "ADM1H") => Region,
        ("A", "ZN" | "ZNB" | "LTER" | "PRSH") => Area,
        ("A", _) => District,
        ("H", _) => water(code)?,
        ("T", "ISL" | "ISLS" | "ISLET" | "ATOL" | "ISLF" | "ISLT" | "ISLX" | "ISLM") => Island,
        ("T", "DSRT" | "ERG" | "REG" | "HMDA") => Desert,
        ("T", "PASS" | "GAP") => Pass,
        ("T", _) if mountain(code) => Mountain,
        ("T", _) => Area,
        ("L", "CONT") => Continent,
        ("L", "PRT") => Port,
        ("L", "MILB" | "NVB") => Base,
        ("L", _) => Area,
        ("S", "AIRP" | "AIRF" | "AIRB" | "AIRH" | "AIRQ") => Airport,
        ("S", "INSM" | "MILB" | "FT" | "NOV") => Base,
        ("S", "DAM" | "DAMQ" | "DAMSB") => Dam,
        ("S", "CMP" | "CMPRF") => Camp,
        ("S", "PSTB" | "CTM" | "CSTM") => Crossing,
        ("S", "MN" | "MNAU" | "OILR" | "PSTP") => Area,
        ("R", "RD" | "ST" | "RDJCT" | "TNL" | "TNLRD") => Road,
        ("V", "FRST" | "FRSTF") => Area,
        _ => return None,
    })
}

fn water(code: &str) -> Option<PlaceKind> {
    use PlaceKind::*;
    Some(match code {
        "OCN" | "SEA" | "GULF" | "BAY" | "BAYS" | "SD" | "COVE" | "FJD" => Sea,
        "STRT" | "CHN" | "CHNM" => Strait,
        "CNL" | "CNLN" | "WAD" | "WADS" => River,
        _ if code.starts_with("STM") => River,
        _ if code.starts_with("LK") || code.starts_with("RSV") || code.starts_with("LGN") => Lake,
        "OAS" | "DLTA" | "SWMP" | "MRSH" | "FLLS" => Area,
        _ => return None,
    })
}

fn mountain(code: &str) -> bool {
    ["MT", "HLL", "PK", "RDGE", "VLC", "SPUR", "BUTE", "MESA", "UPLD", "CLF", "ESC"]
        .iter()
        .any(|start| code.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_place_of_a_report_is_left_out() {
        assert_eq!(kind("P", "PPL", 15_000), Some(PlaceKind::Town));
        assert_eq!(kind("A", "ADM2", 0), Some(PlaceKind::District));
        assert_eq!(kind("S", "HTL", 0), None);
        assert_eq!(kind("H", "WLL", 0), None);
    }
}
