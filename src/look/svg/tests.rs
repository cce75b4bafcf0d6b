//! Drawings as people hand them in, and one file for each attack: `tests/vectors/look`.

use super::*;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Each file, and what its refusal says.
const HOSTILE: &[(&str, &str)] = &[
    ("animate-href", "animate element"),
    ("as-a-line", "times as long"),
    ("clip-on-a-clip", "clips what it clips with"),
    ("clips-within-clips", "clips what it clips with"),
    ("cut-off", "cannot be read"),
    ("doctype", "document type"),
    ("endless-size", "how large"),
    ("entities", "document type"),
    ("external-entity", "document type"),
    ("fill-from-elsewhere", "fill on its path"),
    ("fill-with-a-quote", "fill on the path"),
    ("filter", "filter element"),
    ("foreign-object", "foreignObject element"),
    ("gradient-by-xlink", "href on its linearGradient"),
    ("gradient-from-elsewhere", "href on its linearGradient"),
    ("html", "outermost element"),
    ("id-with-a-tag", "cannot be read"),
    ("image-as-data", "image element"),
    ("image-from-elsewhere", "image element"),
    ("link", "a element"),
    ("link-by-javascript", "a element"),
    ("many-attributes", "cannot be read"),
    ("many-clipped", "more than 16 elements"),
    ("many-elements", "cannot be read"),
    ("many-namespaces", "cannot be read"),
    ("mask", "mask element"),
    ("nested-deep", "cannot be read"),
    ("nested-svg", "svg element"),
    ("no-namespace", "outermost element"),
    ("no-size", "how large"),
    ("onclick-on-a-path", "onclick on its path"),
    ("onload", "onload on its svg"),
    ("onload-in-capitals", "OnLoad on its path"),
    ("script", "script element"),
    ("script-of-no-namespace", "script element"),
    ("script-prefixed", "script element"),
    ("script-xhtml", "script element"),
    ("set-onload", "set element"),
    ("style-element", "style element"),
    ("style-with-spaced-url", "style on its path"),
    ("style-with-url", "style on its path"),
    ("stylesheet-instruction", "cannot be read"),
    ("text", "text element"),
    ("two-of-an-attribute", "cannot be read"),
    ("undeclared-entity", "document type or entities"),
    ("use-doubling", "use element"),
    ("use-from-elsewhere", "use element"),
];

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/look").join(name)
}

fn names(folder: &PathBuf) -> BTreeSet<String> {
    let all = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    all.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

fn file(kind: &str, name: &str) -> Vec<u8> {
    std::fs::read(folder(kind).join(format!("{name}.svg"))).unwrap()
}

fn written(name: &str) -> String {
    String::from_utf8(read(&file("fine", name)).unwrap().0).unwrap()
}

// Threat: whoever hands in a logo, or takes an administrator's place for a minute, has a script or a form on the page on which everybody
// signs in. Control: what shows the same and does nothing is taken, below.
#[test]
fn every_attack_is_refused_by_its_name() {
    let listed: BTreeSet<String> = HOSTILE.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, names(&folder("hostile")), "one file for each, and each file in the list");
    for (name, said) in HOSTILE {
        let error = read(&file("hostile", name)).expect_err(name).to_string();
        assert!(error.contains(said), "{name}: {error}");
        assert!(error.len() < 300 && !error.contains('\n'), "{name}: {error}");
    }
}

#[test]
fn a_drawing_is_written_again_as_what_is_understood_of_it() {
    let plain = r##"<svg xmlns="http://www.w3.org/2000/svg" width="256" height="128" viewBox="0 0 40 20"><path d="M1 1h38v18H1z" fill="#0b5a5e"></path></svg>"##;
    assert_eq!(written("plain"), format!("{plain}\n"));
    let edited = written("by-an-editor");
    for kept in [
        r#"width="256" height="85" viewBox="0 0 120 40""#,
        r##"<stop offset="0" stop-color="#112233" stop-opacity="1">"##,
        r##"<linearGradient gradientUnits="objectBoundingBox" href="#from" id="to" x1="0""##,
        r#"clip-path="url(#clip)" transform="translate(2,3) scale(.5)""#,
        r#"<path d="M 1,1 C 2,3 4,5 6,7 Z" fill="url(#to)" stroke="none">"#,
        r#"fill="currentColor" r="4.5" stroke="white" stroke-linejoin="round" stroke-width="1.5px""#,
    ] {
        assert!(edited.contains(kept), "{kept}: {edited}");
    }
    for gone in ["inkscape", "sodipodi", "hospital", "<!--", "style", "class", "xlink", "font", "<?xml", "rdf"] {
        assert!(!edited.contains(gone), "{gone}: {edited}");
    }
}

#[test]
fn what_we_wrote_is_read_as_itself() {
    for name in names(&folder("fine")) {
        let once = read(&file("fine", &name)).unwrap();
        assert_eq!(read(&once.0), Ok(once.clone()), "{name}");
    }
}

/// Every element and attribute that is written stands in the lists: nothing comes along that nobody named.
#[test]
fn nothing_is_written_that_is_not_named() {
    for name in names(&folder("fine")) {
        let written = written(&name);
        let document = Document::parse(written.as_bytes(), &LIMITS).unwrap();
        for element in document.root().descendants() {
            let local = element.local_name();
            assert!(
                local == "svg"
                    || local == CLIP
                    || [SHAPES, GRADIENTS, HOLDERS].iter().any(|some| some.contains(&local))
            );
            for (attribute, value) in element.attributes() {
                assert!(values::is_named(attribute) && !value.contains("://"), "{attribute}={value}");
            }
        }
    }
}

#[test]
fn a_value_that_is_a_little_other_than_its_grammar_is_refused() {
    let of = |attribute: &str| {
        read(format!("<svg xmlns=\"{SVG}\" viewBox=\"0 0 40 20\"><path {attribute}/></svg>").as_bytes()).map(|_| ())
    };
    for fine in [
        "fill=\"RED\"",
        "fill=\"#abc\"",
        "fill=\"hsl(120, 100%, 50%)\"",
        "d=\"m1e3-.5\"",
        "transform=\"rotate(45 1 1)\"",
        "r=\"1e2px\"",
        "fill=\"url('#a')\"",
        "data-x=\"y\"",
        "filter=\"blur(3px)\"",
    ] {
        assert_eq!(of(fine), Ok(()), "{fine}");
    }
    for not in [
        "fill=\"#ab\"",
        "fill=\"rgb(1,2,3\"",
        "fill=\"var(--x)\"",
        "fill=\"url(#a) url(//b)\"",
        "fill=\"url(#a b)\"",
        "d=\"M0 0 javascript\"",
        "d=\"M0,0&#34;\"",
        "transform=\"eval(1)\"",
        "r=\"1px;\"",
        "r=\"NaN\"",
        "r=\"inf\"",
        "id=\"1a\"",
        "id=\"\"",
        "clip-path=\"inset(1px)\"",
        "fill-rule=\"even odd\"",
        "style=\"fill\"",
        "style=\"fill:red;stroke:url(#a\"",
        "filter=\"url(#f)\"",
        "cursor=\"url(x.cur)\"",
        "onfocus=\"\"",
    ] {
        assert!(matches!(of(not), Err(SvgError::Value { .. } | SvgError::Attribute { .. })), "{not}: {:?}", of(not));
    }
}

/// What a file has between its values is not kept: it would be another the next time.
#[test]
fn what_is_written_of_line_ends_and_small_numbers_is_read_as_itself() {
    for odd in ["viewBox=\"-0.1234567891 1e-30 0.001 0.003\"", "viewBox=\"0&#10;0&#9;40 20\" fill=\" red \""] {
        let drawing = format!("<svg xmlns=\"{SVG}\" {odd}><path d=\"M0&#10;0&#13;&#9;L1 1\"/></svg>");
        let once = read(drawing.as_bytes()).unwrap();
        assert_eq!(read(&once.0), Ok(once.clone()), "{odd}");
    }
    assert_eq!(read(format!("<svg xmlns=\"{SVG}\" viewBox=\"0 0 1e-30 1e-30\"/>").as_bytes()), Err(SvgError::Size));
}
