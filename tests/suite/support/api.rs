//! A program that shows a token of somebody's, over HTTP and without cookies.

use super::app::TestApp;
use super::kept::Kept;
use super::person::Person;
use serde_json::Value;

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub octets: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.octets).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn title(&self) -> String {
        self.json()["title"].as_str().unwrap().to_owned()
    }
}

pub struct Program {
    kept: Kept,
    base: String,
    headers: Vec<(String, String)>,
}

impl Program {
    /// One that shows nothing.
    pub fn new(app: &TestApp) -> Self {
        Self { kept: Kept::new(), base: app.base.clone(), headers: Vec::new() }
    }

    pub fn with(app: &TestApp, token: &str) -> Self {
        Self::new(app).saying("Authorization", &format!("Bearer {token}"))
    }

    pub fn saying(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn ask(&self, method: &str, path: &str, kind: Option<&str>, body: &[u8]) -> Reply {
        self.ask_saying(method, path, None, kind, body)
    }

    /// With one more header.
    pub fn ask_saying(
        &self,
        method: &str,
        path: &str,
        more: Option<(&str, &str)>,
        kind: Option<&str>,
        body: &[u8],
    ) -> Reply {
        let url = format!("{}/api/v1{path}", self.base);
        let mut request = ureq::http::Request::builder().method(method).uri(&url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some((name, value)) = more {
            request = request.header(name, value);
        }
        if let Some(kind) = kind {
            request = request.header("Content-Type", kind);
        }
        let answer = match kind {
            Some(_) => self.kept.agent().run(request.body(body.to_vec()).unwrap()),
            None => self.kept.agent().run(request.body(()).unwrap()),
        };
        let mut response = answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
        let (headers, status) = (headers.collect(), response.status().as_u16());
        let octets = response.body_mut().with_config().limit(1 << 30).read_to_vec().unwrap();
        Reply { status, headers, octets }
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, None, &[])
    }

    pub fn post_json(&self, path: &str, body: &Value) -> Reply {
        self.ask("POST", path, Some("application/json"), body.to_string().as_bytes())
    }

    /// Sends a text for these.
    pub fn send(&self, to: &str, text: &str) -> Reply {
        let body = fields(&[("to", to), ("text", text)], None);
        self.ask("POST", "/envelopes", Some(KIND), &body)
    }

    pub fn status(&self) -> u16 {
        self.get("/me").status
    }
}

pub const KIND: &str = "multipart/form-data; boundary=b0undary";

/// A form as curl sends it.
pub fn fields(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--b0undary\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.into_bytes());
    }
    if let Some((name, content)) = file {
        let head = format!(
            "--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(content);
        body.extend(b"\r\n");
    }
    body.extend(b"--b0undary--\r\n");
    body
}

impl Person {
    /// Makes a token through the page: `may` names the boxes that are ticked.
    pub fn token_of(&mut self, app: &TestApp, may: &[&str], time: &str, key: &str) -> String {
        let mut typed = vec![("name", "Nightly"), ("time", time), ("key", key)];
        typed.extend(may.iter().map(|one| (*one, "yes")));
        let made = self.change(app, "/account/tokens/new", &typed);
        assert_eq!(made.status, 200, "{}", made.body);
        made.text_of("token").unwrap()
    }

    pub fn token(&mut self, app: &TestApp, may: &[&str]) -> String {
        self.token_of(app, may, "month", "")
    }

    /// Makes one for the console: `may` names the boxes that are ticked.
    pub fn console_token_of(&mut self, app: &TestApp, may: &[&str], time: &str) -> String {
        let mut typed = vec![("name", "Repository"), ("time", time)];
        typed.extend(may.iter().map(|one| (*one, "yes")));
        let made = self.change(app, "/admin/settings/tokens/new", &typed);
        assert_eq!(made.status, 200, "{}", made.body);
        made.text_of("token").unwrap()
    }

    pub fn console_token(&mut self, app: &TestApp, may: &[&str]) -> String {
        self.console_token_of(app, may, "month")
    }

    /// Ends the first token of the list with one click.
    pub fn end_token(&mut self) {
        let page = self.browser.get("/account/tokens");
        let done = self.browser.submit("/account/tokens/end", &page, &[]);
        assert_eq!(done.location().as_deref(), Some("/account/tokens?done=ended"), "{}", done.body);
    }
}
