//! Where mail is handed in: an SMTP server that is reached by TLS and proves its name.

use super::source::Smtp;
use super::{ConfigError, is_loopback};
use crate::mail::Address;
use std::path::PathBuf;
use std::time::Duration;

/// How long each step of a conversation may take, where nothing else is set; and the most that may be set.
const SECONDS: i64 = 10;
const MOST_SECONDS: i64 = 60;

/// `[smtp]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpConfig {
    /// `host`, `SENZA_SMTP_HOST`
    pub host: String,
    /// `port`, `SENZA_SMTP_PORT`: 465, 587 or 25 otherwise, as `tls` has it
    pub port: u16,
    /// `tls`, `SENZA_SMTP_TLS`
    pub tls: SmtpTls,
    /// `ca`, `SENZA_SMTP_CA`: a PEM file with the authorities of its certificate; otherwise the machine's are believed
    pub ca: Option<PathBuf>,
    /// `user` and `password_file`, `SENZA_SMTP_USER` and `SENZA_SMTP_PASSWORD_FILE`
    pub login: Option<(String, PathBuf)>,
    /// `from`, `SENZA_SMTP_FROM`
    pub from: Address,
    /// `timeout_seconds`, `SENZA_SMTP_TIMEOUT_SECONDS`
    pub timeout: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpTls {
    /// From the first octet.
    Implicit,
    /// Asked for, and nothing without.
    StartTls,
    /// To this very machine.
    None,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmtpConfigError {
    #[error("SENZA_SMTP_HOST is set, and SENZA_SMTP_FROM, the address that mail comes from, is not")]
    NoFrom,
    #[error("{name} is set, and SENZA_SMTP_HOST is not")]
    NoHost { name: &'static str },
    #[error("SENZA_SMTP_HOST is a name or an address, without a scheme or a port")]
    Host,
    #[error("SENZA_SMTP_PORT is a number from 1 to 65535")]
    Port,
    #[error("SENZA_SMTP_TLS is implicit, starttls, or, to this machine itself, none")]
    Tls,
    #[error(
        "SENZA_SMTP_TLS is none, and {host} is another machine: links would go over the network for everybody to read; say implicit or starttls"
    )]
    InTheClear { host: String },
    #[error("SENZA_SMTP_CA says whom to believe, and SENZA_SMTP_TLS none asks nobody for a certificate")]
    CaUnused,
    #[error("SENZA_SMTP_USER and SENZA_SMTP_PASSWORD_FILE go together, and {missing} is not set")]
    HalfALogin { missing: &'static str },
    #[error("{name} must be an absolute path, it is {}", .path.display())]
    Relative { name: &'static str, path: PathBuf },
    #[error("SENZA_SMTP_FROM is an address such as accounts@example.org")]
    From,
    #[error("SENZA_SMTP_TIMEOUT_SECONDS is a number from 1 to {MOST_SECONDS}")]
    Timeout,
}

impl SmtpConfig {
    pub(super) fn of(settings: Smtp) -> Result<Option<Self>, ConfigError> {
        Ok(of(settings)?)
    }
}

fn of(settings: Smtp) -> Result<Option<SmtpConfig>, SmtpConfigError> {
    let Some(host) = settings.host.clone() else { return unused(&settings).map(|()| None) };
    let host = host.trim().to_owned();
    let is_host = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
    if !is_host && host.parse::<std::net::IpAddr>().is_err() {
        return Err(SmtpConfigError::Host);
    }
    let tls = tls(settings.tls.as_deref(), &host)?;
    if tls == SmtpTls::None && settings.ca.is_some() {
        return Err(SmtpConfigError::CaUnused);
    }
    let from = settings.from.as_deref().ok_or(SmtpConfigError::NoFrom)?;
    let usual = match tls {
        SmtpTls::Implicit => 465,
        SmtpTls::StartTls => 587,
        SmtpTls::None => 25,
    };
    let port = within(settings.port.map(|port| port.number()), usual, 65535).ok_or(SmtpConfigError::Port)?;
    let seconds = within(settings.timeout_seconds.map(|seconds| seconds.number()), SECONDS, MOST_SECONDS);
    Ok(Some(SmtpConfig {
        host,
        port: u16::try_from(port).map_err(|_| SmtpConfigError::Port)?,
        tls,
        ca: settings.ca.map(|path| absolute("SENZA_SMTP_CA", path)).transpose()?,
        login: login(settings.user, settings.password_file)?,
        from: Address::parse(from.trim()).map_err(|_| SmtpConfigError::From)?,
        timeout: Duration::from_secs(seconds.ok_or(SmtpConfigError::Timeout)?.unsigned_abs()),
    }))
}

/// A setting that nobody would obey.
fn unused(settings: &Smtp) -> Result<(), SmtpConfigError> {
    let set = [
        ("SENZA_SMTP_PORT", settings.port.is_some()),
        ("SENZA_SMTP_TLS", settings.tls.is_some()),
        ("SENZA_SMTP_CA", settings.ca.is_some()),
        ("SENZA_SMTP_USER", settings.user.is_some()),
        ("SENZA_SMTP_PASSWORD_FILE", settings.password_file.is_some()),
        ("SENZA_SMTP_FROM", settings.from.is_some()),
        ("SENZA_SMTP_TIMEOUT_SECONDS", settings.timeout_seconds.is_some()),
    ];
    match set.into_iter().find(|(_, is_set)| *is_set) {
        Some((name, _)) => Err(SmtpConfigError::NoHost { name }),
        None => Ok(()),
    }
}

fn tls(word: Option<&str>, host: &str) -> Result<SmtpTls, SmtpConfigError> {
    match word.map(str::trim) {
        None | Some("implicit") => Ok(SmtpTls::Implicit),
        Some("starttls") => Ok(SmtpTls::StartTls),
        Some("none") if is_loopback(host) => Ok(SmtpTls::None),
        Some("none") => Err(SmtpConfigError::InTheClear { host: host.to_owned() }),
        Some(_) => Err(SmtpConfigError::Tls),
    }
}

/// `Some(None)` is a text that is no number.
fn within(set: Option<Option<i64>>, usual: i64, most: i64) -> Option<i64> {
    set.unwrap_or(Some(usual)).filter(|number| (1..=most).contains(number))
}

fn login(user: Option<String>, file: Option<PathBuf>) -> Result<Option<(String, PathBuf)>, SmtpConfigError> {
    match (user, file) {
        (None, None) => Ok(None),
        (Some(user), Some(file)) => Ok(Some((user, absolute("SENZA_SMTP_PASSWORD_FILE", file)?))),
        (None, Some(_)) => Err(SmtpConfigError::HalfALogin { missing: "SENZA_SMTP_USER" }),
        (Some(_), None) => Err(SmtpConfigError::HalfALogin { missing: "SENZA_SMTP_PASSWORD_FILE" }),
    }
}

fn absolute(name: &'static str, path: PathBuf) -> Result<PathBuf, SmtpConfigError> {
    if path.is_absolute() { Ok(path) } else { Err(SmtpConfigError::Relative { name, path }) }
}

#[cfg(test)]
mod tests {
    use super::super::source::Number;
    use super::*;

    fn smtp(change: impl FnOnce(&mut Smtp)) -> Result<Option<SmtpConfig>, String> {
        let mut settings = Smtp {
            host: Some("mail.example.org".to_owned()),
            from: Some("accounts@example.org".to_owned()),
            ..Smtp::default()
        };
        change(&mut settings);
        of(settings).map_err(|error| error.to_string())
    }

    fn number(text: &str) -> Option<Number> {
        Some(Number::Text(text.to_owned()))
    }

    // Threat: links, which are whoever has them, go over a network in the clear.
    #[test]
    fn mail_goes_by_tls_or_to_this_machine_or_nowhere() {
        let usual = smtp(|_| ()).unwrap().unwrap();
        assert_eq!(
            (&*usual.host, usual.port, usual.tls, usual.timeout.as_secs()),
            ("mail.example.org", 465, SmtpTls::Implicit, 10)
        );
        let starttls = smtp(|set| set.tls = Some("starttls".to_owned())).unwrap().unwrap();
        assert_eq!((starttls.port, starttls.tls), (587, SmtpTls::StartTls));
        for here in ["localhost", "127.0.0.1", "::1"] {
            let here =
                smtp(|set| (set.host, set.tls) = (Some(here.to_owned()), Some("none".to_owned()))).unwrap().unwrap();
            assert_eq!((here.port, here.tls), (25, SmtpTls::None));
        }
        for there in ["mail.example.org", "10.0.0.1", "localhost.example.org"] {
            let there = smtp(|set| (set.host, set.tls) = (Some(there.to_owned()), Some("none".to_owned())));
            assert!(there.expect_err(there_said()).contains("another machine"));
        }
    }

    fn there_said() -> &'static str {
        "no other machine is spoken to in the clear"
    }

    #[test]
    fn what_is_half_set_or_unreadable_is_said() {
        assert_eq!(of(Smtp::default()), Ok(None));
        let alone = of(Smtp { from: Some("a@example.org".to_owned()), ..Smtp::default() });
        assert_eq!(alone, Err(SmtpConfigError::NoHost { name: "SENZA_SMTP_FROM" }));
        type Change = fn(&mut Smtp);
        let changes: [(Change, &str); 10] = [
            (|set| set.from = None, "SENZA_SMTP_FROM"),
            (|set| set.from = Some("accounts@example.org\r\nBcc: x@example.org".to_owned()), "SENZA_SMTP_FROM is"),
            (|set| set.host = Some("smtps://mail.example.org".to_owned()), "without a scheme"),
            (|set| set.tls = Some("opportunistic".to_owned()), "implicit, starttls"),
            (|set| set.port = number("0"), "1 to 65535"),
            (|set| set.port = number("many"), "1 to 65535"),
            (|set| set.timeout_seconds = number("61"), "1 to 60"),
            (|set| set.user = Some("senza".to_owned()), "SENZA_SMTP_PASSWORD_FILE is not set"),
            (|set| set.password_file = Some("/etc/senza/smtp".into()), "SENZA_SMTP_USER is not set"),
            (|set| set.ca = Some("ca.pem".into()), "absolute"),
        ];
        for (change, said) in changes {
            assert!(smtp(change).expect_err(said).contains(said), "{said}");
        }
    }
}
