//! Addresses, cookies and headers. What a page says lies in `pages`; what happens lies in `portal`.

use crate::idp::{IdentityProvider, SignOut, Source};
use crate::notes::Note;
use crate::pages;
use crate::portal::{Left, Portal, PortalError};
use crate::request::Wish;
use crate::token::{now, random};
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{self, HeaderName};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::DefaultHeaders;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

const STYLESHEET: &str = include!("../../assets/stylesheet.rs");
const ICON: &str = include_str!("../../assets/icon.svg");
pub(crate) const KEYS_SCRIPT: &str = include_str!("../../assets/senza-keys-1.js");
pub(crate) const NOTE_SCRIPT: &str = include_str!("../assets/note.js");
const SESSION: &str = "demo_session";
const BROWSER: &str = "demo_sign_in";
/// A note of 4,000 characters, sealed.
const LARGEST_NOTE: usize = 32 * 1024;
/// The form around a response: base64, percent-escapes, a RelayState.
const LARGEST_FORM: usize = 256 * 1024;
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// For the one page with scripts: they are the portal's own, speak to the portal alone, and write no markup.
const POLICY_FOR_THE_NOTE: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
                                   img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                                   require-trusted-types-for 'script'; trusted-types 'none'";

type State = web::Data<Arc<Portal>>;

/// Serves until the process is told to stop. The identity provider's metadata is read beside it, as often as needed:
/// the two are started together.
#[actix_web::main]
pub(crate) async fn serve(listen: SocketAddr, portal: Portal, source: Source) -> std::io::Result<()> {
    let portal = Arc::new(portal);
    std::thread::spawn({
        let portal = Arc::clone(&portal);
        move || find_provider(&portal, &source)
    });
    eprintln!("senza-demo-portal: listening on http://{listen}");
    HttpServer::new(move || App::new().app_data(web::Data::new(Arc::clone(&portal))).configure(routes).wrap(headers()))
        .workers(2)
        .shutdown_timeout(2)
        .bind(listen)?
        .run()
        .await
}

fn find_provider(portal: &Portal, source: &Source) {
    let mut last = String::new();
    loop {
        match source.read() {
            Ok(idp) => {
                eprintln!("senza-demo-portal: the identity provider is {}", idp.entity_id);
                let _ = portal.idp.set(idp);
                return;
            }
            Err(error) => {
                let error = error.to_string();
                if error != last {
                    eprintln!("senza-demo-portal: {error}; trying again");
                }
                last = error;
            }
        }
        std::thread::sleep(Duration::from_millis(300));
    }
}

pub(crate) fn routes(app: &mut web::ServiceConfig) {
    let other = || web::route().to(wrong_method);
    app.service(web::resource("/").get(home).default_service(other()))
        .service(web::resource("/sign-in").get(sign_in).default_service(other()))
        .service(web::resource("/saml/acs").post(acs).default_service(other()))
        .service(web::resource("/saml/arrived").get(arrived).default_service(other()))
        .service(web::resource("/sign-out").post(sign_out).default_service(other()))
        .service(web::resource("/saml/slo").get(slo).default_service(other()))
        .service(web::resource("/signed-out").get(signed_out).default_service(other()))
        .service(web::resource("/saml/metadata").get(metadata).default_service(other()))
        .service(web::resource("/note").get(note).put(keep_note).default_service(other()))
        .route("/healthz", web::get().to(healthz))
        .route("/assets/senza.css", web::get().to(|| asset("text/css; charset=utf-8", STYLESHEET)))
        .route("/assets/senza-keys-1.js", web::get().to(|| asset("text/javascript; charset=utf-8", KEYS_SCRIPT)))
        .route("/assets/note.js", web::get().to(|| asset("text/javascript; charset=utf-8", NOTE_SCRIPT)))
        .route("/assets/icon.svg", web::get().to(|| asset("image/svg+xml", ICON)))
        .default_service(web::route().to(nothing_here));
}

pub(crate) fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add((header::CONTENT_SECURITY_POLICY, POLICY))
        .add((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .add((header::REFERRER_POLICY, "no-referrer"))
        .add((HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .add((header::CACHE_CONTROL, "no-store"))
}

async fn home(portal: State, request: HttpRequest) -> HttpResponse {
    let Some(idp) = portal.idp.get() else { return failed(&PortalError::NotReady) };
    let session = request.cookie(SESSION).and_then(|cookie| portal.session(cookie.value(), now()));
    let Some(sign_in) = session else { return page(StatusCode::OK, pages::welcome(idp)) };
    let page = page(StatusCode::OK, pages::signed_in(&sign_in, idp, &portal.base.entity_id()));
    with_the_way_out(page, POLICY, idp)
}

/// Signing out leads from the form to the provider, and browsers hold redirects of forms to the policy too.
fn with_the_way_out(mut response: HttpResponse, policy: &str, idp: &IdentityProvider) -> HttpResponse {
    let onward = idp.sign_out.as_ref().map(SignOut::origin).unwrap_or_default();
    let policy = policy.replace("form-action 'self'", &format!("form-action 'self' {onward}"));
    if let Ok(policy) = header::HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The note as the portal has it: for its page to open.
async fn note(portal: State, request: HttpRequest) -> HttpResponse {
    let Some(idp) = portal.idp.get() else { return failed(&PortalError::NotReady) };
    let session = request.cookie(SESSION).and_then(|cookie| portal.session(cookie.value(), now()));
    let Some(sign_in) = session else { return see_other("/") };
    // Who is nobody in particular has no note to come back to.
    let Some(person) = sign_in.pairwise_id() else { return see_other("/") };
    let note = portal.notes.of(person);
    let page = page(StatusCode::OK, pages::note(person, note.as_ref(), idp, &portal.base.entity_id()));
    with_the_way_out(page, POLICY_FOR_THE_NOTE, idp)
}

/// Takes what the page sealed. Another site's page cannot send this: not with the session, and not as JSON.
async fn keep_note(portal: State, request: HttpRequest, body: web::Payload) -> HttpResponse {
    let session = request.cookie(SESSION).and_then(|cookie| portal.session(cookie.value(), now()));
    let Some(person) = session.as_ref().and_then(|session| session.pairwise_id()) else {
        return HttpResponse::Forbidden().finish();
    };
    let is_ours = request.headers().get("sec-fetch-site").is_none_or(|from| from == "same-origin");
    let is_json = request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    if !is_ours || !is_json {
        return HttpResponse::Forbidden().finish();
    }
    let Ok(Ok(body)) = body.to_bytes_limited(LARGEST_NOTE).await else { return HttpResponse::BadRequest().finish() };
    let Some(note) = Note::parse(&body) else { return HttpResponse::BadRequest().finish() };
    match portal.notes.put(person, note) {
        Ok(()) => HttpResponse::NoContent().finish(),
        Err(error) => {
            eprintln!("senza-demo-portal: a note could not be kept: {error}");
            HttpResponse::InternalServerError().finish()
        }
    }
}

async fn sign_in(portal: State, request: HttpRequest) -> HttpResponse {
    let known = request.cookie(BROWSER).map(|cookie| cookie.value().to_owned()).filter(|value| value.len() == 32);
    match portal.depart(known, Wish::read(request.query_string()), now()) {
        Ok(departure) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, departure.address))
            .cookie(cookie(&portal, BROWSER, departure.browser))
            .finish(),
        Err(error) => failed(&error),
    }
}

async fn acs(portal: State, body: web::Payload) -> HttpResponse {
    let Ok(Ok(body)) = body.to_bytes_limited(LARGEST_FORM).await else { return failed(&PortalError::Encoding) };
    let mut messages = url::form_urlencoded::parse(&body).filter(|(name, _)| name == "SAMLResponse");
    let (Some((_, message)), None) = (messages.next(), messages.next()) else { return failed(&PortalError::Encoding) };
    let message = message.into_owned();
    // Verification blocks; a task that dies answers like any other refusal.
    let outcome = web::block(move || portal.arrive(&message, now())).await;
    match outcome {
        Ok(Ok(name)) => see_other(&format!("/saml/arrived?name={name}")),
        Ok(Err(error)) => failed(&error),
        Err(_) => failed(&PortalError::Died),
    }
}

async fn arrived(portal: State, request: HttpRequest) -> HttpResponse {
    let query = request.query_string();
    let name = query.strip_prefix("name=").unwrap_or_default();
    let browser = request.cookie(BROWSER);
    match portal.claim(name, browser.as_ref().map(Cookie::value), now()) {
        Ok(session) => HttpResponse::SeeOther()
            .insert_header((header::LOCATION, "/"))
            .cookie(cookie(&portal, SESSION, session))
            .finish(),
        // The Back button leads here again; whoever is signed in has lost nothing.
        Err(PortalError::NothingToClaim) if request.cookie(SESSION).is_some() => see_other("/"),
        Err(error) => failed(&error),
    }
}

async fn sign_out(portal: State, request: HttpRequest) -> HttpResponse {
    let onward = match request.cookie(SESSION).map(|session| portal.sign_out(session.value(), now())).transpose() {
        Ok(onward) => onward.flatten().unwrap_or_else(|| "/signed-out".to_owned()),
        Err(error) => return failed(&error),
    };
    let mut ended = cookie(&portal, SESSION, String::new());
    ended.set_max_age(CookieDuration::ZERO);
    HttpResponse::SeeOther().insert_header((header::LOCATION, onward)).cookie(ended).finish()
}

async fn signed_out(portal: State) -> HttpResponse {
    let Some(idp) = portal.idp.get() else { return failed(&PortalError::NotReady) };
    page(StatusCode::OK, pages::signed_out(idp, None))
}

/// A logout message of the identity provider, which may come in a frame of its page.
async fn slo(portal: State, request: HttpRequest) -> HttpResponse {
    let Some(idp) = portal.idp.get() else { return failed(&PortalError::NotReady) };
    match portal.logout_message(request.query_string(), now()) {
        Ok(Left::Answer(address)) => see_other(&address),
        Ok(Left::Answered { everywhere }) => page(StatusCode::OK, pages::signed_out(idp, Some(everywhere))),
        Err(error) => failed(&error),
    }
}

async fn metadata(portal: State) -> HttpResponse {
    match crate::metadata::write(&portal.base, &portal.identity) {
        Ok(xml) => HttpResponse::Ok().content_type("application/samlmetadata+xml").body(xml),
        Err(error) => {
            eprintln!("senza-demo-portal: {error}");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// 200 once the identity provider is known, so that whoever started the portal knows when it is of use.
async fn healthz(portal: State) -> HttpResponse {
    let status = if portal.idp.get().is_some() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    HttpResponse::build(status).finish()
}

async fn asset(kind: &'static str, text: &'static str) -> HttpResponse {
    HttpResponse::Ok().content_type(kind).insert_header((header::CACHE_CONTROL, "max-age=300")).body(text)
}

async fn nothing_here() -> HttpResponse {
    page(StatusCode::NOT_FOUND, pages::nothing_here())
}

async fn wrong_method(request: HttpRequest) -> HttpResponse {
    // Someone who reloads the address at which responses arrive is looking for the portal.
    let status = if request.method() == Method::GET { StatusCode::NOT_FOUND } else { StatusCode::METHOD_NOT_ALLOWED };
    page(status, pages::nothing_here())
}

fn cookie(portal: &Portal, name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(portal.base.is_https())
        .finish()
}

fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}

/// The page tells what to do next; the log tells what went wrong; the request id joins them.
fn failed(error: &PortalError) -> HttpResponse {
    let id: String = random().unwrap_or_default().chars().take(12).collect();
    eprintln!("senza-demo-portal: request {id}: {error}");
    let status = pages::status(error);
    let mut response = page(status, pages::problem(error, &id));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from_static("2"));
    }
    response
}

fn page(status: StatusCode, html: askama::Result<String>) -> HttpResponse {
    match html {
        Ok(html) => HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html),
        Err(error) => {
            eprintln!("senza-demo-portal: {error}");
            HttpResponse::InternalServerError().finish()
        }
    }
}
