//! What every page needs to know about the site it belongs to.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use url::Url;

/// The site's address, and what follows from it for cookies.
#[derive(Debug, Clone)]
pub struct Site {
    base: Url,
    secure: bool,
}

impl Site {
    /// `base` is the site's origin. Over plain http, which the configuration allows for loopback hosts alone, cookies
    /// lose `Secure` and the `__Host-` prefix.
    pub fn new(base: Url) -> Self {
        let secure = base.scheme() == "https";
        Self { base, secure }
    }

    /// Without a slash at the end.
    pub fn base(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// The scope of pairwise ids and scoped attributes: the host name.
    pub fn scope(&self) -> &str {
        self.base.host_str().unwrap_or("localhost")
    }

    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// The full name of one of our cookies.
    pub fn cookie_name(&self, name: &str) -> String {
        if self.secure { format!("__Host-senza_{name}") } else { format!("senza_{name}") }
    }

    /// A cookie that lasts until the browser closes.
    pub fn cookie(&self, name: &str, value: String) -> Cookie<'static> {
        Cookie::build(self.cookie_name(name), value)
            .path("/")
            .http_only(true)
            .secure(self.secure)
            .same_site(SameSite::Lax)
            .finish()
    }

    /// Takes a cookie away.
    pub fn no_cookie(&self, name: &str) -> Cookie<'static> {
        let mut cookie = self.cookie(name, String::new());
        cookie.set_max_age(Duration::ZERO);
        cookie
    }
}
