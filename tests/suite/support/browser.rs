//! A browser without JavaScript: cookies, each for its host, forms, and no redirect followed unless asked.

use super::kept::Kept;
use std::collections::BTreeMap;

pub struct Browser {
    kept: Kept,
    base: String,
    /// By host, whatever the port (RFC 6265 §8.5), and name.
    cookies: BTreeMap<(String, String), Cookie>,
    /// What a proxy, or a liar, adds to each request.
    added: Vec<(&'static str, String)>,
    /// No answer is a page of status 0, and not the end of the test.
    may_fail: bool,
}

#[derive(Clone)]
struct Cookie {
    value: String,
    /// `SameSite=Lax`: stays away from a POST that comes from another site.
    is_lax: bool,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Page {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        Self { kept: Kept::new(), base: base.to_owned(), cookies: BTreeMap::new(), added: Vec::new(), may_fail: false }
    }

    /// With a header of one's own in each page and form that is asked for.
    pub fn saying(mut self, name: &'static str, value: &str) -> Self {
        self.added.push((name, value.to_owned()));
        self
    }

    /// Of a service that may fall silent at any moment.
    pub fn that_may_fail(base: &str) -> Self {
        Self { may_fail: true, ..Self::new(base) }
    }

    /// The same browser when nobody is signed in: what makes it a known device stays.
    pub fn signed_out(&self) -> Self {
        let mut other = Self { may_fail: self.may_fail, ..Self::new(&self.base) };
        other.cookies = self.cookies.clone();
        other.cookies.retain(|(_, name), _| !name.ends_with("senza_session"));
        other
    }

    /// The same browser as its own site knows it: without the cookies of others, and with connections of its own.
    pub fn here_alone(&self) -> Self {
        let mut other = Self { may_fail: self.may_fail, ..Self::new(&self.base) };
        let own = host(&self.base);
        other.cookies =
            self.cookies.iter().filter(|((host, _), _)| *host == own).map(|(k, v)| (k.clone(), v.clone())).collect();
        other
    }

    pub fn get(&mut self, path: &str) -> Page {
        let url = self.url(path);
        let ask = || {
            let request = self.kept.agent().get(&url).header("Cookie", self.cookie_header(&url, true));
            self.added.iter().fold(request, |request, (name, value)| request.header(*name, value)).call()
        };
        // Once more where the connection that was kept is one to a process that is gone.
        let response = ask().or_else(|error| if self.may_fail { ask() } else { Err(error) });
        self.take(&url, response)
    }

    /// By whatever method, without a body.
    pub fn by(&mut self, method: &str, path: &str) -> Page {
        let url = self.url(path);
        let cookies = self.cookie_header(&url, true);
        let request = ureq::http::Request::builder().method(method).uri(&url).header("Cookie", cookies);
        let response = self.kept.agent().run(request.body(()).unwrap());
        self.take(&url, response)
    }

    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let url = self.url(path);
        self.send_form(&url, fields, true)
    }

    /// Sends the form of a page at another address.
    pub fn post_from(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let url = self.url(path);
        self.send_form(&url, fields, host(page) == host(&url))
    }

    fn send_form(&mut self, url: &str, fields: &[(&str, &str)], same_site: bool) -> Page {
        let request = self.kept.agent().post(url).header("Cookie", self.cookie_header(url, same_site));
        let request = self.added.iter().fold(request, |request, (name, value)| request.header(*name, value));
        let response = request.send_form(fields.iter().copied());
        self.take(url, response)
    }

    /// Sends a body as it is.
    pub fn post_raw(&mut self, path: &str, content_type: &str, body: &str) -> Page {
        let url = self.url(path);
        let request = self.kept.agent().post(&url).header("Cookie", self.cookie_header(&url, true));
        let request = self.added.iter().fold(request, |request, (name, value)| request.header(*name, value));
        let response = request.content_type(content_type).send(body);
        self.take(&url, response)
    }

    /// Sends a form with a file in it; where a page with it has led.
    pub fn send_file(&mut self, path: &str, fields: &[(&str, &str)], file: (&str, &str)) -> Page {
        let part = |name: &str, rest: &str, value: &str| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{rest}\r\n\r\n{value}\r\n")
        };
        let mut body: String = fields.iter().map(|(name, value)| part(name, "", value)).collect();
        body.push_str(&part(file.0, "; filename=\"metadata.xml\"\r\nContent-Type: text/xml", file.1));
        body.push_str("--b--\r\n");
        self.post_raw(path, "multipart/form-data; boundary=b", &body)
    }

    /// An administrator hands metadata in, as a file, and comes to its check list, or to why there is none.
    pub fn hand_in(&mut self, metadata: &str) -> Page {
        let form = self.get("/admin/applications/add");
        let token = form.hidden("form_token").unwrap_or_else(|| panic!("{} {}", form.status, form.body));
        let fields = [("form_token", &*token), ("address", ""), ("pasted", "")];
        let page = self.send_file("/admin/applications/add", &fields, ("file", metadata));
        self.follow(page)
    }

    /// Sends octets, and takes octets back, which need not be text.
    pub fn post_octets(&mut self, path: &str, content_type: &str, body: &[u8]) -> (Page, Vec<u8>) {
        let url = self.url(path);
        let request = self.kept.agent().post(&url).header("Cookie", self.cookie_header(&url, true));
        let mut response =
            request.content_type(content_type).send(body).unwrap_or_else(|error| panic!("{url}: {error}"));
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()));
        let headers: Vec<(String, String)> = headers.collect();
        let status = response.status().as_u16();
        let octets = response.body_mut().with_config().limit(1 << 31).read_to_vec();
        let octets = octets.unwrap_or_default();
        let body = String::from_utf8(octets.clone()).unwrap_or_default();
        (Page { status, headers, body }, octets)
    }

    /// The session's cookies as a header, for what speaks HTTP by hand.
    pub fn cookies_here(&self) -> String {
        self.cookie_header(&self.base, true)
    }

    /// Sends the form of a page with these fields filled in; other hidden fields go back as they came.
    pub fn submit(&mut self, path: &str, page: &Page, typed: &[(&str, &str)]) -> Page {
        let hidden = page.hidden_fields();
        let mut fields: Vec<(&str, &str)> = typed.to_vec();
        for (name, value) in &hidden {
            // Each once: a page may have another form.
            if fields.iter().all(|(one, _)| one != name) {
                fields.push((name, value));
            }
        }
        self.post(path, &fields)
    }

    /// Follows redirects within the site.
    pub fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            match page.location() {
                Some(next) if next.starts_with('/') => page = self.get(&next),
                _ => break,
            }
        }
        page
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(&(host(&self.base), name.to_owned())).map(|cookie| &*cookie.value)
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        let cookie = Cookie { value: value.to_owned(), is_lax: true };
        self.cookies.insert((host(&self.base), name.to_owned()), cookie);
    }

    fn url(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) }
    }

    fn cookie_header(&self, url: &str, same_site: bool) -> String {
        let host = host(url);
        let sent = self.cookies.iter().filter(|((owner, _), cookie)| *owner == host && (same_site || !cookie.is_lax));
        sent.map(|((_, name), cookie)| format!("{name}={}", cookie.value)).collect::<Vec<_>>().join("; ")
    }

    fn take(&mut self, url: &str, response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Page {
        let mut response = match response {
            Err(error) if self.may_fail => return Page { status: 0, headers: Vec::new(), body: error.to_string() },
            response => response.unwrap_or_else(|error| panic!("{url}: {error}")),
        };
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), value.to_str().unwrap_or_default().to_owned()))
            .collect();
        for (_, value) in headers.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, rest) = value.split_once('=').unwrap();
            let (value, attributes) = rest.split_once(';').unwrap_or((rest, ""));
            let key = (host(url), name.to_owned());
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(&key);
            } else {
                let is_lax = attributes.contains("SameSite=Lax");
                self.cookies.insert(key, Cookie { value: value.to_owned(), is_lax });
            }
        }
        let body = response.body_mut().read_to_string();
        if self.may_fail && body.is_err() {
            return Page { status: 0, headers: Vec::new(), body: String::new() };
        }
        let body = body.unwrap_or_default();
        Page { status: response.status().as_u16(), headers, body }
    }
}

impl Page {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn location(&self) -> Option<String> {
        self.header("location").map(str::to_owned)
    }

    /// Every hidden field of the page's form.
    pub fn hidden_fields(&self) -> Vec<(String, String)> {
        self.body
            .split("<input ")
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap_or_default())
            .filter(|tag| tag.contains("type=\"hidden\""))
            .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)))
            .collect()
    }

    pub fn hidden(&self, name: &str) -> Option<String> {
        self.hidden_fields().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The text inside the element of this id.
    pub fn text_of(&self, id: &str) -> Option<String> {
        let (_, after) = self.body.split_once(&format!("id=\"{id}\""))?;
        let (_, after) = after.split_once('>')?;
        Some(unescape(after.split('<').next()?))
    }

    /// The action of the page's first form.
    pub fn action(&self) -> Option<String> {
        let tag = self.body.split("<form ").nth(1)?.split('>').next()?;
        attribute(tag, "action")
    }
}

fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':', '?']).next().unwrap_or_default().to_owned()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!("{name}=\""))?;
    Some(unescape(after.split('"').next()?))
}

fn unescape(text: &str) -> String {
    text.replace("&#38;", "&")
        .replace("&amp;", "&")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
}
