//! Encrypted connections to PostgreSQL, by rustls, asked for as everywhere with PostgreSQL.
//!
//! `sslmode` is `disable`, `prefer` (the default: encrypted where the server can), `require` (encrypted or not at all) or
//! `verify-full`: encrypted, and the server has to prove its name by a certificate of an authority that browsers trust, or of the one in
//! the file `sslrootcert`. As psql does, `prefer` and `require` alone do not ask who the server is.

use std::future::Future;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use percent_encoding::percent_decode_str;
use postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::TlsConnector;

/// How connections are encrypted.
pub(super) struct Tls(Arc<ClientConfig>);

/// Takes out of an address what only encryption needs to know; the rest is what the library understands.
///
/// # Errors
/// In plain words, when a mode is unknown or a file holds no certificate.
pub(super) fn split(url: &str) -> Result<(String, Tls), String> {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let (mut kept, mut authority, mut checks) = (Vec::new(), None, false);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=').unwrap_or((pair, "")) {
            ("sslmode", "verify-full" | "verify-ca") => {
                checks = true;
                kept.push("sslmode=require".to_owned());
            }
            ("sslmode", "disable" | "prefer" | "require") => kept.push(pair.to_owned()),
            ("sslmode", "allow") => kept.push("sslmode=prefer".to_owned()),
            ("sslmode", other) => {
                return Err(format!("sslmode={other}: known are disable, prefer, require and verify-full"));
            }
            ("sslrootcert", "system") => checks = true,
            ("sslrootcert", file) => {
                checks = true;
                authority = Some(percent_decode_str(file).decode_utf8_lossy().into_owned());
            }
            _ => kept.push(pair.to_owned()),
        }
    }
    if checks && !kept.iter().any(|pair| pair.starts_with("sslmode=")) {
        kept.push("sslmode=require".to_owned());
    }
    let url = if kept.is_empty() { base.to_owned() } else { format!("{base}?{}", kept.join("&")) };
    Ok((url, Tls(Arc::new(config(checks, authority.as_deref())?))))
}

fn config(checks: bool, authority: Option<&str>) -> Result<ClientConfig, String> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(match checks {
        true => builder.with_root_certificates(roots(authority)?).with_no_client_auth(),
        false => {
            let unchecked = Arc::new(Unchecked(provider));
            builder.dangerous().with_custom_certificate_verifier(unchecked).with_no_client_auth()
        }
    })
}

fn roots(authority: Option<&str>) -> Result<RootCertStore, String> {
    let Some(file) = authority else {
        return Ok(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() });
    };
    let fault = |error: &dyn std::fmt::Display| format!("sslrootcert={file}: {error}");
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(Path::new(file)).map_err(|error| fault(&error))? {
        let certificate = certificate.map_err(|error| fault(&error))?;
        roots.add(certificate).map_err(|error| fault(&error))?;
    }
    if roots.is_empty() { Err(fault(&"holds no certificate (PEM)")) } else { Ok(roots) }
}

/// Encrypts without asking who the server is.
#[derive(Debug)]
struct Unchecked(Arc<CryptoProvider>);

impl ServerCertVerifier for Unchecked {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> MakeTlsConnect<S> for Tls {
    type Stream = Stream<S>;
    type TlsConnect = Connect;
    type Error = io::Error;

    fn make_tls_connect(&mut self, host: &str) -> io::Result<Connect> {
        // A socket of this machine has no name, and is never encrypted.
        Ok(Connect {
            connector: TlsConnector::from(Arc::clone(&self.0)),
            name: ServerName::try_from(host.to_owned()).ok(),
        })
    }
}

/// A connection that is about to be encrypted.
pub(super) struct Connect {
    connector: TlsConnector,
    name: Option<ServerName<'static>>,
}

impl<S: AsyncRead + AsyncWrite + Unpin + Send + 'static> TlsConnect<S> for Connect {
    type Stream = Stream<S>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Stream<S>>> + Send>>;

    fn connect(self, stream: S) -> Self::Future {
        Box::pin(async move {
            let name =
                self.name.ok_or_else(|| io::Error::other("the host is no name that a certificate could have"))?;
            self.connector.connect(name, stream).await.map(Stream).map_err(|error| {
                io::Error::new(
                    error.kind(),
                    format!(
                        "no encrypted connection: {error}. Name the certificate of the server's authority with sslrootcert=FILE, or \
                         encrypt without asking who the server is with sslmode=require"
                    ),
                )
            })
        })
    }
}

/// An encrypted connection.
pub(super) struct Stream<S>(tokio_rustls::client::TlsStream<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> TlsStream for Stream<S> {
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Stream<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, into)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    fn url(text: &str) -> String {
        split(text).map(|(url, _)| url).unwrap_or_else(|message| message)
    }

    #[test]
    fn what_the_library_does_not_know_is_taken_out_of_the_address() {
        assert_eq!(url("postgres://a@b/c"), "postgres://a@b/c");
        assert_eq!(url("postgres://a@b/c?sslmode=disable"), "postgres://a@b/c?sslmode=disable");
        assert_eq!(url("postgres://b/c?sslmode=verify-full&options=x"), "postgres://b/c?sslmode=require&options=x");
        assert_eq!(url("postgres://b/c?sslrootcert=system"), "postgres://b/c?sslmode=require");
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        assert!(url("postgres://b/c?sslmode=sure").contains("verify-full"));
        assert!(url("postgres://b/c?sslrootcert=%2Fno%2Fsuch.pem").contains("sslrootcert=/no/such.pem"));
    }
}
