//! A browser over TLS, for a site that is known by one name and reached at several addresses: cookies, pages and forms.

use super::browser::Page;
use super::origin::Identity;
use super::tls::{Client, status};
use std::collections::BTreeMap;

#[derive(Clone)]
pub struct Visitor<'a> {
    trusting: &'a Identity,
    cookies: BTreeMap<String, String>,
}

impl<'a> Visitor<'a> {
    pub fn new(trusting: &'a Identity) -> Self {
        Self { trusting, cookies: BTreeMap::new() }
    }

    pub fn get(&mut self, address: &str, path: &str) -> Result<Page, String> {
        self.send(address, &format!("GET {path} HTTP/1.1"), "", "")
    }

    /// Sends a page's form with these fields filled in.
    pub fn submit(&mut self, address: &str, path: &str, page: &Page, typed: &[(&str, &str)]) -> Result<Page, String> {
        let hidden = page.hidden_fields();
        let fields = hidden.iter().map(|(name, value)| (&**name, &**value)).chain(typed.iter().copied());
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n";
        self.send(address, &format!("POST {path} HTTP/1.1"), kind, &body)
    }

    fn send(&mut self, address: &str, line: &str, kind: &str, body: &str) -> Result<Page, String> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let length = if kind.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let request = format!(
            "{line}\r\nHost: localhost\r\nCookie: {}\r\n{kind}{length}Connection: close\r\n\r\n{body}",
            cookies.join("; ")
        );
        let answer = Client::connect(address, self.trusting)?.send(&request).map_err(|error| error.to_string())?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("no head")?;
        let fields = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let headers: Vec<(String, String)> =
            fields.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        for (_, set) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        Ok(Page { status: status(&answer), headers, body: body.to_owned() })
    }
}
