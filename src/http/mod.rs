//! Routes and pages, by address.
//!
//! Uses `sign_in` and `federation`. Holds no rule of either: a handler reads the request, calls one flow, and turns its
//! outcome into a page. What a person sees of an error is one sentence and a way forward; the cause goes to the log.

mod account;
mod admin;
mod alone;
mod api;
mod assets;
mod browser_name;
mod context;
mod enrol;
mod envelopes;
mod error;
mod expiry;
mod flight;
mod form_token;
mod forwarded;
mod given_metadata;
mod headers;
mod health;
mod home;
mod house;
mod key_consent;
mod key_question;
mod known;
mod leaving;
mod listing;
mod locked;
mod login;
mod logout;
mod logout_error;
mod look;
mod metrics;
mod page;
mod page_keys;
mod partner;
mod portal;
mod qr;
mod question;
mod recover;
mod saml;
mod saml_error;
mod saml_help;
mod saml_metadata;
mod several;
mod signed_in;
mod site;
mod slo;
mod source;
mod spans;
mod step_up;
mod uninterrupted;
mod when;
mod zone;

pub use admin::{CONSOLE, ConsoleLine, Right};
pub use api::{ADMIN, ApiLine};
pub(crate) use context::covers_after;
pub use context::observe;
pub use expiry::Expiry;
#[cfg(test)]
pub(crate) use form_token::hash as form_token_of;
pub use given_metadata::fetched as fetched_metadata;
pub use headers::security_headers;
pub use health::Drain;
pub(crate) use house::{house, look as house_look};
pub use metrics::{Watched, metrics};
pub use site::Site;
pub(crate) use zone::zone_cookie;

use crate::domain::TrustedProxies;
use crate::federation::Federation;
use crate::keys::envelopes::{Envelopes, Folder, Quotas};
use crate::mail::Post;
use crate::sign_in::Parts;
use crate::words::Languages;
use actix_web::web::{self, ServiceConfig};
use std::sync::Arc;

/// What the handlers are given.
#[derive(Clone)]
pub struct App {
    pub site: web::Data<Site>,
    pub parts: web::Data<Parts>,
    pub federation: web::Data<Federation>,
    /// Whose forwarded addresses are believed.
    pub proxies: web::Data<TrustedProxies>,
    pub drain: web::Data<Drain>,
    /// Where there is a folder for them.
    pub envelopes: web::Data<Option<Envelopes>>,
    /// When the server's own certificate is over.
    pub expiry: web::Data<Expiry>,
    /// Where mail is handed in, where an operator named a server.
    pub post: web::Data<Option<Arc<Post>>>,
    /// Which languages pages are written in, beside English.
    pub languages: web::Data<Languages>,
    /// How many large bodies of programs come at once.
    turns: web::Data<api::Turns>,
}

impl App {
    pub fn new(site: Site, parts: Parts, federation: Federation) -> Self {
        Self {
            site: web::Data::new(site),
            parts: web::Data::new(parts),
            federation: web::Data::new(federation),
            proxies: web::Data::new(TrustedProxies::default()),
            drain: web::Data::new(Drain::default()),
            envelopes: web::Data::new(None),
            expiry: web::Data::new(Expiry::default()),
            post: web::Data::new(None),
            languages: web::Data::new(Languages::default()),
            turns: web::Data::new(api::Turns::default()),
        }
    }

    /// With proxies in front.
    pub fn behind(mut self, proxies: TrustedProxies) -> Self {
        self.proxies = web::Data::new(proxies);
        self
    }

    /// With a certificate of its own.
    pub fn certified(mut self, expiry: Expiry) -> Self {
        self.expiry = web::Data::new(expiry);
        self
    }

    /// With a server that takes mail.
    pub fn posting(mut self, post: Option<Post>) -> Self {
        self.post = web::Data::new(post.map(Arc::new));
        self
    }

    /// With languages beside English.
    pub fn speaking(mut self, languages: Languages) -> Self {
        self.languages = web::Data::new(languages);
        self
    }

    /// With a folder for envelopes.
    pub fn keeping(mut self, folder: Folder, quotas: Quotas) -> Self {
        let parts = Parts::clone(&self.parts);
        self.envelopes = web::Data::new(Some(Envelopes::new(parts, folder, quotas)));
        self
    }

    /// What the handlers find.
    fn given(&self, config: &mut ServiceConfig) {
        config
            .app_data(self.site.clone())
            .app_data(self.parts.clone())
            .app_data(self.federation.clone())
            .app_data(self.proxies.clone())
            .app_data(self.drain.clone())
            .app_data(self.envelopes.clone())
            .app_data(self.expiry.clone())
            .app_data(self.post.clone())
            .app_data(self.languages.clone())
            .app_data(self.turns.clone());
    }

    /// Registers every address of the site.
    pub fn configure(&self, config: &mut ServiceConfig) {
        config
            .configure(|config| self.given(config))
            .app_data(web::FormConfig::default().limit(256 * 1024).error_handler(error::bad_form))
            .app_data(web::PayloadConfig::new(crate::federation::POSTED_REQUEST_LIMIT))
            .app_data(web::QueryConfig::default().error_handler(error::bad_query))
            .route("/", web::get().to(home::home))
            .route("/login", web::get().to(login::form))
            .route("/login", web::post().to(login::submit))
            .route("/login/passkey", web::post().to(alone::submit))
            .route("/login/passkey/question", web::post().to(question::at_the_door))
            .route("/account/passkey/question", web::post().to(question::in_session))
            .route(step_up::ADDRESS, web::get().to(step_up::form))
            .route(step_up::ADDRESS, web::post().to(step_up::submit))
            .route(key_consent::ADDRESS, web::get().to(key_consent::form))
            .route(key_consent::ADDRESS, web::post().to(key_consent::submit))
            .configure(page_keys::routes)
            .route("/lock", web::post().to(locked::submit))
            .route("/locked", web::get().to(locked::page))
            .route("/locked", web::post().to(locked::come_back))
            .route("/locked/passkey", web::post().to(locked::touch::submit))
            .route("/locked/leave", web::post().to(locked::leave))
            .route("/logout", web::get().to(logout::form))
            .route("/logout", web::post().to(logout::submit))
            .route("/logout/leaving", web::get().to(leaving::progress))
            .route("/logout/ask", web::get().to(leaving::ask))
            .route("/logout/finish", web::post().to(leaving::finish))
            .route("/enrol/{token}", web::get().to(enrol::form))
            .route("/enrol/{token}", web::post().to(enrol::submit))
            .route("/portal", web::get().to(portal::portal))
            .configure(account::routes)
            .route("/recover", web::get().to(recover::form))
            .route("/recover", web::post().to(recover::submit))
            .route("/recover/renew", web::get().to(recover::renew))
            .route("/recover/renew", web::post().to(recover::complete))
            .configure(admin::routes)
            .route("/flight/{token}", web::get().to(flight::page))
            .route("/partner/{token}", web::get().to(partner::page))
            .route("/partner/{token}/{request}", web::get().to(partner::sign_on))
            .configure(envelopes::routes)
            .configure(api::routes)
            .route("/saml/metadata", web::get().to(saml_metadata::metadata))
            .route("/saml/sso", web::get().to(saml::sso))
            .route("/saml/sso", web::post().to(saml::sso_by_post))
            .route("/saml/continue", web::get().to(saml::proceed))
            .route("/saml/slo", web::get().to(slo::by_redirect))
            .route("/saml/slo", web::post().to(slo::by_post))
            .route("/saml/slo/continue", web::get().to(slo::proceed))
            .route("/saml/init", web::get().to(saml::init))
            .route("/saml/error", web::get().to(saml_help::page))
            .route("/healthz", web::get().to(health::alive))
            .route("/readyz", web::get().to(health::ready))
            .configure(assets::routes)
            .default_service(web::to(error::not_found));
    }
}
