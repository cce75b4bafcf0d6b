//! Envelopes as a browser without JavaScript sends and opens them.

use super::app::TestApp;
use super::browser::Page;
use super::person::Person;
use std::path::PathBuf;

const BOUNDARY: &str = "----WebKitFormBoundaryT3stT3stT3st";

/// The form as it stands when it is opened, for these.
pub struct Form<'a> {
    pub to: &'a str,
    pub text: &'a str,
    /// Name and content.
    pub file: Option<(&'a str, &'a [u8])>,
    pub keep: bool,
    pub own_copy: bool,
    pub time: &'a str,
}

impl<'a> Form<'a> {
    pub fn text(to: &'a str, text: &'a str) -> Self {
        Self { to, text, file: None, keep: true, own_copy: false, time: "day" }
    }

    pub fn file(to: &'a str, name: &'a str, content: &'a [u8]) -> Self {
        Self { file: Some((name, content)), ..Self::text(to, "") }
    }

    pub fn body(&self, token: &str) -> Vec<u8> {
        let mut fields = vec![("form_token", token), ("to", self.to), ("text", self.text), ("time", self.time)];
        fields.push(("keep", if self.keep { "yes" } else { "no" }));
        if self.own_copy {
            fields.push(("own_copy", "yes"));
        }
        let (name, content) = self.file.unwrap_or(("", b""));
        multipart(&fields, (name, content))
    }
}

pub fn multipart(fields: &[(&str, &str)], (name, content): (&str, &[u8])) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    body.extend(
        format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes(),
    );
    body.extend_from_slice(content);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    body
}

pub fn content_type() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

impl Person {
    pub fn seal(&mut self, form: &Form<'_>) -> (Page, Vec<u8>) {
        let page = self.browser.get("/envelopes/new");
        assert_eq!(page.status, 200, "{}", page.body);
        let body = form.body(&page.hidden("form_token").unwrap());
        self.browser.post_octets("/envelopes/new", &content_type(), &body)
    }

    /// Seals something that is kept, and says under which id.
    pub fn mail(&mut self, form: &Form<'_>) -> String {
        let (page, _) = self.seal(form);
        assert_eq!(page.status, 303, "{}", page.body);
        let location = page.location().unwrap();
        location.strip_prefix("/envelopes/").unwrap().split('?').next().unwrap().to_owned()
    }

    /// What a browser gets that clicks on «Open it».
    pub fn open(&mut self, id: &str) -> (Page, Vec<u8>) {
        let token = self.browser.get("/envelopes/new").hidden("form_token").unwrap();
        let body = format!("form_token={token}");
        self.browser.post_octets(&format!("/envelopes/{id}/open"), "application/x-www-form-urlencoded", body.as_bytes())
    }

    pub fn act(&mut self, id: &str, what: &str) -> Page {
        let token = self.browser.get("/envelopes/new").hidden("form_token").unwrap();
        self.browser.post(&format!("/envelopes/{id}/{what}"), &[("form_token", &token), ("sent", "yes")])
    }

    /// A file that the person has, opened by the service.
    pub fn open_file(&mut self, name: &str, content: &[u8]) -> (Page, Vec<u8>) {
        let token = self.browser.get("/envelopes/file").hidden("form_token").unwrap();
        let body = multipart(&[("form_token", &token)], (name, content));
        self.browser.post_octets("/envelopes/file", &content_type(), &body)
    }
}

impl TestApp {
    /// The files in the folder of envelopes.
    pub fn envelope_files(&self) -> Vec<PathBuf> {
        let folder = self.keeper_dir.path().join("envelopes");
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    pub fn envelope_file(&self, id: &str) -> PathBuf {
        self.keeper_dir.path().join("envelopes").join(id.replace('-', ""))
    }
}
