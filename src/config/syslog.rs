//! Where the audit is sent: a syslog receiver that is reached by TLS and proves its name.

use super::ConfigError;
use super::source::Syslog;
use crate::domain::KeeperAddress;
use std::path::PathBuf;

/// RFC 5612: the number for examples. It says that nobody's number was set, and is nobody else's.
const EXAMPLE_ENTERPRISE: u32 = 32473;

/// `[syslog]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyslogConfig {
    /// `server`, `SENZA_SYSLOG`: `tls://HOST:PORT`
    pub host: String,
    pub port: u16,
    /// `ca`, `SENZA_SYSLOG_CA`: a PEM file with the authorities of its certificate; no others are believed
    pub ca: PathBuf,
    /// `enterprise`, `SENZA_SYSLOG_ENTERPRISE`: the private enterprise number behind `senza@`
    pub enterprise: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyslogConfigError {
    #[error(
        "SENZA_SYSLOG is tls://HOST:PORT, such as tls://syslog.example.org:6514: the audit goes nowhere by another way"
    )]
    Address,
    #[error("SENZA_SYSLOG and SENZA_SYSLOG_CA go together, and {missing} is not set")]
    HalfASet { missing: &'static str },
    #[error("SENZA_SYSLOG_CA must be an absolute path, it is {}", .0.display())]
    Relative(PathBuf),
    #[error("SENZA_SYSLOG_ENTERPRISE is a private enterprise number, 1 to 4294967295")]
    Enterprise,
}

impl SyslogConfig {
    pub(super) fn of(settings: Syslog) -> Result<Option<Self>, ConfigError> {
        Ok(of(settings)?)
    }
}

fn of(settings: Syslog) -> Result<Option<SyslogConfig>, SyslogConfigError> {
    let Syslog { server, ca, enterprise } = settings;
    let enterprise = match enterprise.map(|number| number.number()) {
        None => EXAMPLE_ENTERPRISE,
        Some(number) => number
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| *number > 0)
            .ok_or(SyslogConfigError::Enterprise)?,
    };
    let (server, ca) = match (server, ca) {
        (None, None) => return Ok(None),
        (Some(server), Some(ca)) => (server, ca),
        (None, Some(_)) => return Err(SyslogConfigError::HalfASet { missing: "SENZA_SYSLOG" }),
        (Some(_), None) => return Err(SyslogConfigError::HalfASet { missing: "SENZA_SYSLOG_CA" }),
    };
    if !ca.is_absolute() {
        return Err(SyslogConfigError::Relative(ca));
    }
    match server.trim().parse() {
        Ok(KeeperAddress::Tls { host, port }) => Ok(Some(SyslogConfig { host, port, ca, enterprise })),
        _ => Err(SyslogConfigError::Address),
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::Number;
    use super::*;

    fn set(server: Option<&str>, ca: Option<&str>, enterprise: Option<&str>) -> Result<Option<SyslogConfig>, String> {
        let settings = Syslog {
            server: server.map(str::to_owned),
            ca: ca.map(PathBuf::from),
            enterprise: enterprise.map(|number| Number::Text(number.to_owned())),
        };
        of(settings).map_err(|error| error.to_string())
    }

    // Threat: the audit goes over the network in the clear, or to whoever the machine's many authorities vouch for.
    #[test]
    fn the_audit_goes_by_tls_to_whom_a_named_authority_vouches_for_or_nowhere() {
        let (server, ca) = ("tls://log.example.org:6514", "/etc/senza/log-ca.pem");
        let fine = set(Some(server), Some(ca), None).unwrap().unwrap();
        assert_eq!((&*fine.host, fine.port, fine.enterprise), ("log.example.org", 6514, 32473));
        assert_eq!(set(Some(server), Some(ca), Some("42")).unwrap().unwrap().enterprise, 42);
        assert_eq!(set(None, None, None), Ok(None));
        for (server, ca, enterprise, said) in [
            (Some(server), None, None, "SENZA_SYSLOG_CA is not set"),
            (None, Some(ca), None, "SENZA_SYSLOG is not set"),
            (Some(server), Some("ca.pem"), None, "absolute"),
            (Some("log.example.org:514"), Some(ca), None, "tls://HOST:PORT"),
            (Some("tcp://log.example.org:514"), Some(ca), None, "tls://HOST:PORT"),
            (Some("/run/log.sock"), Some(ca), None, "tls://HOST:PORT"),
            (Some(server), Some(ca), Some("0"), "1 to 4294967295"),
            (Some(server), Some(ca), Some("4294967296"), "1 to 4294967295"),
        ] {
            assert!(set(server, ca, enterprise).expect_err(said).contains(said), "{said}");
        }
    }
}
