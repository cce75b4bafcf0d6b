//! The frame of a page on which a person changes something of their account: shown, sent, and shown again with what there is
//! to mend. Each change says only what is its own: see [`Change`].

use super::change::{fault, refused, refused_both};
use crate::http::admin::admits;
use crate::http::browser_name::browser_name;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::headers::asking;
use crate::http::known as known_devices;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::keeper::Device;
use crate::sign_in::Parts;
use crate::sign_in::change::{ChangeError, Known, known};
use crate::sign_in::passkey::RelyingParty;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What is sent with one change, and what is its own about it.
pub(in crate::http) trait Change: DeserializeOwned + Send + Sync + 'static {
    /// What the page's address says.
    type Query: DeserializeOwned + Default;
    /// What came of it.
    type Done: Send + 'static;

    fn form_token(&self) -> &str;

    /// The query that leads to the same page, when it has to be shown again.
    fn again(&self) -> Self::Query {
        Self::Query::default()
    }

    /// The page.
    async fn page(visit: Visit<'_>, frame: Frame<'_>, query: &Self::Query) -> Result<String, PageError>;

    /// Does it. Not interrupted when the browser goes away.
    fn change(
        &self,
        parts: &Parts,
        person: SignedIn,
        request_id: &str,
    ) -> impl Future<Output = Result<Self::Done, ChangeError>> + Send;

    /// The known device that the browser is from then on, where the way in was replaced that it was known for.
    fn device(_: &Self::Done) -> Option<Device> {
        None
    }

    /// What the browser is told once it is done.
    fn done(site: &Site, frame: Frame<'_>, done: Self::Done) -> Result<HttpResponse, PageError>;
}

/// A page without a query of its own.
#[derive(Default, Deserialize)]
pub(in crate::http) struct NoQuery {}

/// Who is there, and where.
#[derive(Clone, Copy)]
pub(in crate::http) struct Visit<'a> {
    pub(in crate::http) site: &'a Site,
    pub(in crate::http) parts: &'a Parts,
    pub(in crate::http) person: &'a SignedIn,
    pub(in crate::http) known: &'a Known,
}

/// What the templates of all changes have in common.
pub(in crate::http) struct Frame<'a> {
    pub(in crate::http) request_id: String,
    pub(in crate::http) form_token: &'a str,
    pub(in crate::http) admin: bool,
    /// What there is to mend; empty on a page that is new.
    pub(in crate::http) fault: Text,
    /// What the person signs in with, where it may be shown.
    pub(in crate::http) identifier: &'a str,
    /// Whom one of their passkeys is asked for, where they have any.
    pub(in crate::http) relying_party: Option<&'a str>,
    /// A passkey of theirs is needed beside the passphrase, and a code is not enough.
    pub(in crate::http) needs_both: bool,
}

impl Frame<'_> {
    /// Of a page that asks for nothing.
    fn done(admin: bool) -> Self {
        Self {
            request_id: request_id(),
            form_token: "",
            admin,
            fault: Text::default(),
            identifier: "",
            relying_party: None,
            needs_both: false,
        }
    }
}

/// Whom a passkey is asked for in the place of a code, of a person who has one.
pub(in crate::http) fn relying_party<'a>(parts: &'a Parts, known: &Known) -> Option<&'a str> {
    parts.relying_party.as_ref().filter(|_| !known.passkeys.is_empty()).map(RelyingParty::id)
}

/// GET.
pub(in crate::http) async fn form<C: Change>(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    query: web::Query<C::Query>,
) -> Result<HttpResponse, PageError> {
    show::<C>(&request, &site, &parts, &query, Text::default()).await
}

/// POST.
pub(in crate::http) async fn submit<C: Change>(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<C>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, form.form_token())?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    admits(&request, &person)?;
    let person = person.with(browser_name(&request));
    let admin = person.is_administrator();
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let again = form.again();
    let shown = known_devices::visitor(&request, &site, &parts).await?.devices;
    let done = to_the_end(async move { Ok::<_, PageError>(form.change(&flow, person, &id).await) });
    match done.await? {
        Ok(done) => {
            let frame = Frame::done(admin);
            let (device, today) = (C::device(&done), parts.clock.now().date());
            let response = C::done(&site, frame, done)?;
            Ok(known_devices::remember(response, &site, &shown, device, today))
        }
        // The session goes on: nothing was changed.
        Err(error) => show::<C>(&request, &site, &parts, &again, fault(error)?).await,
    }
}

async fn show<C: Change>(
    request: &HttpRequest,
    site: &Site,
    parts: &Parts,
    query: &C::Query,
    fault: Text,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(request, site, parts).await? else { return Ok(see_other("/login")) };
    admits(request, &person)?;
    let known = known(parts, &person).await?;
    let fault = if known.needs_both && fault == refused() { refused_both() } else { fault };
    let token = form_token::issue(request, site, &*parts.random);
    let frame = Frame {
        request_id: request_id(),
        form_token: &token.value,
        admin: person.is_administrator(),
        fault: fault.clone(),
        identifier: known.shown(),
        relying_party: relying_party(parts, &known),
        needs_both: known.needs_both,
    };
    let visit = Visit { site, parts, person: &person, known: &known };
    let body = C::page(visit, frame, query).await?;
    let status = if fault.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = html(status, body);
    // Its script asks for a question.
    let page = if relying_party(parts, &known).is_some() { asking(page) } else { page };
    Ok(with_cookie(page, token))
}
