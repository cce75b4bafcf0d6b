//! `/account/devices`: the browsers that an account counts as known, and forgetting them.

use crate::domain::DeviceId;
use crate::http::context::request_id;
use crate::http::error::PageError;
use crate::http::form_token;
use crate::http::known as known_devices;
use crate::http::locked;
use crate::http::login::with_cookie;
use crate::http::page::{html, see_other};
use crate::http::signed_in;
use crate::http::site::Site;
use crate::http::uninterrupted::to_the_end;
use crate::http::when::When;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::devices::{Wish, forget, list};
use crate::vault::profile::devices::NamedDevice;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

struct Shown {
    id: String,
    name: String,
    first_on: When,
    last_on: When,
    is_this: bool,
}

impl Shown {
    fn new(device: &NamedDevice, here: &[DeviceId]) -> Self {
        Self {
            id: device.id.0.to_string(),
            name: device.name().to_owned(),
            first_on: device.first_on.into(),
            last_on: device.last_on.into(),
            is_this: here.contains(&device.id),
        }
    }
}

#[derive(Template)]
#[template(path = "account/devices.html")]
struct DevicesPage<'a> {
    request_id: &'a str,
    form_token: &'a str,
    admin: bool,
    done: Text,
    devices: &'a [Shown],
    /// There are others than this one.
    has_others: bool,
    /// The browser says that other people use its computer.
    is_shared: bool,
}

#[derive(Deserialize)]
pub(in crate::http) struct Query {
    #[serde(default)]
    done: String,
}

#[derive(Deserialize)]
pub(in crate::http) struct DeviceForm {
    #[serde(default)]
    form_token: String,
    /// `forget`, `others`, or `mine` for a computer that nobody else uses any more.
    #[serde(default, rename = "do")]
    what: String,
    #[serde(default)]
    device: String,
}

pub(in crate::http) async fn page(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    let here = known_devices::ids(&request, &site);
    let mut devices: Vec<Shown> = list(&parts, &person).await?.iter().map(|one| Shown::new(one, &here)).collect();
    devices.sort_by_key(|device| !device.is_this);
    let token = form_token::issue(&request, &site, &*parts.random);
    let page = DevicesPage {
        request_id: &request_id(),
        form_token: &token.value,
        admin: person.is_administrator(),
        done: match query.done.as_str() {
            "forgotten" => say("account-devices-forgotten-whoever-signs-in-there"),
            "mine" => say("account-devices-this-computer-counts-as-yours"),
            _ => Text::default(),
        },
        devices: &devices,
        has_others: devices.iter().any(|device| !device.is_this),
        is_shared: locked::is_shared(&request, &site),
    };
    Ok(with_cookie(html(StatusCode::OK, page.render()?), token))
}

pub(in crate::http) async fn submit(
    request: HttpRequest,
    site: web::Data<Site>,
    parts: web::Data<Parts>,
    form: web::Form<DeviceForm>,
) -> Result<HttpResponse, PageError> {
    form_token::check(&request, &site, &form.form_token)?;
    let Some(person) = signed_in::now(&request, &site, &parts).await? else { return Ok(see_other("/login")) };
    if form.what == "mine" {
        return Ok(locked::unmark_shared(see_other("/account/devices?done=mine"), &site));
    }
    let here = known_devices::ids(&request, &site);
    let (form, flow, id) = (form.into_inner(), Parts::clone(&parts), request_id());
    let gone = to_the_end(async move {
        let wish = if form.what == "others" { Wish::AllBut(&here) } else { Wish::This(&form.device) };
        forget(&flow, &person, wish, &id).await
    });
    let gone = gone.await?;
    Ok(known_devices::forget(see_other("/account/devices?done=forgotten"), &request, &site, &gone))
}
