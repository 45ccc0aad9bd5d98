//! Which addresses may be asked.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, ToSocketAddrs};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::Host;

/// What the error of a refused address says; it is told by this.
pub(crate) const PRIVATE: &str = "private address";

/// Looks names up, and refuses those that lead where nobody outside can look.
#[derive(Debug)]
pub(crate) struct Public<R = DefaultResolver> {
    inner: R,
    may: fn(IpAddr) -> bool,
    /// The proxy of the environment, which may lie anywhere: whoever runs the program chose it.
    proxy: Option<String>,
}

impl<R> Public<R> {
    /// Names as `inner` knows them, as long as they lead where one may ask.
    pub fn new(inner: R, may: fn(IpAddr) -> bool, proxy: Option<String>) -> Public<R> {
        Public { inner, may, proxy }
    }
}

impl<R: Resolver> Resolver for Public<R> {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let is_proxy = uri.host().is_some_and(|host| self.proxy.as_deref() == Some(host));
        // One private address among several is enough: which one is asked is not ours to choose.
        let refused = !is_proxy && found.iter().any(|address| !(self.may)(address.ip()));
        match refused {
            true => Err(ureq::Error::Io(io::Error::new(io::ErrorKind::PermissionDenied, PRIVATE))),
            false => Ok(found),
        }
    }
}

/// Whether a host may be asked through a proxy, which looks names up itself: numbers are read in all the ways that are in use
/// (decimal, octal, hexadecimal, short), names are looked up here too. A name that is only known to the proxy is left to it.
pub(crate) fn may_be_asked(host: &Host<&str>, may: fn(IpAddr) -> bool) -> bool {
    match host {
        Host::Ipv4(address) => may(IpAddr::V4(*address)),
        Host::Ipv6(address) => may(IpAddr::V6(*address)),
        Host::Domain(name) if is_local(name) => may(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        Host::Domain(name) => match (*name, 80).to_socket_addrs() {
            Ok(mut found) => found.all(|address| may(address.ip())),
            Err(_) => true,
        },
    }
}

/// Whether a name is this machine's on every machine (RFC 6761).
fn is_local(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost")
}

/// Whether an address is one of the public network: by the registries of special addresses of IANA.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_benchmark = a == 198 && (b == 18 || b == 19);
    let is_protocol = a == 192 && b == 0 && c == 0;
    !(a == 0
        || a >= 240
        || is_shared
        || is_benchmark
        || is_protocol
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

fn is_public_6(address: Ipv6Addr) -> bool {
    if let Some(inside) = address.to_ipv4_mapped() {
        return is_public_4(inside);
    }
    let parts = address.segments();
    // Only 2000::/3 is given out; of it some is for documentation, and some carries addresses of the older kind.
    let carried = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_public_4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => carried(high, low),
        [0x2002, high, low, ..] => carried(high, low),
        [0x2001, 0xdb8, ..] | [0x2001, 0..=0x1ff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ureq::unversioned::transport::time::Duration;

    /// Knows some names, each with its addresses.
    #[derive(Debug)]
    struct Book(&'static [(&'static str, &'static [&'static str])]);

    impl Resolver for Book {
        fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
            let (_, addresses) =
                self.0.iter().find(|(name, _)| uri.host() == Some(name)).ok_or(ureq::Error::HostNotFound)?;
            let mut found = self.empty();
            addresses.iter().for_each(|address| found.push((address.parse::<IpAddr>().unwrap(), 80).into()));
            Ok(found)
        }
    }

    #[test]
    fn a_name_is_judged_by_all_addresses_that_it_leads_to() {
        let book = Book(&[
            ("news.example", &["93.184.216.34"]),
            ("inside.example", &["10.0.0.7"]),
            ("mixed.example", &["93.184.216.34", "192.168.1.1"]),
            ("six.example", &["2606:4700::1111", "::ffff:169.254.169.254"]),
            ("proxy.example", &["10.0.0.1"]),
        ]);
        let public = Public::new(book, is_public, Some("proxy.example".to_owned()));
        let config = ureq::Agent::config_builder().build();
        let ask = |name: &str| {
            let uri: Uri = format!("http://{name}/").parse().unwrap();
            let timeout = NextTimeout {
                after: Duration::NotHappening,
                reason: ureq::Timeout::Resolve,
                per_read: None,
                per_write: None,
            };
            public.resolve(&uri, &config, timeout)
        };
        assert!(ask("news.example").is_ok() && ask("proxy.example").is_ok());
        for name in ["inside.example", "mixed.example", "six.example"] {
            assert!(ask(name).unwrap_err().to_string().contains(PRIVATE), "{name}");
        }
    }

    #[test]
    fn through_a_proxy_private_hosts_are_refused_however_they_are_written() {
        let may = |address: &str| {
            let url = url::Url::parse(address).unwrap();
            may_be_asked(&url.host().unwrap(), is_public)
        };
        for address in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://0x7f.0.0.1/",
            "http://127.1/",
            "http://0/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://169.254.169.254/latest/meta-data",
            "http://localhost/",
            "http://localhost./",
        ] {
            assert!(!may(address), "{address}");
        }
        assert!(may("http://93.184.216.34/") && may("http://no-such-name.invalid/"));
    }

    #[test]
    fn private_addresses_are_known_in_every_disguise() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.5.5",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "172.32.0.1"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
