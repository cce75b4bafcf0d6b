//! Portals on service-provider software that others wrote, each a web server of its own, known by metadata alone and driven
//! by a browser. What each can do, and does with us, is the table in `docs/interoperability.md`.

mod cells;
pub mod leaving;
pub mod mellon;
pub mod samael;
pub mod scene;
mod script;
mod server;
pub mod table;
mod together;
pub mod trail;

use crate::support::browser::{Browser, Page};
use crate::support::sp::Keys;

pub const MFA: &str = "https://refeds.org/profile/mfa";
/// A way of signing in that Senza does not offer.
pub const X509: &str = "urn:oasis:names:tc:SAML:2.0:ac:classes:X509";
pub const TRANSIENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
pub const PERSISTENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";

/// What a portal asks for in its AuthnRequest.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    pub force_authn: bool,
    pub is_passive: bool,
    pub context: Option<&'static str>,
    pub format: Option<&'static str>,
}

impl Wish {
    pub const PLAIN: Self = Self { force_authn: false, is_passive: false, context: None, format: None };
    pub const FORCE_AUTHN: Self = Self { force_authn: true, ..Self::PLAIN };
    pub const IS_PASSIVE: Self = Self { is_passive: true, ..Self::PLAIN };

    pub const fn context(class: &'static str) -> Self {
        Self { context: Some(class), ..Self::PLAIN }
    }

    pub const fn format(format: &'static str) -> Self {
        Self { format: Some(format), ..Self::PLAIN }
    }

    /// As the portals by this suite take it in a query.
    fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, wished) in [("force_authn", self.force_authn), ("is_passive", self.is_passive)] {
            if wished {
                query.append_pair(name, "true");
            }
        }
        for (name, wished) in [("context", self.context), ("format", self.format)] {
            if let Some(wished) = wished {
                query.append_pair(name, wished);
            }
        }
        query.finish()
    }
}

pub trait Portal: Send + Sync {
    /// The software's name.
    fn name(&self) -> &'static str;

    /// What it says about itself; a portal may be several service providers.
    fn metadata(&self) -> Vec<String>;

    /// What is encrypted to it opens with these.
    fn keys(&self) -> &Keys;

    /// Reads the identity provider's metadata anew, as its operator or a timer would have it do.
    fn refresh(&mut self, idp: &str);

    /// Where someone begins to sign on, with this wish.
    fn sign_in(&self, wish: &Wish) -> String;

    /// The page for those who signed on with this wish: it shows the NameID and the attributes.
    fn home(&self, wish: &Wish) -> String;

    /// What stands on that page, and on no other, when it knows the visitor.
    fn mark(&self) -> &'static str;

    /// Whether that page knows the visitor.
    fn knows(&self, home: &Page) -> bool {
        home.status == 200 && home.body.contains(self.mark())
    }

    /// Whether the end of a sign-on says that this status came back.
    fn heard(&self, end: &Page, status: &str) -> bool;

    /// Asks to be signed out everywhere, as the portal's visitor does who signed on without a wish: the address, and the page
    /// that leads to the identity provider.
    fn sign_out(&self, browser: &mut Browser) -> (String, Page);

    /// Whether the end of that says that the identity provider's answer was accepted.
    fn says_signed_out(&self, end: &Page) -> bool;

    /// The line of its source or documentation that makes a column impossible.
    fn cannot(&self, _column: &str) -> Option<&'static str> {
        None
    }
}
