//! Pictures made here, and what hostile ones look like.

use super::*;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::Write;

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    Chunk { kind, data }.write(&mut out);
    out
}

fn header(width: u32, height: u32, depth: u8, colour: u8, interlace: u8) -> Vec<u8> {
    let mut data = [width.to_be_bytes(), height.to_be_bytes()].concat();
    data.extend_from_slice(&[depth, colour, 0, 0, interlace]);
    chunk(b"IHDR", &data)
}

fn pixels(count: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![0; count]).unwrap();
    encoder.finish().unwrap()
}

fn picture(parts: &[Vec<u8>]) -> Vec<u8> {
    [SIGNATURE.to_vec(), parts.concat()].concat()
}

/// 32 × 16, red, green, blue, eight bits each.
fn plain() -> [Vec<u8>; 3] {
    [header(32, 16, 8, 2, 0), chunk(b"IDAT", &pixels(16 * (1 + 96))), chunk(b"IEND", b"")]
}

#[test]
fn a_picture_is_written_again_with_what_shows_it_alone() {
    let [head, data, end] = plain();
    let bare = picture(&[head.clone(), data.clone(), end.clone()]);
    assert_eq!(read(&bare), Ok((bare.clone(), 32, 16)));
    let notes = [
        chunk(b"tEXt", b"Comment\0<script>"),
        chunk(b"eXIf", b"GPS"),
        chunk(b"iCCP", b"x\0\0zlib"),
        chunk(b"acTL", &[0; 8]),
        chunk(b"gAMA", b"PK\x03\x04"),
        chunk(b"cHRM", b"<html>"),
    ];
    let full =
        [&[head, notes.concat()][..], &[data, chunk(b"tIME", &[0; 7]), end, b"<html>behind it".to_vec()]].concat();
    assert_eq!(read(&picture(&full)), Ok((bare, 32, 16)), "and nothing that was left out comes back");
}

#[test]
fn each_kind_that_there_is_has_as_many_pixels_as_it_says() {
    for (depth, colour, interlace, count) in
        [(1, 0, 0, 20 * 4), (4, 3, 0, 20 * 11), (8, 6, 0, 20 * 81), (16, 4, 0, 20 * 81), (8, 0, 1, 438)]
    {
        let palette = if colour == 3 { chunk(b"PLTE", &[0; 6]) } else { Vec::new() };
        let of = |count| {
            picture(&[
                header(20, 20, depth, colour, interlace),
                palette.clone(),
                chunk(b"IDAT", &pixels(count)),
                chunk(b"IEND", b""),
            ])
        };
        assert!(read(&of(count)).is_ok(), "{depth} {colour} {interlace}: {:?}", read(&of(count)));
        for wrong in [count - 1, count + 1] {
            assert_eq!(read(&of(wrong)), Err(PngError::Pixels), "{depth} {colour} {interlace}");
        }
    }
}

// Threat: a small file that is large where it is shown, on the page on which everybody signs in.
#[test]
fn what_would_be_large_is_refused_without_being_held() {
    let end = chunk(b"IEND", b"");
    // 20 MB of zeros in 20 KB, in a picture that says it is small.
    let bomb = picture(&[header(32, 16, 8, 2, 0), chunk(b"IDAT", &pixels(20_000_000)), end.clone()]);
    assert!(bomb.len() < 64 * 1024);
    assert_eq!(read(&bomb), Err(PngError::Pixels));
    for (width, height) in [(u32::MAX, u32::MAX), (60_000, 60_000), (2049, 2048), (8, 2000), (0, 20), (100, 2000)] {
        let large = picture(&[header(width, height, 8, 6, 0), chunk(b"IDAT", &pixels(10)), end.clone()]);
        assert_eq!(read(&large), Err(PngError::Size { width, height }));
    }
    let deep = picture(&[header(2048, 1025, 1, 0, 0), chunk(b"IDAT", &pixels(10)), end]);
    assert_eq!(read(&deep), Err(PngError::Large));
}

#[test]
fn a_palette_and_what_is_seen_through_are_of_their_length_and_in_their_place() {
    let end = chunk(b"IEND", b"");
    let of = |depth, colour, bits: usize, before: &[Vec<u8>]| {
        let data = chunk(b"IDAT", &pixels(16 * (1 + 32 * bits / 8)));
        read(&picture(&[&[header(32, 16, depth, colour, 0)][..], before, &[data, end.clone()]].concat())).map(|_| ())
    };
    let (four, clear) =
        (|count: usize| chunk(b"PLTE", &vec![1; count]), |count: usize| chunk(b"tRNS", &vec![0; count]));
    assert_eq!(of(2, 3, 2, &[four(12), clear(4)]), Ok(()));
    assert_eq!(
        (of(8, 2, 24, &[clear(6)]), of(8, 0, 8, &[clear(2)]), of(8, 6, 32, &[four(768)])),
        (Ok(()), Ok(()), Ok(()))
    );
    for (depth, colour, bits, before) in [
        (2, 3, 2, vec![four(15)]),
        (2, 3, 2, vec![four(4)]),
        (2, 3, 2, vec![four(12), four(12)]),
        (2, 3, 2, vec![four(12), clear(5)]),
        (2, 3, 2, vec![clear(2), four(12)]),
        (2, 3, 2, vec![four(12), clear(1), clear(1)]),
        (8, 2, 24, vec![clear(7)]),
        (8, 6, 32, vec![clear(2)]),
        (8, 4, 16, vec![clear(2)]),
        (8, 0, 8, vec![four(12)]),
    ] {
        assert_eq!(of(depth, colour, bits, &before), Err(PngError::Order), "{depth} {colour} {before:?}");
    }
}

#[test]
fn what_is_no_whole_picture_is_refused_by_its_reason() {
    let [head, data, end] = plain();
    let mut broken = picture(&plain());
    let last = broken.len() - 20;
    broken[last] ^= 1;
    let cases: [(&str, Vec<u8>, PngError); 10] = [
        ("a checksum that is not", broken, PngError::Checksum),
        ("no end", picture(&[head.clone(), data.clone()]), PngError::Parts),
        ("no pixels", picture(&[head.clone(), end.clone()]), PngError::Order),
        ("no header", picture(&[data.clone(), head.clone(), end.clone()]), PngError::Header),
        ("two headers", picture(&[head.clone(), head.clone(), data.clone(), end.clone()]), PngError::Order),
        (
            "pixels in two places",
            picture(&[head.clone(), data.clone(), chunk(b"tIME", b""), data.clone(), end.clone()]),
            PngError::Order,
        ),
        (
            "a part that is needed and unknown",
            picture(&[head.clone(), chunk(b"EVIL", b""), data.clone(), end.clone()]),
            PngError::Parts,
        ),
        ("a kind that there is not", picture(&[header(32, 16, 7, 2, 0), data.clone(), end.clone()]), PngError::Header),
        (
            "a palette that is missing",
            picture(&[header(32, 16, 8, 3, 0), chunk(b"IDAT", &pixels(16 * 33)), end.clone()]),
            PngError::Order,
        ),
        ("a length beyond the end", [SIGNATURE.as_slice(), &[0xff; 8]].concat(), PngError::Parts),
    ];
    for (what, file, error) in cases {
        assert_eq!(read(&file), Err(error), "{what}");
    }
    for cut in 0..picture(&plain()).len() {
        assert!(read(&picture(&plain())[..cut]).is_err(), "cut at {cut}");
    }
}
