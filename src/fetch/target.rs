//! An address to ask: judged before anything is resolved.

use super::FetchError;
use std::net::IpAddr;
use url::{Host, Url};

const LONGEST: usize = 2048;

/// An http or https URL with a host and without credentials.
pub(super) struct Target {
    url: Url,
    /// As in the URL: IPv6 in brackets.
    host: String,
    port: u16,
}

impl Target {
    pub(super) fn parse(url: &str) -> Result<Self, FetchError> {
        if url.len() > LONGEST {
            return Err(FetchError::NotAnAddress);
        }
        Self::judged(Url::parse(url).map_err(|_| FetchError::NotAnAddress)?)
    }

    /// Where a redirect leads to, judged like what an operator types.
    pub(super) fn follow(&self, location: &str) -> Result<Self, FetchError> {
        if location.len() > LONGEST {
            return Err(FetchError::Location);
        }
        Self::judged(self.url.join(location).map_err(|_| FetchError::Location)?)
    }

    fn judged(url: Url) -> Result<Self, FetchError> {
        if !matches!(url.scheme(), "https" | "http") {
            return Err(FetchError::NotAnAddress);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::Credentials);
        }
        let host = url.host_str().ok_or(FetchError::NotAnAddress)?.to_owned();
        let port = url.port_or_known_default().ok_or(FetchError::NotAnAddress)?;
        Ok(Self { url, host, port })
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn is_plain_http(&self) -> bool {
        self.url.scheme() == "http"
    }

    /// The address, where the host is one. However it was written: `0x7f.1` is 127.0.0.1 to the URL standard.
    pub(super) fn literal(&self) -> Option<IpAddr> {
        match self.url.host()? {
            Host::Domain(_) => None,
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
        }
    }

    /// The name that the server's certificate must carry.
    pub(super) fn certificate_name(&self) -> String {
        match self.literal() {
            Some(address) => address.to_string(),
            None => self.host.trim_end_matches('.').to_owned(),
        }
    }

    /// The request, whole. A URL that was parsed holds no space and no line break.
    pub(super) fn request(&self) -> String {
        format!(
            "GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: senza\r\n\
             Accept: application/samlmetadata+xml, application/xml, text/xml;q=0.9, */*;q=0.1\r\n\
             Accept-Encoding: identity\r\nConnection: close\r\n\r\n",
            self.origin_form(),
            self.authority()
        )
    }

    /// RFC 9112 §3.2.1.
    pub(super) fn origin_form(&self) -> String {
        let query = self.url.query().map(|query| format!("?{query}")).unwrap_or_default();
        format!("{}{query}", self.url.path())
    }

    /// Host and port, as the field `Host` has them.
    pub(super) fn authority(&self) -> String {
        let port = self.url.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}{port}", self.host)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_asked_is_refused() {
        for odd in ["", "/metadata", "ftp://sp.example/", "file:///etc/passwd", "gopher://x/", "https://", "data:,x"] {
            assert!(matches!(Target::parse(odd), Err(FetchError::NotAnAddress)), "{odd}");
        }
        for odd in ["https://u@sp.example/", "https://u:p@sp.example/", "https://:p@sp.example/"] {
            assert!(matches!(Target::parse(odd), Err(FetchError::Credentials)), "{odd}");
        }
        assert!(Target::parse(&format!("https://sp.example/{}", "a".repeat(LONGEST))).is_err());
    }

    #[test]
    fn an_address_is_an_address_however_it_is_written() {
        for written in ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "１２７.0.0.1"] {
            let target = Target::parse(&format!("https://{written}/")).unwrap();
            assert_eq!(target.literal(), Some("127.0.0.1".parse().unwrap()), "{written}");
        }
        assert_eq!(Target::parse("https://[::1]/").unwrap().certificate_name(), "::1");
    }

    #[test]
    fn the_request_is_one_request() {
        let target = Target::parse("https://sp.example:8443/a b\r\nX: y?q=\r\n1#f").unwrap();
        let request = target.request();
        assert!(request.starts_with("GET /a%20bX:%20y?q=1 HTTP/1.1\r\nHost: sp.example:8443\r\n"), "{request}");
        assert_eq!(request.matches("\r\n\r\n").count(), 1);
    }
}
