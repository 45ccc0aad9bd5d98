//! The targets of `zenobia-hostile`, for libFuzzer. See `docs/recipes/fuzz.md`.

pub use {libfuzzer_sys, zenobia_hostile};

/// A fuzz target: the one of that name in `zenobia_hostile::TARGETS`.
#[macro_export]
macro_rules! fuzz {
    ($name:literal) => {
        use $crate::libfuzzer_sys;
        libfuzzer_sys::fuzz_target!(
            init: {
                // Panics of libraries that readers guard against are no findings; one that gets through ends the process all the same.
                std::panic::set_hook(Box::new(|panic| eprintln!("{panic}")));
            },
            |bytes: &[u8]| ($crate::zenobia_hostile::target($name).expect("a target of that name").run)(bytes)
        );
    };
}
