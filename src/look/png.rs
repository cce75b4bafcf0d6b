//! A PNG picture (W3C PNG, third edition): its parts are checked, what shows it is written anew, and everything else is left out.

use flate2::{Crc, Decompress, FlushDecompress, Status};

pub(super) const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
/// Pixels of a side.
const LONGEST_SIDE: u32 = 2048;
const SHORTEST_SIDE: u32 = 16;
/// Octets that a browser holds to show it: four a pixel, however few the file has of one.
const MOST_SHOWN: u64 = 8 * 1024 * 1024;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PngError {
    #[error("the PNG picture is cut off, or something stands in it that is no part of one")]
    Parts,
    #[error("a part of the PNG picture is not as its checksum says")]
    Checksum,
    #[error("the PNG picture does not begin with its size, or says a kind that there is not")]
    Header,
    #[error(
        "the PNG picture is {width} × {height} pixels; a side has from {SHORTEST_SIDE} to {LONGEST_SIDE}, and the longer is at most 8 times the other"
    )]
    Size { width: u32, height: u32 },
    #[error("the PNG picture would need more than {} MiB to be shown", MOST_SHOWN / 1024 / 1024)]
    Large,
    #[error("the PNG picture holds more or fewer pixels than it says")]
    Pixels,
    #[error("the parts of the PNG picture are not in their order, or one of them is missing")]
    Order,
}

/// IHDR (§11.2.1), as far as it matters here.
struct Header {
    width: u32,
    height: u32,
    /// Of a pixel.
    bits: u64,
    is_interlaced: bool,
    /// Of Table 12: its kind, and the bits of a sample.
    colour: u8,
    depth: u8,
}

/// What is written again. All others bring along what we do not read: texts, times, places, colours' profiles, animations.
const KEPT: [&[u8; 4]; 4] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT"];

/// The picture written anew, its width and its height.
pub(super) fn read(file: &[u8]) -> Result<(Vec<u8>, u16, u16), PngError> {
    let mut rest = file.strip_prefix(&SIGNATURE).ok_or(PngError::Parts)?;
    let mut written = SIGNATURE.to_vec();
    let mut picture = Picture::default();
    loop {
        let (chunk, after) = Chunk::first(rest)?;
        rest = after;
        if chunk.kind == b"IEND" {
            // What stands behind it is no part of the picture: another kind of file, often.
            picture.is_whole(chunk.data)?;
            chunk.write(&mut written);
            let header = picture.header.ok_or(PngError::Header)?;
            let side = |side: u32| u16::try_from(side).map_err(|_| PngError::Header);
            return Ok((written, side(header.width)?, side(header.height)?));
        }
        picture.take(&chunk)?;
        if KEPT.iter().any(|kept| *kept == chunk.kind) {
            chunk.write(&mut written);
        }
    }
}

/// A part (§5.3).
struct Chunk<'a> {
    kind: &'a [u8],
    data: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// The first one, and what stands behind it.
    fn first(octets: &'a [u8]) -> Result<(Self, &'a [u8]), PngError> {
        let (length, rest) = octets.split_at_checked(4).ok_or(PngError::Parts)?;
        let length = usize::try_from(number(length)).map_err(|_| PngError::Parts)?;
        let (covered, rest) =
            rest.split_at_checked(length.checked_add(4).ok_or(PngError::Parts)?).ok_or(PngError::Parts)?;
        let (sum, rest) = rest.split_at_checked(4).ok_or(PngError::Parts)?;
        let (kind, data) = covered.split_at_checked(4).ok_or(PngError::Parts)?;
        if number(sum) != checksum(covered) {
            return Err(PngError::Checksum);
        }
        Ok((Self { kind, data }, rest))
    }

    fn write(&self, out: &mut Vec<u8>) {
        let length = u32::try_from(self.data.len()).unwrap_or(u32::MAX);
        let covered = [self.kind, self.data].concat();
        out.extend_from_slice(&length.to_be_bytes());
        out.extend_from_slice(&covered);
        out.extend_from_slice(&checksum(&covered).to_be_bytes());
    }
}

/// What was read so far.
#[derive(Default)]
struct Picture {
    header: Option<Header>,
    /// Colours that it names (PLTE).
    palette: usize,
    /// It says what is seen through (tRNS).
    has_transparency: bool,
    pixels: Option<Pixels>,
    /// Something else came behind the pixels.
    is_behind: bool,
}

impl Picture {
    fn take(&mut self, chunk: &Chunk<'_>) -> Result<(), PngError> {
        let Some(header) = &self.header else {
            self.header = Some(Header::read(chunk)?);
            return Ok(());
        };
        match chunk.kind {
            b"IHDR" => return Err(PngError::Order),
            b"PLTE" | b"tRNS" if self.pixels.is_some() => return Err(PngError::Order),
            b"PLTE" => {
                let colours = chunk.data.len() / 3;
                let fits = (1..=header.most_colours()).contains(&colours) && chunk.data.len().is_multiple_of(3);
                if self.palette > 0 || self.has_transparency || !fits {
                    return Err(PngError::Order);
                }
                self.palette = colours;
            }
            b"tRNS" => {
                // §11.3.1.1: one colour, or as many as the palette has at most; nothing where each pixel says it itself.
                let fits = match header.colour {
                    0 => chunk.data.len() == 2,
                    2 => chunk.data.len() == 6,
                    3 => (1..=self.palette).contains(&chunk.data.len()),
                    _ => false,
                };
                if self.has_transparency || !fits {
                    return Err(PngError::Order);
                }
                self.has_transparency = true;
            }
            b"IDAT" if self.is_behind => return Err(PngError::Order),
            b"IDAT" => self.pixels.get_or_insert_with(|| Pixels::of(header)).take(chunk.data)?,
            // §4.8: the fifth bit of its first letter says that a picture is not shown without it.
            [first, ..] if first & 0x20 == 0 => return Err(PngError::Parts),
            _ => self.is_behind = self.pixels.is_some(),
        }
        Ok(())
    }

    fn is_whole(&self, end: &[u8]) -> Result<(), PngError> {
        let header = self.header.as_ref().ok_or(PngError::Header)?;
        let pixels = self.pixels.as_ref().ok_or(PngError::Order)?;
        if !end.is_empty() || (header.colour == 3 && self.palette == 0) {
            return Err(PngError::Order);
        }
        if pixels.is_over && pixels.left == 0 { Ok(()) } else { Err(PngError::Pixels) }
    }
}

impl Header {
    fn read(chunk: &Chunk<'_>) -> Result<Self, PngError> {
        let &[a, b, c, d, e, f, g, h, depth, colour, 0, 0, interlace @ (0 | 1)] = chunk.data else {
            return Err(PngError::Header);
        };
        if chunk.kind != b"IHDR" {
            return Err(PngError::Header);
        }
        let (width, height) = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
        // Table 12: what there is.
        let samples = match (colour, depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) => 1,
            (2, 8 | 16) => 3,
            (4, 8 | 16) => 2,
            (6, 8 | 16) => 4,
            _ => return Err(PngError::Header),
        };
        let header =
            Self { width, height, bits: samples * u64::from(depth), is_interlaced: interlace == 1, colour, depth };
        let sides = SHORTEST_SIDE..=LONGEST_SIDE;
        let is_long = width.max(height) / 8 > width.min(height);
        if !sides.contains(&width) || !sides.contains(&height) || is_long {
            return Err(PngError::Size { width, height });
        }
        if u64::from(width) * u64::from(height) * 4 > MOST_SHOWN { Err(PngError::Large) } else { Ok(header) }
    }

    /// §11.2.2: none of grey ones.
    fn most_colours(&self) -> usize {
        match self.colour {
            2 | 6 => 256,
            3 => 1 << self.depth,
            _ => 0,
        }
    }

    /// Of all rows as they are compressed, each with its kind of filter (§7.2, and §8.1 where it is interlaced).
    fn octets(&self) -> u64 {
        /// Where each pass begins and how far its pixels are apart: x, y, across, down.
        const PASSES: [(u64, u64, u64, u64); 7] =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let whole = [(0, 0, 1, 1)];
        let passes: &[_] = if self.is_interlaced { &PASSES } else { &whole };
        let of = |&(x, y, across, down): &(u64, u64, u64, u64)| {
            let (columns, rows) = (width.saturating_sub(x).div_ceil(across), height.saturating_sub(y).div_ceil(down));
            if columns == 0 { 0 } else { rows * (1 + (columns * self.bits).div_ceil(8)) }
        };
        passes.iter().map(of).sum()
    }
}

/// What the pixels' parts hold when they are not compressed: counted, and not kept.
struct Pixels {
    stream: Decompress,
    left: u64,
    is_over: bool,
}

impl Pixels {
    fn of(header: &Header) -> Self {
        Self { stream: Decompress::new(true), left: header.octets(), is_over: false }
    }

    fn take(&mut self, mut data: &[u8]) -> Result<(), PngError> {
        let mut buffer = [0; 16 * 1024];
        while !data.is_empty() {
            if self.is_over {
                return Err(PngError::Pixels);
            }
            let (read, made) = (self.stream.total_in(), self.stream.total_out());
            let status =
                self.stream.decompress(data, &mut buffer, FlushDecompress::None).map_err(|_| PngError::Pixels)?;
            let (read, made) = (self.stream.total_in() - read, self.stream.total_out() - made);
            // No further than the picture says: what goes on is a bomb.
            self.left = self.left.checked_sub(made).ok_or(PngError::Pixels)?;
            self.is_over = status == Status::StreamEnd;
            if read == 0 && made == 0 && !self.is_over {
                return Err(PngError::Pixels);
            }
            data = usize::try_from(read).ok().and_then(|read| data.get(read..)).unwrap_or_default();
        }
        Ok(())
    }
}

fn number(octets: &[u8]) -> u32 {
    octets.iter().fold(0, |number, octet| (number << 8) | u32::from(*octet))
}

fn checksum(octets: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(octets);
    crc.sum()
}

#[cfg(test)]
mod tests;
