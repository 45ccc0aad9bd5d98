//! The stages of a pack that need no tree, read from its folder.

use std::fs;
use std::path::Path;

use zenobia_core::pack::Files;
use zenobia_core::quantity::QuantityData;
use zenobia_core::rule::Numerals;
use zenobia_core::text::TextData;
use zenobia_core::time::TimeData;

/// A language as its own stages know it.
pub struct Pack {
    pub language: &'static str,
    pub text: TextData,
    pub time: TimeData,
    pub quantity: QuantityData,
    pub numerals: Numerals,
}

/// The pack of a language, from the files of its folder.
pub fn pack(language: &'static str) -> Pack {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(language);
    let mut found = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(&folder).expect("a folder can be listed").filter_map(|entry| Some(entry.ok()?.path()))
        {
            match (path.is_dir(), fs::read_to_string(&path), path.strip_prefix(&root)) {
                (true, ..) => open.push(path),
                (_, Ok(text), Ok(inside)) => found.push((inside.to_string_lossy().replace('\\', "/"), text)),
                _ => {}
            }
        }
    }
    let (files, mut problems) = (Files::new(found), Vec::new());
    Pack {
        language,
        text: TextData::parse(&files, &mut problems),
        time: TimeData::parse(&files, &mut problems),
        quantity: QuantityData::parse(&files, &mut problems),
        numerals: Numerals::parse(&files, &mut problems),
    }
}
