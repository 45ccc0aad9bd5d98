#![no_main]
zenobia_fuzz::fuzz!("pack");
