//! `/admin/applications/one`: everything about one application, in plain words.

use super::super::access::Right;
use super::super::frame::{Frame, Section};
use super::form::AskedAbout;
use super::{about, unknown};
use crate::federation::{Federation, Mark, Registered, Section as Checks, Shown, Subscription, count_marks};
use crate::federation::{full_name, short_name};
use crate::http::error::PageError;
use crate::http::when::When;
use crate::say;
use crate::words::Text;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

struct Scope {
    purpose: String,
    sentence: Text,
}

#[derive(Template)]
#[template(path = "admin/application.html")]
struct OnePage<'a> {
    frame: &'a Frame,
    done: Text,
    name: &'a str,
    entity_id: &'a str,
    version: u64,
    added_on: When,
    changed_on: Option<When>,
    told: Vec<String>,
    chosen: Vec<String>,
    scopes: Vec<Scope>,
    sections: &'a [Checks],
    looks: usize,
    preview: Vec<Shown>,
    own: Vec<Shown>,
    may_change: bool,
    change: String,
    trial: String,
    engineers: String,
    /// Where its metadata is looked at again, and what came of it.
    subscription: Option<Subscription>,
    subscribe: String,
    remove: String,
}

/// One that nobody is signed on to: there is nothing to say of it but that.
#[derive(Template)]
#[template(path = "admin/application_over.html")]
struct OverPage<'a> {
    frame: &'a Frame,
    entity_id: &'a str,
    may_change: bool,
    /// Where this service wrote what lies there: it is over, and its engineers can be shown why.
    engineers: Option<String>,
    subscribe: String,
    remove: String,
}

pub(in crate::http) async fn page(
    visit: AskedAbout,
    federation: web::Data<Federation>,
) -> Result<HttpResponse, PageError> {
    let AskedAbout { asked, entity_id, word } = visit;
    let may_change = Right::Applications.is_held_by(&asked.person);
    let frame = asked.console().frame(Section::Applications);
    let Some(registered) = federation.registered(&entity_id).await? else {
        if !federation.has_row(&entity_id).await? {
            return Err(unknown());
        }
        let (entity_id, remove) = (entity_id.as_str(), about("remove", &entity_id));
        let engineers = federation.on_file(entity_id).await?.map(|_| about("engineers", entity_id));
        let subscribe = about("subscription", entity_id);
        let body = OverPage { frame: &frame, entity_id, may_change, engineers, subscribe, remove }.render()?;
        return Ok(frame.answer(StatusCode::OK, body));
    };
    let Registered { sp, candidate, added_on, changed_on } = &registered;
    let page = OnePage {
        frame: &frame,
        done: done(&word),
        name: sp.name(),
        entity_id: sp.entity_id(),
        version: candidate.version,
        added_on: (*added_on).into(),
        changed_on: changed_on.filter(|_| candidate.version > 1).map(When::from),
        told: sp.released().iter().map(|name| in_words(name)).collect(),
        chosen: sp.options().chosen(),
        scopes: sp.scopes().iter().map(|scope| scope_in_words(scope, asked.parts.clock.now().date())).collect(),
        looks: count_marks(&candidate.sections, Mark::Look),
        sections: &candidate.sections,
        preview: federation.preview(sp),
        own: federation.preview_of(sp, &asked.person),
        may_change,
        change: about("change", sp.entity_id()),
        trial: about("trial", sp.entity_id()),
        engineers: about("engineers", sp.entity_id()),
        subscription: federation.subscription(sp.entity_id()).await?,
        subscribe: about("subscription", sp.entity_id()),
        remove: about("remove", sp.entity_id()),
    };
    let body = page.render()?;
    Ok(frame.answer(StatusCode::OK, body))
}

fn done(word: &str) -> Text {
    match word {
        "connected" => say("admin-application-now-connected"),
        "changed" => say("admin-application-now-changed"),
        _ => Text::default(),
    }
}

fn in_words(name: &str) -> String {
    match short_name(full_name(name)) {
        Some(short) => format!("{short} ({})", full_name(name)),
        None => name.to_owned(),
    }
}

fn scope_in_words(scope: &crate::keys::scope::Scope, today: time::Date) -> Scope {
    let epochs: Vec<String> = scope.live_epochs(today).iter().map(u32::to_string).collect();
    let sentence = match epochs.is_empty() {
        true => say("admin-application-keys-none"),
        false => say("admin-application-keys").with("epochs", epochs.join(", ")),
    };
    Scope { purpose: scope.purpose.to_string(), sentence }
}
