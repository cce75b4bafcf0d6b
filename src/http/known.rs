//! What a browser keeps to be known again by those who have signed in with it: it names nobody, and opens nothing.

use super::browser_name::browser_name;
use super::site::Site;
use super::source::source;
use crate::db::DbError;
use crate::domain::DeviceId;
use crate::keeper::{Device, MOST_DEVICES};
use crate::sign_in::Parts;
use crate::sign_in::devices::remembered;
use crate::sign_in::visitor::Visitor;
use actix_web::cookie::time::Duration;
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::BASE64URL_NOPAD;
use time::Date;

const COOKIE: &str = "known";

/// As long as the keeper lets a device be known.
const LIFETIME: Duration = Duration::days(180);

/// Who asks, as far as the request says; without devices that their person has forgotten.
pub(super) async fn visitor(request: &HttpRequest, site: &Site, parts: &Parts) -> Result<Visitor, DbError> {
    let devices = remembered(parts, devices(request, site)).await?;
    Ok(Visitor { source: source(request), devices, browser: browser_name(request) })
}

/// By which ids the browser may be known, to whomever.
pub(super) fn ids(request: &HttpRequest, site: &Site) -> Vec<DeviceId> {
    devices(request, site).iter().map(|device| device.id).collect()
}

/// Takes those away from the browser that were forgotten.
pub(super) fn forget(
    mut response: HttpResponse,
    request: &HttpRequest,
    site: &Site,
    gone: &[DeviceId],
) -> HttpResponse {
    let shown = devices(request, site);
    if !shown.iter().any(|device| gone.contains(&device.id)) {
        return response;
    }
    let kept: Vec<u8> = shown.iter().filter(|device| !gone.contains(&device.id)).flat_map(Device::to_octets).collect();
    let mut cookie = site.cookie(COOKIE, BASE64URL_NOPAD.encode(&kept));
    cookie.set_max_age(if kept.is_empty() { Duration::ZERO } else { LIFETIME });
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!(%error, "a cookie could not be written");
    }
    response
}

/// As the cookie has them, whatever they are worth; none when it is not one of ours.
fn devices(request: &HttpRequest, site: &Site) -> Vec<Device> {
    let Some(cookie) = request.cookie(&site.cookie_name(COOKIE)) else { return Vec::new() };
    if cookie.value().len() > BASE64URL_NOPAD.encode_len(Device::OCTETS * MOST_DEVICES) {
        return Vec::new();
    }
    let octets = BASE64URL_NOPAD.decode(cookie.value().as_bytes()).unwrap_or_default();
    octets.chunks_exact(Device::OCTETS).filter_map(Device::from_octets).collect()
}

/// Lets the browser keep a device with which somebody has just signed in, beside those of others: it may be a family's, or a
/// ward's. The oldest goes when there are too many.
pub(super) fn remember(
    mut response: HttpResponse,
    site: &Site,
    shown: &[Device],
    device: Option<Device>,
    today: Date,
) -> HttpResponse {
    let Some(device) = device else { return response };
    let others = shown.iter().filter(|other| other.id != device.id && other.expires_on >= today.to_julian_day());
    let all: Vec<u8> = std::iter::once(&device).chain(others).take(MOST_DEVICES).flat_map(Device::to_octets).collect();
    let mut cookie = site.cookie(COOKIE, BASE64URL_NOPAD.encode(&all));
    cookie.set_max_age(LIFETIME);
    // Without it the person is signed in all the same.
    if let Err(error) = response.add_cookie(&cookie) {
        tracing::error!(%error, "a cookie could not be written");
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SystemRandom;
    use crate::keeper::Pass;
    use actix_web::cookie::{Cookie, SameSite};
    use actix_web::test::TestRequest;
    use time::macros::date;

    const TODAY: Date = date!(2026 - 04 - 11);

    fn site() -> Site {
        Site::new("https://idp.example.org".parse().unwrap())
    }

    fn device(expires_on: i32) -> Device {
        Device {
            id: DeviceId::random(&SystemRandom),
            expires_on,
            mac: [7; 32],
            pass: Pass { owner: [5; 16], mac: [6; 16] },
        }
    }

    fn cookie_of(response: &HttpResponse) -> Cookie<'static> {
        response.cookies().find(|cookie| cookie.name() == "__Host-senza_known").unwrap().into_owned()
    }

    fn shown(cookie: Cookie<'_>) -> Vec<Device> {
        devices(&TestRequest::default().cookie(cookie.into_owned()).to_http_request(), &site())
    }

    #[test]
    fn a_browser_keeps_those_of_eight_people_newest_first_and_no_old_ones() {
        let day = TODAY.to_julian_day();
        let mut kept = Vec::new();
        for _ in 0..9 {
            let response = remember(HttpResponse::Ok().finish(), &site(), &kept, Some(device(day)), TODAY);
            kept = shown(cookie_of(&response));
        }
        assert_eq!(kept.len(), 8);
        let (again, old) = (Device { mac: [8; 32], ..kept[7] }, device(day - 1));
        let response =
            remember(HttpResponse::Ok().finish(), &site(), &[kept.clone(), vec![old]].concat(), Some(again), TODAY);
        let after = shown(cookie_of(&response));
        assert_eq!(after, [&[again], &kept[..7]].concat(), "one's own is renewed, not doubled");
    }

    #[test]
    fn is_for_us_alone_and_long() {
        let cookie = cookie_of(&remember(HttpResponse::Ok().finish(), &site(), &[], Some(device(0)), TODAY));
        assert_eq!(
            (cookie.http_only(), cookie.secure(), cookie.same_site()),
            (Some(true), Some(true), Some(SameSite::Lax))
        );
        assert_eq!((cookie.path(), cookie.max_age()), (Some("/"), Some(LIFETIME)));
    }

    #[test]
    fn what_is_no_cookie_of_ours_shows_no_device() {
        let text = |octets: usize| BASE64URL_NOPAD.encode(&vec![1; octets]);
        for (value, count) in [(text(84), 1), (text(83), 0), (text(84 * 8), 8), (text(84 * 9), 0), ("ä".into(), 0)] {
            assert_eq!(shown(Cookie::new("__Host-senza_known", value)).len(), count);
        }
    }
}
