//! What can be done to a message that is signed inside, so that one reader checks it and another reads another: signature
//! wrapping (XSW1–8) and every other way known by a name.

use super::post::{EXC_C14N, Template, after_issuer, algorithm, prefixes, transform, xmlsec_sign};
use super::sp::{Keys, stranger};
use data_encoding::BASE64;

const DSIG: &str = "http://www.w3.org/2000/09/xmldsig#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
/// As an attribute carries it.
const SCRIPT: &str = "&lt;script>alert(31337)&lt;/script>";
const WRAPPER: &str = "<samlp:Batch xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\">";

/// A sound message, and what it was made from.
pub struct Material<'k> {
    pub unsigned: String,
    pub signed: String,
    pub id: String,
    pub keys: &'k Keys,
}

/// Its name, which is also its file's; why it is refused, as the error prints for debugging; words on the page; and how
/// it is made.
pub struct Bad(pub &'static str, pub &'static str, pub &'static str, pub fn(&Material<'_>) -> String);

impl Material<'_> {
    /// The same message by an attacker.
    fn evil(&self) -> String {
        evil_attribute(&self.unsigned.replacen(&self.id, "_evil", 1))
    }

    fn signature(&self) -> &str {
        let start = self.original().find("<ds:Signature ").unwrap();
        let end = self.original().find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
        &self.original()[start..end]
    }

    /// Without the XML declaration that xmlsec1 puts before it.
    fn original(&self) -> &str {
        &self.signed[self.signed.find("<samlp:").unwrap()..]
    }

    fn stripped(&self) -> String {
        self.original().replacen(self.signature(), "", 1)
    }

    fn replacing(&self, from: &str, to: &str) -> String {
        assert!(self.signed.contains(from), "{from} is not in {}", self.signed);
        self.signed.replacen(from, to, 1)
    }

    /// The signature with something put in before this end tag.
    fn signature_with(&self, end: &str, inside: &str) -> String {
        self.signature().replacen(end, &format!("{inside}{end}"), 1)
    }

    /// Soundly signed by this key, in another form.
    fn signed_as(&self, change: impl FnOnce(&mut Template)) -> String {
        let mut template = Template::new(&self.id);
        change(&mut template);
        xmlsec_sign(&after_issuer(&self.unsigned, &template.xml()), self.keys)
    }

    fn with_transforms(&self, transforms: &str) -> String {
        self.signed_as(|template| template.transforms = transforms.to_owned())
    }
}

/// As the last child of the message's root.
fn before_end(xml: &str, inside: &str) -> String {
    let (start, end) = xml.split_at(xml.rfind("</samlp:").unwrap());
    format!("{start}{inside}{end}")
}

fn two(first: &str, second: &str) -> String {
    format!("{WRAPPER}{first}{second}</samlp:Batch>")
}

fn evil_attribute(xml: &str) -> String {
    xml.replacen(" Version=", " ProviderName=\"evil\" Version=", 1)
}

fn extensions(inside: &str) -> String {
    format!("<samlp:Extensions>{inside}</samlp:Extensions>")
}

/// Which element is believed, and which signature.
pub const WRAPPINGS: &[Bad] = &[
    Bad("xsw1", "Shape(Unexpected { element: \"Signature\"", "must not hold", |m| {
        after_issuer(&m.evil(), &m.signature_with("</ds:Signature>", &m.stripped()))
    }),
    Bad("xsw2", "Unexpected { element: \"AuthnRequest\"", "must not hold", |m| {
        after_issuer(&m.evil(), &(m.stripped() + m.signature()))
    }),
    Bad("xsw3", "NotAuthnRequest(\"Batch\")", "where AuthnRequest was expected", |m| two(&m.evil(), m.original())),
    Bad("xsw4", "Unexpected { element: \"AuthnRequest\"", "must not hold", |m| before_end(&m.evil(), m.original())),
    Bad("xsw5", "NotAuthnRequest(\"Batch\")", "where AuthnRequest was expected", |m| {
        two(&after_issuer(&m.evil(), m.signature()), &m.stripped())
    }),
    Bad("xsw6", "Enveloped(Reference)", "does not refer to the message", |m| {
        let key_info = format!("<ds:KeyInfo>{}</ds:KeyInfo>", m.stripped());
        after_issuer(&m.evil(), &m.signature_with("</ds:Signature>", &key_info))
    }),
    Bad("xsw7", "Enveloped(Misplaced)", "right after its Issuer", |m| {
        after_issuer(&m.evil(), &extensions(m.original()))
    }),
    Bad("xsw8", "Unexpected { element: \"Signature\", child: \"Object\"", "must not hold", |m| {
        let object = format!("<ds:Object>{}</ds:Object>", m.stripped());
        after_issuer(&m.evil(), &m.signature_with("</ds:Signature>", &object))
    }),
    Bad("signed-message-in-extensions", "Enveloped(Reference)", "does not refer to the message", |m| {
        after_issuer(&m.evil(), &(m.signature().to_owned() + &extensions(&m.stripped())))
    }),
    Bad("both-with-the-same-id", "RepeatedId", "used before in the document", |m| {
        let evil = m.evil().replacen("_evil", &m.id, 1);
        after_issuer(&evil, &(m.signature().to_owned() + &extensions(&m.stripped())))
    }),
    Bad("two-signatures", "Enveloped(Several)", "more than one XML signature", |m| {
        // The first is sound, and over the second, which is a stranger's over the message without either.
        let other = xmlsec_sign(&after_issuer(&m.unsigned, &Template::new(&m.id).xml()), stranger());
        let other = Material { signed: other, unsigned: m.unsigned.clone(), id: m.id.clone(), keys: stranger() };
        let both = after_issuer(&m.unsigned, &(Template::new(&m.id).xml() + other.signature()));
        xmlsec_sign(&both, m.keys)
    }),
    Bad("decoy-signature", "Enveloped(Several)", "more than one XML signature", |m| {
        before_end(m.original(), &extensions(m.signature()))
    }),
    Bad("decoy-object", "child: \"Object\"", "must not hold", |m| {
        m.replacing("</ds:Signature>", "<ds:Object/></ds:Signature>")
    }),
    Bad("signature-before-issuer", "Enveloped(Misplaced)", "right after its Issuer", |m| {
        m.stripped().replacen("<saml:Issuer>", &format!("{}<saml:Issuer>", m.signature()), 1)
    }),
    Bad("signature-at-the-end", "Enveloped(Misplaced)", "right after its Issuer", |m| {
        before_end(&m.stripped(), &format!("{}{}", extensions(""), m.signature()))
    }),
    Bad("signature-stripped", "Unsigned", "not signed", |m| m.stripped()),
    Bad("signature-in-another-namespace", "Unexpected", "must not hold", |m| {
        m.replacing(&format!("xmlns:ds=\"{DSIG}\""), "xmlns:ds=\"urn:example:dsig\"")
    }),
];

/// What is signed, and how.
pub const SIGNATURES: &[Bad] = &[
    Bad("altered", "Enveloped(Digest)", "altered after it was signed", |m| {
        m.replacing(" Version=", " ForceAuthn=\"true\" Version=")
    }),
    Bad("another-id", "Enveloped(Reference)", "does not refer", |m| {
        m.replacing(&format!(" ID=\"{}\"", m.id), " ID=\"_other\"")
    }),
    Bad("wrong-id-reference", "Enveloped(Reference)", "does not refer", |m| {
        m.replacing(&format!("\"#{}\"", m.id), "\"#_other\"")
    }),
    Bad("empty-uri", "Enveloped(Reference)", "does not refer", |m| m.signed_as(|t| t.uri.clear())),
    Bad("no-uri", "MissingAttribute", "has no URI", |m| m.replacing(&format!(" URI=\"#{}\"", m.id), "")),
    Bad("xpointer-uri", "Enveloped(Reference)", "does not refer", |m| {
        m.signed_as(|t| t.uri = format!("#xpointer(id('{}'))", m.id))
    }),
    Bad("fetched-reference", "Enveloped(Reference)", "does not refer", |m| {
        m.replacing(&format!("\"#{}\"", m.id), &format!("\"http://127.0.0.1:1/#{}\"", m.id))
    }),
    Bad("two-references", "child: \"Reference\"", "must not hold", |m| {
        let (start, end) = (m.signed.find("<ds:Reference ").unwrap(), m.signed.find("</ds:SignedInfo>").unwrap());
        let reference = m.signed[start..end].to_owned();
        m.replacing("</ds:SignedInfo>", &format!("{reference}</ds:SignedInfo>"))
    }),
    Bad("signature-value-of-zeros", "Enveloped(Signature)", "does not hold with any key", |m| {
        let value = m.signed.split("<ds:SignatureValue>").nth(1).unwrap().split('<').next().unwrap();
        m.replacing(value, &BASE64.encode(&[0; 256]))
    }),
    Bad("empty-signature-value", "Enveloped(Signature)", "does not hold with any key", |m| {
        let value = m.signed.split("<ds:SignatureValue>").nth(1).unwrap().split('<').next().unwrap();
        m.replacing(value, "")
    }),
    Bad("digest-replaced", "Enveloped(Signature)", "does not hold with any key", |m| {
        let value = m.signed.split("<ds:DigestValue>").nth(1).unwrap().split('<').next().unwrap();
        m.replacing(value, &BASE64.encode(&[7; 32]))
    }),
    Bad("key-in-the-message", "Enveloped(Signature)", "does not hold with any key", |m| {
        let info = format!(
            "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>",
            stranger().certificate_text()
        );
        let template = Template { rest: info, ..Template::new(&m.id) };
        xmlsec_sign(&after_issuer(&m.unsigned, &template.xml()), stranger())
    }),
    Bad("hmac-with-the-public-key", "Algorithm(Unknown", "not accepted", |m| {
        m.signed_as(|t| t.method = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256".into())
    }),
    Bad("script-in-signature-method", "Algorithm(Unknown", "not accepted", |m| {
        m.replacing("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", SCRIPT)
    }),
    Bad("script-in-digest-method", "Algorithm(Unknown", "not accepted", |m| {
        m.replacing("http://www.w3.org/2001/04/xmlenc#sha256", SCRIPT)
    }),
    Bad("sha1-signature", "Algorithm(Sha1", "SHA-1", |m| m.signed_as(|t| t.method = format!("{DSIG}rsa-sha1"))),
    Bad("sha1-digest", "Algorithm(Sha1", "SHA-1", |m| m.signed_as(|t| t.digest = format!("{DSIG}sha1"))),
    Bad("md5-digest", "Algorithm(Unknown", "not accepted", |m| {
        m.signed_as(|t| t.digest = "http://www.w3.org/2001/04/xmldsig-more#md5".into())
    }),
    Bad("xpath-transform", "Enveloped(Transforms)", "other transforms", |m| {
        // Nothing but the Issuer is signed; the rest is altered afterwards.
        let xpath = "<ds:XPath>ancestor-or-self::saml:Issuer</ds:XPath>";
        let transforms = transform("http://www.w3.org/TR/1999/REC-xpath-19991116", xpath) + &transform(EXC_C14N, "");
        evil_attribute(&m.with_transforms(&transforms))
    }),
    Bad("xslt-transform", "Enveloped(Transforms)", "other transforms", |m| {
        let sheet = "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"><xsl:template match=\"/\"><x/></xsl:template></xsl:stylesheet>";
        // Whatever the message is, a constant is digested; so it is altered afterwards.
        let transforms = transform(ENVELOPED, "") + &transform("http://www.w3.org/TR/1999/REC-xslt-19991116", sheet);
        evil_attribute(&m.with_transforms(&transforms))
    }),
    Bad("base64-transform", "Enveloped(Transforms)", "other transforms", |m| {
        m.replacing(&transform(EXC_C14N, ""), &transform(&format!("{DSIG}base64"), ""))
    }),
    // As many as a message of 64 KiB can hold; ten thousand are refused for their size.
    Bad("two-thousand-transforms", "TooManyElements", "more than 1024 elements", |m| {
        m.replacing("<ds:Transforms>", &format!("<ds:Transforms>{}", "<ds:Transform Algorithm=\"\"/>".repeat(2000)))
    }),
    Bad("a-hundred-transforms", "Enveloped(Transforms)", "other transforms", |m| {
        m.with_transforms(&(transform(ENVELOPED, "") + &transform(EXC_C14N, "").repeat(100)))
    }),
    Bad("three-transforms", "Enveloped(Transforms)", "other transforms", |m| {
        m.with_transforms(&(transform(ENVELOPED, "") + &transform(EXC_C14N, "").repeat(2)))
    }),
    Bad("transforms-in-another-order", "Enveloped(Transforms)", "other transforms", |m| {
        let (first, second) = (transform(EXC_C14N, ""), transform(ENVELOPED, ""));
        m.replacing(&format!("{second}{first}"), &format!("{first}{second}"))
    }),
    Bad("no-canonicalisation-transform", "Enveloped(Transforms)", "other transforms", |m| {
        m.with_transforms(&transform(ENVELOPED, ""))
    }),
    Bad("inclusive-canonicalisation", "Enveloped(Canonicalization)", "exclusive canonicalisation", |m| {
        m.signed_as(|t| {
            t.canonicalization =
                algorithm("CanonicalizationMethod", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", "")
        })
    }),
    Bad("too-many-prefixes", "Enveloped(Transforms)", "other transforms", |m| {
        m.with_transforms(&(transform(ENVELOPED, "") + &transform(EXC_C14N, &prefixes(&"ds ".repeat(65)))))
    }),
    Bad("swollen-namespace", "Enveloped(TooLarge", "in canonical form", |m| {
        // 30 KB of namespace, which canonical form writes for each of 500 elements.
        let swollen =
            extensions(&"<p:a/>".repeat(500)).replacen('>', &format!(" xmlns:p=\"urn:{}\">", "x".repeat(30_000)), 1);
        let (start, end) = m.unsigned.split_at(m.unsigned.find("</saml:Issuer>").unwrap() + "</saml:Issuer>".len());
        let request = format!("{start}{swollen}{end}");
        xmlsec_sign(&after_issuer(&request, &Template::new(&m.id).xml()), m.keys)
    }),
    Bad("comment-in-issuer", "Comment {", "a comment", |m| {
        m.replacing("</saml:Issuer>", "<!---->.evil.example</saml:Issuer>")
    }),
    Bad("comment-in-digest", "Comment {", "a comment", |m| {
        m.replacing("</ds:DigestValue>", "<!--x--></ds:DigestValue>")
    }),
    Bad("escaped-id", "BadId", "not a plain name", |m| m.replacing(&format!(" ID=\"{}", &m.id[..1]), " ID=\"&#x5f;")),
    Bad("no-destination", "NoDestination", "no Destination", |m| {
        let start = m.unsigned.find(" Destination=\"").unwrap();
        let end = start + 14 + m.unsigned[start + 14..].find('"').unwrap() + 1;
        let request = format!("{}{}", &m.unsigned[..start], &m.unsigned[end..]);
        xmlsec_sign(&after_issuer(&request, &Template::new(&m.id).xml()), m.keys)
    }),
];
