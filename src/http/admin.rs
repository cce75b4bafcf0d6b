//! `/admin`: invite people, list and add service providers. Only for who holds the role.

use super::context::request_id;
use super::error::PageError;
use super::form_token;
use super::given_metadata;
use super::login::with_cookie;
use super::page::{html, see_other};
use super::signed_in;
use super::site::Site;
use super::uninterrupted::to_the_end;
use crate::domain::identifier::Identifiers;
use crate::domain::login_code::LoginCode;
use crate::domain::{Attribute, Identifier};
use crate::federation::{Federation, Options, Registration, Words};
use crate::sign_in::Parts;
use crate::sign_in::invitation::{ADMIN, Invitee, invite as send_invitation};
use crate::sign_in::session::SignedIn;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct InviteForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    identifier: String,
    /// One `name=value` a line.
    #[serde(default)]
    attributes: String,
    #[serde(default)]
    admin: Option<String>,
    /// A login code is to be made.
    #[serde(default)]
    login_code: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct ServiceProviderForm {
    #[serde(default)]
    form_token: String,
    #[serde(default)]
    metadata: String,
    /// Where to fetch it, instead.
    #[serde(default)]
    metadata_url: String,
    /// Names of attributes it may be told, separated by spaces, commas or line breaks.
    #[serde(default)]
    released: String,
    #[serde(default)]
    allow_http_acs: Option<String>,
    /// A word of the command's, or empty.
    #[serde(default)]
    name_id: String,
    #[serde(default)]
    subject_id: Option<String>,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    encryption: String,
    #[serde(default)]
    skip_assertion_signature: Option<String>,
}

impl ServiceProviderForm {
    /// `None` for a word that the form does not offer.
    fn options(&self) -> Option<Options> {
        Options::of_words(Words {
            name_id: &self.name_id,
            subject_id: self.subject_id.is_some(),
            signature: &self.signature,
            encryption: &self.encryption,
            skip_assertion_signature: self.skip_assertion_signature.is_some(),
        })
    }
}

struct ListedProvider {
    name: String,
    entity_id: String,
    released: String,
    chosen: String,
}

/// What has just been done, shown on top.
enum Done {
    Nothing,
    Invited { identifier: String, link: String, is_code: bool },
    Put { name: String, lines: Vec<String> },
    Refused { what: &'static str, why: String },
}

#[derive(Template)]
#[template(path = "admin/overview.html")]
struct OverviewPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    providers: &'a [ListedProvider],
    done: &'a Done,
    label: &'static str,
    /// Whether login codes are made here, and whether nothing else is.
    codes: bool,
    codes_alone: bool,
}

pub(super) async fn overview(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    if signed_in::now(&request, &site, &parts).await?.is_none() {
        return Ok(see_other("/login"));
    }
    administrator(&request, &site, &parts).await?;
    show(&request, &site, &federation, &parts, StatusCode::OK, &Done::Nothing).await
}

pub(super) async fn invite(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    form: web::Form<InviteForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let person = administrator(&request, &site, &parts).await?;
    let refused = |why: String| Done::Refused { what: "Nobody was invited", why };
    let done = match (identifier(&form, &parts), attributes(&form.attributes)) {
        (Err(why), _) => refused(why),
        (_, Err(line)) => refused(format!("“{line}” is not of the form name=value")),
        (Ok(identifier), Ok(attributes)) => {
            let (name, is_code) = (identifier.as_str().to_owned(), identifier.is_login_code());
            let invitee = Invitee { identifier, admin: form.admin.is_some(), attributes };
            let (flow, by, id) = (Parts::clone(&parts), Some(person.account), request_id());
            let token = to_the_end(async move { send_invitation(&flow, invitee, by, &id).await }).await?;
            Done::Invited { identifier: name, link: format!("{}/enrol/{}", site.base(), token.expose()), is_code }
        }
    };
    let status = if matches!(done, Done::Refused { .. }) { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    show(&request, &site, &federation, &parts, status, &done).await
}

pub(super) async fn put_service_provider(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    federation: web::Data<Federation>,
    form: web::Form<ServiceProviderForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let person = administrator(&request, &site, &parts).await?;
    let separators = |c: char| c.is_whitespace() || c == ',';
    let mut form = form.into_inner();
    let metadata = match given_metadata::given(std::mem::take(&mut form.metadata), &form.metadata_url).await? {
        Ok(metadata) => metadata,
        Err(why) => {
            let done = Done::Refused { what: "There is no metadata to read", why };
            return show(&request, &site, &federation, &parts, StatusCode::UNPROCESSABLE_ENTITY, &done).await;
        }
    };
    let (flow, by, id) = (Federation::clone(&federation), Some(person.account), request_id());
    let Some(options) = form.options() else {
        let why = "It names a choice that this form does not offer.".to_owned();
        let done = Done::Refused { what: "This application was not connected", why };
        return show(&request, &site, &federation, &parts, StatusCode::UNPROCESSABLE_ENTITY, &done).await;
    };
    let work = async move {
        let registration = Registration {
            metadata: &metadata,
            released: form.released.split(separators).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            allow_http_acs: form.allow_http_acs.is_some(),
            options,
        };
        Ok::<_, PageError>(flow.put(registration, by, &id).await)
    };
    let (status, done) = match to_the_end(work).await? {
        Ok(put) => (StatusCode::OK, Done::Put { name: put.name.clone(), lines: put.sentences() }),
        Err(error) if error.is_about_metadata() => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Done::Refused { what: "This application was not connected", why: error.to_string() },
        ),
        Err(error) => return Err(error.into()),
    };
    show(&request, &site, &federation, &parts, status, &done).await
}

/// Deny by default: everything here asks this first.
async fn administrator(request: &HttpRequest, site: &Site, parts: &Parts) -> Result<SignedIn, PageError> {
    match signed_in::now(request, site, parts).await? {
        Some(person) if person.has_role(ADMIN) => Ok(person),
        _ => {
            let sentence = "This page is for administrators. If you should be one, ask whoever runs this service.";
            Err(PageError::new(StatusCode::FORBIDDEN, "Not for this account", sentence, "no administrator's session")
                .next("Your applications", "/portal"))
        }
    }
}

async fn show(
    request: &HttpRequest,
    site: &Site,
    federation: &Federation,
    parts: &Parts,
    status: StatusCode,
    done: &Done,
) -> Result<HttpResponse, PageError> {
    let providers: Vec<ListedProvider> = federation
        .all()
        .await?
        .iter()
        .map(|sp| ListedProvider {
            name: sp.name().to_owned(),
            entity_id: sp.entity_id().to_owned(),
            released: sp.released().join(", "),
            chosen: sp.options().chosen().join(", "),
        })
        .collect();
    let token = form_token::issue(request, site, &*parts.random);
    let identifiers = parts.policy.identifiers;
    let page = OverviewPage {
        request_id: &request_id(),
        form_token: &token.value,
        providers: &providers,
        done,
        label: identifiers.label(),
        codes: identifiers.has_codes(),
        codes_alone: identifiers == Identifiers::Code,
    };
    Ok(with_cookie(html(status, page.render()?), token))
}

/// What the person is to sign in with: typed, or a new login code. The error is a sentence.
fn identifier(form: &InviteForm, parts: &Parts) -> Result<Identifier, String> {
    let (typed, policy) = (form.identifier.trim(), parts.policy.identifiers);
    let identifier = match (typed.is_empty(), form.login_code.is_some() || policy == Identifiers::Code) {
        (true, true) => LoginCode::random(&*parts.random).into(),
        (false, true) if policy != Identifiers::Code => {
            return Err("type what they sign in with, or have a login code made: not both".to_owned());
        }
        _ => Identifier::parse(typed).map_err(|error| error.to_string())?,
    };
    policy.check(&identifier).map_err(str::to_owned)?;
    Ok(identifier)
}

/// Lines of `name=value`; a name that comes twice gets both values. The error is the line that is none.
fn attributes(text: &str) -> Result<Vec<Attribute>, String> {
    let mut found: Vec<Attribute> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let both = line.split_once('=').filter(|(name, value)| !name.trim().is_empty() && !value.trim().is_empty());
        let (name, value) = both.ok_or_else(|| line.to_owned())?;
        Attribute::collect(&mut found, name.trim(), value.trim());
    }
    Ok(found)
}
