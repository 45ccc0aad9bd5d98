//! Encrypted connections to PostgreSQL.

#![cfg(feature = "postgres")]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

mod suite;

use std::path::Path;

use suite::{SERVER, databases};
use zenobia_store::{Error, Location, Store};

/// Whether the connection of a store is encrypted, as the server sees it.
fn is_encrypted(url: &str) -> Result<bool, Error> {
    let mut store = Store::make(&url.parse::<Location>().unwrap())?;
    let mut answer = String::new();
    let sql = "SELECT ssl::text AS ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    store.ask(sql, &mut |_| Ok(()), &mut |row| {
        answer = row[0].str().unwrap_or_default().to_owned();
        Ok(())
    })?;
    Ok(answer == "true")
}

#[test]
fn connections_are_encrypted_as_the_address_asks() {
    let all = databases();
    let Some(Location::Server(url)) = all.get(1).map(|database| database.location.clone()) else {
        eprintln!("{SERVER} is not set: passed over");
        return;
    };
    let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    let setting = |client: &mut postgres::Client, name: &str| -> String {
        client.query_one(&format!("SHOW {name}"), &[]).unwrap().get(0)
    };
    if setting(&mut client, "ssl") != "on" {
        assert!(!is_encrypted(&url).unwrap());
        let refused = is_encrypted(&format!("{url}?sslmode=require")).unwrap_err();
        assert!(matches!(refused, Error::Unreachable { .. }), "{refused}");
        eprintln!("the server has no certificate: passed over");
        return;
    }
    assert!(!is_encrypted(&format!("{url}?sslmode=disable")).unwrap());
    assert!(is_encrypted(&url).unwrap());
    assert!(is_encrypted(&format!("{url}?sslmode=require")).unwrap());
    let refused = is_encrypted(&format!("{url}?sslmode=verify-full")).unwrap_err().to_string();
    assert!(refused.contains("sslrootcert=FILE") && refused.contains("sslmode=require"), "{refused}");
    let authority = Path::new(&setting(&mut client, "ssl_cert_file")).with_file_name("ca.crt");
    let authority = authority.display().to_string().replace('/', "%2F");
    assert!(is_encrypted(&format!("{url}?sslmode=verify-full&sslrootcert={authority}")).unwrap());
    // The certificate is for this machine's names and for no other.
    let other = url.replace("127.0.0.1", "127.0.0.2");
    let refused = is_encrypted(&format!("{other}?sslrootcert={authority}")).unwrap_err().to_string();
    assert!(refused.contains("certificate"), "{refused}");
    let nothing = is_encrypted(&format!("{url}?sslrootcert=%2Fno%2Fsuch.crt")).unwrap_err().to_string();
    assert!(nothing.contains("sslrootcert=/no/such.crt") && !nothing.contains("secret"), "{nothing}");
}
