#![no_main]
zenobia_fuzz::fuzz!("situation");
