//! The portal over HTTP, as a browser meets it.

use super::attacks::portal;
use super::peer::{Peer, Recipe};
use crate::http::{headers, routes};
use crate::portal::Portal;
use actix_web::cookie::Cookie;
use actix_web::dev::ServiceResponse;
use actix_web::http::{StatusCode, header};
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::{App, web};
use std::sync::Arc;

async fn send(portal: &Arc<Portal>, request: TestRequest) -> ServiceResponse {
    let app = App::new().app_data(web::Data::new(Arc::clone(portal))).configure(routes).wrap(headers());
    let app = init_service(app).await;
    call_service(&app, request.to_request()).await.map_into_boxed_body()
}

async fn text(response: ServiceResponse) -> String {
    String::from_utf8(read_body(response).await.to_vec()).unwrap()
}

fn location(response: &ServiceResponse) -> String {
    response.headers().get(header::LOCATION).unwrap().to_str().unwrap().to_owned()
}

fn cookie(response: &ServiceResponse, name: &str) -> Cookie<'static> {
    response.response().cookies().find(|cookie| cookie.name() == name).unwrap().into_owned()
}

#[actix_web::test]
async fn a_visit_from_the_providers_portal() {
    let peer = Peer::new();
    let portal = Arc::new(portal(&peer));
    let message = peer.respond(&Recipe::answering(None), &portal.identity);
    let post = TestRequest::post().uri("/saml/acs").set_form([("SAMLResponse", message.as_str()), ("RelayState", "x")]);
    let arrived = send(&portal, post).await;
    assert_eq!(arrived.status(), StatusCode::SEE_OTHER);
    let claimed = send(&portal, TestRequest::get().uri(&location(&arrived))).await;
    assert_eq!((claimed.status(), location(&claimed).as_str()), (StatusCode::SEE_OTHER, "/"));
    let session = cookie(&claimed, "demo_session");
    assert!(session.http_only().unwrap() && session.same_site().unwrap().is_lax());

    let home = send(&portal, TestRequest::get().uri("/").cookie(session.clone())).await;
    // The form for signing out leads on to the provider.
    let policy = home.headers().get(header::CONTENT_SECURITY_POLICY).unwrap().to_str().unwrap();
    assert!(policy.contains("form-action 'self' http://localhost:8080;"), "{policy}");
    let home = text(home).await;
    for told in
        ["K3V7Q2MZT4W5BQ@localhost", "_2f9c1d7e", "Two different factors", "_51e0", "Ana &#60;Müller&#62; &#38; Co"]
    {
        assert!(home.contains(told), "{told}");
    }
    assert!(home.contains("<li>your e-mail address</li>") && !home.contains("<li>your name</li>"));
    assert!(home.contains("http://localhost:8080/account/stolen?sp=http%3A%2F%2F127.0.0.1%3A8081%2Fsaml%2Fmetadata"));

    let out = send(&portal, TestRequest::post().uri("/sign-out").cookie(session.clone())).await;
    assert!(location(&out).starts_with("http://localhost:8080/saml/slo?SAMLRequest="));
    let home = text(send(&portal, TestRequest::get().uri("/").cookie(session)).await).await;
    assert!(home.contains("Sign in with Senza"));
}

#[actix_web::test]
async fn signing_in_leads_to_the_provider() {
    let portal = Arc::new(portal(&Peer::new()));
    let response = send(&portal, TestRequest::get().uri("/sign-in")).await;
    assert!(location(&response).starts_with("http://localhost:8080/saml/sso?SAMLRequest="));
    assert_eq!(cookie(&response, "demo_sign_in").value().len(), 32);
}

#[actix_web::test]
async fn bad_input_gets_a_page_and_a_way_forward() {
    let portal = Arc::new(portal(&Peer::new()));
    let bodies = ["", "SAMLResponse=", "SAMLResponse=AAAA&SAMLResponse=AAAA", "SAMLResponse=%25", "Other=1"];
    for body in bodies.map(str::to_owned).into_iter().chain([format!("SAMLResponse={}", "A".repeat(300_000))]) {
        let response = send(&portal, TestRequest::post().uri("/saml/acs").set_payload(body)).await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
        let page = text(response).await;
        assert!(page.contains("href=\"/sign-in\"") && page.contains("Request <code>"));
    }
    for (uri, status) in [("/saml/arrived?name=0", 400), ("/saml/arrived", 400), ("/saml/acs", 404), ("/nowhere", 404)]
    {
        assert_eq!(send(&portal, TestRequest::get().uri(uri)).await.status().as_u16(), status, "{uri}");
    }
    assert_eq!(send(&portal, TestRequest::post().uri("/")).await.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[actix_web::test]
async fn before_the_provider_answers() {
    let base = crate::arguments::Base::parse("http://127.0.0.1:8081").unwrap();
    let portal = Arc::new(Portal::new(base, crate::identity::Identity::make().unwrap(), crate::notes::tests::none()));
    for uri in ["/", "/sign-in", "/healthz"] {
        assert_eq!(send(&portal, TestRequest::get().uri(uri)).await.status(), StatusCode::SERVICE_UNAVAILABLE, "{uri}");
    }
    let metadata = send(&portal, TestRequest::get().uri("/saml/metadata")).await;
    assert_eq!(metadata.status(), StatusCode::OK);
}
