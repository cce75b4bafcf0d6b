//! A QR code as SVG, drawn as one path.

use crate::domain::SecretText;
use qrcodegen::{QrCode, QrCodeEcc};

/// Light space around the code, in modules: four, as ISO/IEC 18004 asks.
const MARGIN: i32 = 4;

/// `None` when the text is too long for any QR code.
pub(super) fn svg(text: &SecretText) -> Option<String> {
    let code = QrCode::encode_text(text.expose(), QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * MARGIN;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN));
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         aria-label=\"QR code for your authenticator app\" shape-rendering=\"crispEdges\">\
         <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>"
    ))
}
