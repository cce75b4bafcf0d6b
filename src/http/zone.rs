//! In which zone the times of a page are said: the one that the viewer's browser names in a cookie, else the organisation's, else UTC.
//!
//! The cookie is written by a script of ours (`assets/zone.js`), and read here alone: what it says goes to no log and no database.

use super::house::{House, look};
use super::site::Site;
use crate::domain::Zone;
use actix_web::dev::ServiceRequest;
use actix_web::web::Data;
use std::future::Future;

/// The cookie's name, but for what stands before all of ours.
const COOKIE: &str = "zone";

tokio::task_local! {
    static VIEWER: Viewer;
}

/// Whose browser a page is for.
#[derive(Debug, Clone, Default)]
pub(super) struct Viewer {
    zone: Zone,
    cookie: String,
}

impl Viewer {
    /// Looked up once for a request. A name that is no zone's is as good as none.
    pub(super) fn of(request: &ServiceRequest, house: &House) -> Self {
        let cookie = request.app_data::<Data<Site>>().map(|site| site.cookie_name(COOKIE)).unwrap_or_default();
        let named = request.cookie(&cookie).and_then(|cookie| Zone::named(cookie.value()));
        Self { zone: named.unwrap_or_else(|| house.zone.clone()), cookie }
    }
}

/// Answers with times in a viewer's zone.
pub(super) async fn seen_by<F: Future>(viewer: Viewer, answer: F) -> F::Output {
    VIEWER.scope(viewer, answer).await
}

/// The zone of whoever the page is for; UTC outside of a request.
pub(super) fn with_viewers<R>(use_it: impl Fn(&Zone) -> R) -> R {
    VIEWER.try_with(|viewer| use_it(&viewer.zone)).unwrap_or_else(|_| use_it(&Zone::UTC))
}

/// The organisation's: for what is read elsewhere than at the browser that asks.
pub(super) fn houses() -> Zone {
    look().zone.clone()
}

/// What the page's script calls the cookie.
pub(crate) fn zone_cookie() -> String {
    VIEWER.try_with(|viewer| viewer.cookie.clone()).unwrap_or_default()
}

/// Writes something as it is where the clocks are others.
#[cfg(test)]
pub(super) fn seen_from<R>(zone: &str, write: impl FnOnce() -> R) -> R {
    let viewer = Viewer { zone: Zone::named(zone).unwrap(), cookie: String::new() };
    VIEWER.sync_scope(viewer, write)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::cookie::Cookie;
    use actix_web::test::TestRequest;

    fn zone_of(base: &str, cookies: &[(&'static str, &'static str)]) -> (Zone, String) {
        let mut request = TestRequest::default().app_data(Data::new(Site::new(base.parse().unwrap())));
        for (name, value) in cookies {
            request = request.cookie(Cookie::new(*name, *value));
        }
        let house = House { zone: Zone::named("Asia/Tokyo").unwrap(), ..House::default() };
        let viewer = Viewer::of(&request.to_srv_request(), &house);
        (viewer.zone, viewer.cookie)
    }

    // Threat: a neighbour under the same domain, or plain http, says where somebody is.
    #[test]
    fn the_cookie_is_one_that_no_other_site_can_set() {
        let (https, http) = ("https://login.hospital.example", "http://localhost:8080");
        let (rome, tokyo) = (Zone::named("Europe/Rome").unwrap(), Zone::named("Asia/Tokyo").unwrap());
        let own = zone_of(https, &[("__Host-senza_zone", "Europe/Rome")]);
        assert_eq!(own, (rome.clone(), "__Host-senza_zone".to_owned()));
        assert_eq!(zone_of(https, &[("senza_zone", "Europe/Rome")]).0, tokyo);
        assert_eq!(zone_of(http, &[("senza_zone", "Europe/Rome")]), (rome, "senza_zone".to_owned()));
        assert_eq!(zone_of(https, &[("__Host-senza_zone", "Europe/Atlantis")]).0, tokyo);
        assert_eq!(zone_of(https, &[]).0, tokyo);
    }

    #[test]
    fn outside_of_a_request_it_is_utc() {
        assert!(with_viewers(Zone::is_utc) && houses().is_utc() && zone_cookie().is_empty());
    }
}
