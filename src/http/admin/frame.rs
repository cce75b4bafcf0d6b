//! The frame of the console's pages: where one can go with one's roles, and where one is.

use super::access::{self, Asked};
use super::sent::Sent;
use crate::http::context::request_id;
use crate::http::form_token::{self, FormToken};
use crate::http::login::with_cookie;
use crate::http::page::html;
use crate::http::site::Site;
use crate::say;
use crate::sign_in::Parts;
use crate::sign_in::session::SignedIn;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};

/// A part of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Overview,
    People,
    Applications,
    SignOns,
    Approvals,
    Audit,
    Settings,
}

impl Section {
    const ALL: [Self; 7] =
        [Self::Overview, Self::People, Self::Applications, Self::SignOns, Self::Approvals, Self::Audit, Self::Settings];

    /// Where it begins, and what it is called.
    fn place(self) -> (&'static str, Text) {
        match self {
            Self::Overview => ("/admin", say("admin-frame-overview")),
            Self::People => ("/admin/people", say("admin-frame-people")),
            Self::Applications => ("/admin/applications", say("admin-frame-applications")),
            Self::SignOns => ("/admin/sign-ons", say("admin-frame-sign-ons")),
            Self::Approvals => ("/admin/approvals", say("admin-frame-approvals")),
            Self::Audit => ("/admin/audit", say("admin-frame-audit")),
            Self::Settings => ("/admin/settings", say("admin-frame-settings")),
        }
    }
}

/// A link of the console's navigation.
pub(super) struct Place {
    pub(super) href: &'static str,
    pub(super) label: Text,
    pub(super) is_here: bool,
}

/// Where this person can go: what their roles open, and no more.
pub(super) fn places(person: &SignedIn, here: Section) -> Vec<Place> {
    let open = Section::ALL.into_iter().filter(|section| access::opens(section.place().0, person));
    open.map(|section| {
        let (href, label) = section.place();
        Place { href, label, is_here: section == here }
    })
    .collect()
}

/// What the templates of the console's pages have in common: `admin/page.html`.
pub(super) struct Frame {
    pub(super) request_id: String,
    pub(super) places: Vec<Place>,
    token: FormToken,
}

impl Frame {
    /// For the hidden field of each form.
    pub(super) fn form_token(&self) -> &str {
        &self.token.value
    }

    /// The page, with the cookie that ties its forms to the browser.
    pub(super) fn answer(self, status: StatusCode, body: String) -> HttpResponse {
        with_cookie(html(status, body), self.token)
    }
}

/// What a page of the console is made from.
#[derive(Clone, Copy)]
pub(super) struct Console<'a> {
    pub(super) request: &'a HttpRequest,
    pub(super) site: &'a Site,
    pub(super) parts: &'a Parts,
    pub(super) person: &'a SignedIn,
}

impl Console<'_> {
    pub(super) fn frame(&self, here: Section) -> Frame {
        Frame {
            request_id: request_id(),
            places: places(self.person, here),
            token: form_token::issue(self.request, self.site, &*self.parts.random),
        }
    }
}

impl Asked {
    pub(super) fn console(&self) -> Console<'_> {
        Console { request: &self.request, site: &self.site, parts: &self.parts, person: &self.person }
    }
}

impl<F> Sent<F> {
    pub(super) fn console(&self) -> Console<'_> {
        Console { request: &self.request, site: &self.site, parts: &self.parts, person: &self.person }
    }
}
