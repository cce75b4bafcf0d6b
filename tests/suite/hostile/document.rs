//! XML that is no AuthnRequest, or that two parsers would read as two.

use super::Attack;
use super::Said::Page;
use super::{SCRIPT, Scene};

const ISSUER_END: &str = "</saml:Issuer>";
const ROOT: &str = "<samlp:AuthnRequest";

const XML: &[Attack] = &[
    Attack("a DTD", Page("DTD"), |s| s.replacing(ROOT, "<!DOCTYPE x><samlp:AuthnRequest")),
    Attack("a billion laughs", Page("DTD"), |s| {
        let laughs: String =
            (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
        let dtd = format!("<!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]>{ROOT}");
        s.with_xml(s.request.xml().replacen(ROOT, &dtd, 1).replacen(ISSUER_END, "&l9;</saml:Issuer>", 1).as_bytes())
    }),
    Attack("an entity from a file", Page("DTD"), |s| {
        let dtd = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><samlp:AuthnRequest";
        s.with_xml(s.request.xml().replacen(ROOT, dtd, 1).replacen(ISSUER_END, "&f;</saml:Issuer>", 1).as_bytes())
    }),
    Attack("an entity that nobody declared", Page("undeclared entity"), |s| {
        s.replacing(ISSUER_END, "&f;</saml:Issuer>")
    }),
    Attack("a processing instruction", Page("processing instruction"), |s| {
        s.replacing(ROOT, "<?evil x?><samlp:AuthnRequest")
    }),
    Attack("UTF-16", Page("UTF-16"), |s| {
        let units: Vec<u8> = s.request.xml().encode_utf16().flat_map(u16::to_le_bytes).collect();
        s.with_xml(&[vec![0xFF, 0xFE], units].concat())
    }),
    Attack("another encoding declared", Page("only UTF-8"), |s| {
        s.replacing(ROOT, "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><samlp:AuthnRequest")
    }),
    Attack("a script as encoding", Page("only UTF-8"), |s| {
        let declared = "<?xml version=\"1.0\" encoding='<script>alert(31337)</script>'?><samlp:AuthnRequest";
        s.replacing(ROOT, declared)
    }),
    Attack("not UTF-8", Page("not valid UTF-8"), |s| {
        let mut xml = s.request.xml().into_bytes();
        let place = xml.len() - 40;
        xml[place] = 0xE9;
        s.with_xml(&xml)
    }),
    Attack("a NUL", Page("does not allow"), |s| s.replacing(ISSUER_END, "\0</saml:Issuer>")),
    Attack("a comment inside the Issuer", Page("must not carry comments"), |s| {
        s.replacing(ISSUER_END, "<!-- x -->.evil.example</saml:Issuer>")
    }),
    Attack("CDATA inside the Issuer", Page("CDATA"), |s| s.replacing(ISSUER_END, "<![CDATA[.evil]]></saml:Issuer>")),
    Attack("an element inside the Issuer", Page("Issuer"), |s| s.replacing(ISSUER_END, "<b/></saml:Issuer>")),
    Attack("not closed", Page("cannot be read"), |s| s.replacing("</samlp:AuthnRequest>", "")),
    Attack("two roots", Page("cannot be read"), twice),
    Attack("100 levels deep", Page("nested deeper"), |s| s.containing(&"<x>".repeat(100))),
    Attack("1,000 attributes", Page("attributes on one element"), |s| {
        let many: String = (0..1000).map(|n| format!(" a{n}=\"\"")).collect();
        s.replacing(" Version=", &format!("{many} Version="))
    }),
    Attack("1,000 namespaces", Page("amespace declarations"), |s| {
        let many: String = (0..60).map(|n| format!(" xmlns:n{n}=\"urn:{n}\"")).collect();
        s.containing(&format!("<x{many}><x{many}/></x>"))
    }),
    Attack("10,000 elements", Page("more than 1024 elements"), |s| {
        s.containing(&format!("<samlp:Extensions>{}</samlp:Extensions>", "<x/>".repeat(10_000)))
    }),
    Attack("an attribute twice", Page("same attribute twice"), |s| {
        s.replacing(" Version=", " Version=\"2.0\" Version=")
    }),
    Attack("an ID twice", Page("used before"), |s| {
        s.containing(&format!("<samlp:Extensions><x ID=\"{}\"/></samlp:Extensions>", s.request.id))
    }),
];

fn twice(sound: &super::Sound) -> String {
    let xml = sound.request.xml();
    sound.with_xml(format!("{xml}{}", xml.replace("ID=\"_", "ID=\"_2")).as_bytes())
}

const SHAPE: &[Attack] = &[
    Attack("another message", Page("where AuthnRequest was expected"), |s| {
        s.with_xml(s.request.xml().replace("AuthnRequest", "LogoutRequest").as_bytes())
    }),
    Attack("a Response", Page("where AuthnRequest was expected"), |s| {
        s.with_xml(s.request.xml().replace("AuthnRequest", "Response").as_bytes())
    }),
    Attack("another namespace", Page("in another namespace"), |s| {
        s.replacing("SAML:2.0:protocol", "SAML:1.1:protocol")
    }),
    Attack("another version", Page("Version"), |s| s.replacing("\"2.0\"", "\"1.1\"")),
    Attack("no version", Page("Version"), |s| s.replacing(" Version=\"2.0\"", "")),
    Attack("no ID", Page("ID"), |s| s.replacing(&format!(" ID=\"{}\"", s.request.id), "")),
    Attack("an empty ID", Page("ID"), |s| s.changed(|r| r.id.clear())),
    Attack("an ID of 10,000 letters", Page("ID"), |s| s.changed(|r| r.id = "x".repeat(10_000))),
    Attack("a script as ID", Page("ID"), |s| s.changed(|r| r.id = SCRIPT.to_owned())),
    Attack("no Issuer", Page("Issuer"), |s| {
        s.replacing(&format!("<saml:Issuer>{}</saml:Issuer>", s.request.issuer), "")
    }),
    Attack("an empty Issuer", Page("Issuer"), |s| s.changed(|r| r.issuer.clear())),
    Attack("two Issuers", Page("Issuer"), |s| s.containing("<saml:Issuer>https://strict.example/saml</saml:Issuer>")),
    Attack("the same Issuer twice", Page("Issuer"), |s| {
        s.containing(&format!("<saml:Issuer>{}</saml:Issuer>", s.request.issuer))
    }),
    Attack("an Issuer of another kind", Page("Issuer"), |s| {
        s.replacing("<saml:Issuer>", "<saml:Issuer Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\">")
    }),
    Attack("an Issuer deeper inside alone", Page("Issuer"), |s| {
        let issuer = format!("<saml:Issuer>{}</saml:Issuer>", s.request.issuer);
        s.replacing(&issuer, &format!("<samlp:Extensions>{issuer}</samlp:Extensions>"))
    }),
    Attack("a signature inside", Page("belongs in the address"), |s| {
        s.containing("<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>")
    }),
    Attack("an element that does not belong there", Page("script31337"), |s| s.containing("<script31337/>")),
    Attack("a boolean that is none", Page("ForceAuthn"), |s| s.with("ForceAuthn", SCRIPT)),
    Attack("an index that is no number", Page("not a number"), |s| s.with("AssertionConsumerServiceIndex", "1e3")),
    Attack("an index that is too large", Page("not a number"), |s| s.with("AssertionConsumerServiceIndex", "70000")),
    Attack("a comparison that is none", Page("Comparison"), |s| {
        s.containing("<samlp:RequestedAuthnContext Comparison=\"most\"><saml:AuthnContextClassRef>x</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>")
    }),
];

#[test]
fn hostile_xml_gets_a_page() {
    Scene::new().run_both(XML);
}

#[test]
fn what_is_not_an_authn_request_gets_a_page() {
    Scene::new().run_both(SHAPE);
}
