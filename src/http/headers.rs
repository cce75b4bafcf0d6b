//! Headers that every response carries.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderValue, X_FRAME_OPTIONS};
use actix_web::middleware::DefaultHeaders;

/// Nothing inline, nothing from elsewhere, no frame. No `form-action`: browsers apply it to redirects that follow a
/// submission, and would stop the answer to a service provider.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
                                       base-uri 'none'; frame-ancestors 'none'";

/// For the page whose script asks us for a question to put to passkeys.
const ASKING: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// For what one of our own pages shows in a frame.
const FRAMED: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; base-uri 'none'; \
                      frame-ancestors 'self'";

/// For the one page with frames: each shows an application, wherever it is, being told of a logout.
const FRAMING: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; \
                       frame-src 'self' https:; base-uri 'none'; frame-ancestors 'none'";
const FRAMING_FOR_TRYING_OUT: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
                                      connect-src 'self'; frame-src 'self' https: http:; base-uri 'none'; frame-ancestors 'none'";

/// A response whose script asks us, and nobody else.
pub(super) fn asking(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(ASKING));
    response
}

/// A response that our own pages may show in a frame, and no other's.
pub(super) fn framed_by_us(mut response: HttpResponse) -> HttpResponse {
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
    response.headers_mut().insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

/// A response with applications in frames.
pub(super) fn framing(mut response: HttpResponse, https: bool) -> HttpResponse {
    let policy = if https { FRAMING } else { FRAMING_FOR_TRYING_OUT };
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

/// For every page; what a handler sets itself stays.
pub fn security_headers(https: bool) -> DefaultHeaders {
    let headers = DefaultHeaders::new()
        .add(("Content-Security-Policy", POLICY))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("X-Frame-Options", "DENY"))
        .add(("Referrer-Policy", "no-referrer"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
        .add(("Cross-Origin-Resource-Policy", "same-origin"))
        .add(("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"))
        .add(("Cache-Control", "no-store"));
    if https { headers.add(("Strict-Transport-Security", "max-age=63072000; includeSubDomains")) } else { headers }
}
