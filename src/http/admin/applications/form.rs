//! The frame of every page about one application, on which something of it is done: shown, sent, and shown again with what there is to
//! mend. Each says only what is its own: see [`Change`]. An address that names no application leads to their list.

use super::super::access::Asked;
use super::super::approvals::proposed;
use super::super::frame::Console;
use super::super::sent::Sent;
use super::about;
use super::proving::fault;
use crate::federation::{Federation, Outcome, ProvedError, RegistryError};
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::page::see_other;
use crate::http::uninterrupted::to_the_end;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::{Error, FromRequest, HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::pin::Pin;
use std::sync::Arc;

/// What is sent of one application, and what is its own about it.
pub(super) trait Change: DeserializeOwned + Send + Sync + 'static {
    /// What came of it.
    type Done: Send + 'static;

    /// The page.
    async fn page(visit: Visit<'_>, says: Says<'_, Self>) -> Result<HttpResponse, PageError>;

    /// Does it. Not interrupted when the browser goes away.
    fn change(&self, asks: &Asks) -> impl Future<Output = Result<Self::Done, Refused>> + Send;

    /// What the browser is told once it is done.
    async fn done(&self, visit: Visit<'_>, done: Self::Done) -> Result<HttpResponse, PageError>;
}

/// Who looks at which application.
#[derive(Clone, Copy)]
pub(super) struct Visit<'a> {
    pub(super) console: Console<'a>,
    pub(super) federation: &'a Federation,
    pub(super) entity_id: &'a str,
}

impl Visit<'_> {
    /// To a page about the same application, with a word of what was done.
    pub(super) fn to(&self, page: &str, word: &str) -> HttpResponse {
        see_other(&format!("{}&done={word}", about(page, self.entity_id)))
    }
}

/// What a page is shown with.
pub(super) struct Says<'a, C> {
    /// A word of what was done, from the address.
    pub(super) word: &'a str,
    /// What was sent; nothing on a page that is new.
    pub(super) sent: Option<&'a C>,
    /// What there is to mend; empty where nothing is.
    pub(super) fault: Text,
}

/// Who asks for a change of which application.
pub(super) struct Asks {
    pub(super) federation: Federation,
    pub(super) person: Arc<SignedIn>,
    pub(super) entity_id: String,
    pub(super) request_id: String,
}

/// Why nothing was done.
pub(super) enum Refused {
    /// What the person can mend on the page.
    Said(Text),
    /// A page of its own.
    Page(PageError),
}

impl From<PageError> for Refused {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<RegistryError> for Refused {
    fn from(error: RegistryError) -> Self {
        Self::Page(error.into())
    }
}

impl From<ProvedError> for Refused {
    fn from(error: ProvedError) -> Self {
        match fault(error) {
            Ok(said) => Self::Said(said),
            Err(page) => Self::Page(page),
        }
    }
}

/// Where somebody is led whose change is done, or waits for a second person: it does not hold yet then, and is not said to.
pub(super) fn or_proposed<T>(outcome: Outcome<T>, done: impl FnOnce(T) -> HttpResponse) -> HttpResponse {
    match outcome {
        Outcome::Done(what) => done(what),
        Outcome::Waits(id) => proposed(id),
    }
}

/// A page of the console about one application, asked for.
pub(in crate::http) struct AskedAbout {
    pub(super) asked: Asked,
    pub(super) entity_id: String,
    pub(super) word: String,
}

impl FromRequest for AskedAbout {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (asked, which) = (Asked::from_request(request, payload), web::Query::<Which>::extract(request));
        Box::pin(async move {
            let (asked, Which { entity, done }) = (asked.await?, which.await?.into_inner());
            Ok(Self { asked, entity_id: named(entity)?, word: done })
        })
    }
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    entity: String,
    #[serde(default)]
    done: String,
}

/// A form about one application, as it was sent.
pub(in crate::http) struct SentAbout<F> {
    sent: Sent<Entity<F>>,
}

#[derive(Deserialize)]
pub(in crate::http) struct Entity<F> {
    #[serde(default)]
    entity: String,
    #[serde(flatten)]
    form: F,
}

impl<F: DeserializeOwned + 'static> FromRequest for SentAbout<F> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let sent = Sent::<Entity<F>>::from_request(request, payload);
        Box::pin(async move {
            let mut sent = sent.await?;
            sent.form.entity = named(sent.form.entity)?;
            Ok(Self { sent })
        })
    }
}

/// A page about no one in particular is the list.
fn named(entity_id: String) -> Result<String, Error> {
    if entity_id.is_empty() {
        return Err(InternalError::from_response("it is about no application", see_other("/admin/applications")).into());
    }
    Ok(entity_id)
}

/// GET.
pub(super) async fn form<C: Change>(
    about: AskedAbout,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let AskedAbout { asked, entity_id, word } = &about;
    let visit = Visit { console: asked.console(), federation: &federation, entity_id };
    C::page(visit, Says { word, sent: None, fault: Text::default() }).await
}

/// POST.
pub(super) async fn submit<C: Change>(
    about: SentAbout<C>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let Sent { request, site, parts, person, form: Entity { entity, form } } = about.sent;
    let form = Arc::new(form);
    let asks = Asks {
        federation: Federation::clone(&federation),
        person: Arc::clone(&person),
        entity_id: entity.clone(),
        request_id: request_id(),
    };
    let sent = Arc::clone(&form);
    let done = to_the_end(async move { Ok::<_, PageError>(sent.change(&asks).await) });
    let console = Console { request: &request, site: &site, parts: &parts, person: &person };
    let visit = Visit { console, federation: &federation, entity_id: &entity };
    match done.await? {
        Ok(done) => form.done(visit, done).await,
        Err(Refused::Said(fault)) => C::page(visit, Says { word: "", sent: Some(&form), fault }).await,
        Err(Refused::Page(error)) => Err(error),
    }
}
