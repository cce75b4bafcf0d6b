//! Looks inside what is packed or written in hex or base64, one layer of each.

use data_encoding::{BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use flate2::{Decompress, FlushDecompress, Status};

/// What one value may inflate to. Enough for any record of Senza's; a bomb stops here.
const MOST: usize = 4 << 20;
/// Shorter results hold no secret that is searched for.
const LEAST: usize = super::known::SHORTEST;
/// A raw deflate stream has no mark to find it by: it is tried at the start and after a short header.
const HEADER_AT_MOST: usize = 4;

/// How a haystack was found within a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    Deflate,
    Zlib,
    Gzip,
    Hex,
    Base64,
}

impl Layer {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Deflate => "raw deflate",
            Self::Zlib => "zlib",
            Self::Gzip => "gzip",
            Self::Hex => "hex text",
            Self::Base64 => "base64 text",
        }
    }
}

/// Inflates, with its window allocated once.
pub(crate) struct Inflater {
    stream: Decompress,
    out: Vec<u8>,
}

impl Inflater {
    pub(crate) fn new() -> Self {
        Self { stream: Decompress::new(false), out: Vec::new() }
    }

    /// Calls `each` with whatever inflates: raw deflate at the first few offsets; zlib and gzip wherever their first
    /// octets stand. What inflates before an error counts.
    pub(crate) fn each(&mut self, octets: &[u8], mut each: impl FnMut(Layer, &[u8])) {
        for offset in 0..octets.len() {
            let Some(rest) = octets.get(offset..) else { break };
            let packed = match rest {
                // The compression method is 8, and the first two octets are a multiple of 31 (RFC 1950 §2.2).
                [first, second, ..] if first & 0x8f == 0x08 && u16::from_be_bytes([*first, *second]) % 31 == 0 => {
                    Some((Layer::Zlib, rest.get(2..)))
                }
                [0x1f, 0x8b, 8, flags, ..] => Some((Layer::Gzip, after_gzip_header(*flags, rest))),
                _ => None,
            };
            if let Some((layer, Some(stream))) = packed {
                self.inflate(stream, layer, &mut each);
            }
            if offset <= HEADER_AT_MOST && may_be_deflate(rest) {
                self.inflate(rest, Layer::Deflate, &mut each);
            }
        }
    }

    fn inflate(&mut self, packed: &[u8], layer: Layer, each: &mut impl FnMut(Layer, &[u8])) {
        self.stream.reset(false);
        self.out.clear();
        loop {
            if self.out.len() == self.out.capacity() {
                self.out.reserve(self.out.len().clamp(1 << 12, MOST));
            }
            let read = usize::try_from(self.stream.total_in()).unwrap_or(usize::MAX);
            let before = (read, self.out.len());
            let input = packed.get(read..).unwrap_or_default();
            let status = self.stream.decompress_vec(input, &mut self.out, FlushDecompress::None);
            let read = usize::try_from(self.stream.total_in()).unwrap_or(usize::MAX);
            let stuck = before == (read, self.out.len());
            if stuck || !matches!(status, Ok(Status::Ok)) || self.out.len() >= MOST {
                break;
            }
        }
        if self.out.len() >= LEAST {
            each(layer, &self.out);
        }
    }
}

/// Whether the first block's header is one (RFC 1951 §3.2.3 to §3.2.7), which spares most of the attempts on random octets.
fn may_be_deflate(octets: &[u8]) -> bool {
    let [first, second, ..] = octets else { return false };
    match (first >> 1) & 3 {
        0 => matches!(octets, [_, a, b, c, d, ..] if a ^ c == 0xff && b ^ d == 0xff),
        1 => true,
        // At most 286 literal and length codes, 30 distance codes.
        2 => first >> 3 <= 29 && second & 0x1f <= 29,
        _ => false,
    }
}

/// RFC 1952 §2.3: ten octets, then what the flags announce.
fn after_gzip_header(flags: u8, octets: &[u8]) -> Option<&[u8]> {
    let mut rest = octets.get(10..)?;
    if flags & 4 != 0 {
        let length = u16::from_le_bytes([*rest.first()?, *rest.get(1)?]);
        rest = rest.get(2_usize.checked_add(length.into())?..)?;
    }
    for text in [8, 16] {
        if flags & text != 0 {
            let end = rest.iter().position(|&octet| octet == 0)?;
            rest = rest.get(end.checked_add(1)?..)?;
        }
    }
    if flags & 2 != 0 { rest.get(2..) } else { Some(rest) }
}

/// What a value that is wholly hex or base64 stands for.
pub(crate) fn unarmoured(text: &[u8]) -> Option<(Layer, Vec<u8>)> {
    let text = text.trim_ascii();
    let hex = text.strip_prefix(br"\x").unwrap_or(text);
    if hex.len() >= 2 * LEAST
        && let Ok(octets) = HEXLOWER_PERMISSIVE.decode(hex)
    {
        return Some((Layer::Hex, octets));
    }
    let lines: Vec<u8> = text.iter().copied().filter(|octet| !matches!(octet, b'\r' | b'\n' | b'=')).collect();
    if lines.len() < 2 * LEAST {
        return None;
    }
    let octets = BASE64_NOPAD.decode(&lines).or_else(|_| BASE64URL_NOPAD.decode(&lines)).ok()?;
    Some((Layer::Base64, octets))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    const TEXT: &[u8] = b"Paola Bianchi, Paola Bianchi, Paola Bianchi";

    fn found(octets: &[u8]) -> Vec<Layer> {
        let mut layers = Vec::new();
        Inflater::new().each(octets, |layer, inflated| {
            if inflated == TEXT {
                layers.push(layer);
            }
        });
        layers
    }

    #[test]
    fn inflates_each_format_at_each_offset() {
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
        let mut gzip = flate2::GzBuilder::new()
            .filename("name")
            .comment("c")
            .extra(vec![1; 5])
            .write(Vec::new(), Compression::fast());
        let mut plain_gzip = GzEncoder::new(Vec::new(), Compression::fast());
        for out in [&mut raw as &mut dyn Write, &mut zlib, &mut gzip, &mut plain_gzip] {
            out.write_all(TEXT).unwrap();
        }
        let packed = [
            (Layer::Deflate, raw.finish().unwrap()),
            (Layer::Zlib, zlib.finish().unwrap()),
            (Layer::Gzip, gzip.finish().unwrap()),
            (Layer::Gzip, plain_gzip.finish().unwrap()),
        ];
        for (layer, packed) in packed {
            for offset in 0..=HEADER_AT_MOST {
                let octets = [vec![0xff; offset], packed.clone()].concat();
                assert!(found(&octets).contains(&layer), "{layer:?} at {offset}");
            }
        }
        assert!(found(TEXT).is_empty());
    }

    #[test]
    fn a_bomb_stops_at_the_cap_and_a_cut_stream_counts() {
        let mut bomb = ZlibEncoder::new(Vec::new(), Compression::best());
        bomb.write_all(&vec![b'a'; 4 * MOST]).unwrap();
        let bomb = bomb.finish().unwrap();
        let mut most = 0;
        Inflater::new().each(&bomb, |_, inflated| most = most.max(inflated.len()));
        assert!((MOST..=2 * MOST).contains(&most), "{most}");
        let mut cut = 0;
        Inflater::new().each(&bomb[..bomb.len() / 2], |_, inflated| cut = cut.max(inflated.len()));
        assert!(cut > 1 << 20, "{cut}");
    }

    #[test]
    fn reads_hex_and_base64_text() {
        assert_eq!(unarmoured(b"50616f6c61").unwrap(), (Layer::Hex, b"Paola".to_vec()));
        assert_eq!(unarmoured(br"\x50616F6C61").unwrap(), (Layer::Hex, b"Paola".to_vec()));
        assert_eq!(unarmoured(b"UGFvbGEgQmlh\nbmNoaQ==\n").unwrap(), (Layer::Base64, b"Paola Bianchi".to_vec()));
        assert_eq!(unarmoured(b"active, not base64"), None);
    }
}
