//! One HTTP/1.1 answer (RFC 9112), read within limits.

use super::FetchError;
use super::connection::Stream;
use super::target::Target;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// Octets of status line and headers.
const MOST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 100;

pub(super) enum Answer {
    Document(Vec<u8>),
    Redirect(String),
}

/// How the end of the document is known (RFC 9112 §6.3).
enum Length {
    Octets(usize),
    Chunked,
    UntilClosed,
}

struct Head {
    status: u16,
    reason: String,
    location: Option<String>,
    length: Length,
}

/// Asks for the target and reads the answer, whose document may have `most` octets.
pub(super) fn get(mut stream: Box<dyn Stream>, target: &Target, most: usize) -> Result<Answer, FetchError> {
    stream.write_all(target.request().as_bytes()).and_then(|()| stream.flush()).map_err(FetchError::Broken)?;
    read(&mut BufReader::new(stream), most)
}

/// Sends a request and reads what is answered, whatever its status.
pub(super) fn any(mut stream: Box<dyn Stream>, request: &str, most: usize) -> Result<(u16, Vec<u8>), FetchError> {
    stream.write_all(request.as_bytes()).and_then(|()| stream.flush()).map_err(FetchError::Broken)?;
    let mut reader = BufReader::new(stream);
    let head = head(&mut reader)?;
    Ok((head.status, document(&mut reader, &head.length, most)?))
}

fn read(reader: &mut impl BufRead, most: usize) -> Result<Answer, FetchError> {
    let head = head(reader)?;
    match (head.status, head.location) {
        (200, _) => document(reader, &head.length, most).map(Answer::Document),
        (301 | 302 | 303 | 307 | 308, Some(location)) => Ok(Answer::Redirect(location)),
        (status, _) => Err(FetchError::Status { status, reason: head.reason }),
    }
}

/// The head of the final answer; those of the kind "go on waiting" are passed over.
fn head(reader: &mut impl BufRead) -> Result<Head, FetchError> {
    let mut left = MOST_HEAD;
    loop {
        let mut octets = Vec::new();
        while octets.is_empty() || !octets.ends_with(b"\n\r\n") && !octets.ends_with(b"\n\n") {
            let line = line(reader, left)?;
            left -= line.len();
            octets.extend_from_slice(&line);
        }
        let head = parsed(&octets)?;
        if !(100..200).contains(&head.status) {
            return Ok(head);
        }
    }
}

fn parsed(octets: &[u8]) -> Result<Head, FetchError> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let whole = response.parse(octets).is_ok_and(|status| status.is_complete());
    let status = response.code.filter(|_| whole).ok_or(FetchError::NotHttp("its head cannot be read"))?;
    let reason: String =
        response.reason.unwrap_or_default().chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
    let values = |name: &str| -> Vec<String> {
        let named = response.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        named.map(|header| String::from_utf8_lossy(header.value).trim().to_owned()).collect()
    };
    if status == 200 && values("content-encoding").iter().any(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(FetchError::Compressed);
    }
    let length = length(&values("transfer-encoding"), &values("content-length"))?;
    let location = values("location").into_iter().next();
    Ok(Head { status, reason: reason.chars().take(60).collect(), location, length })
}

fn length(codings: &[String], lengths: &[String]) -> Result<Length, FetchError> {
    match (codings, lengths) {
        ([], []) => Ok(Length::UntilClosed),
        ([], [one]) if one.bytes().all(|octet| octet.is_ascii_digit()) => {
            one.parse().map(Length::Octets).map_err(|_| FetchError::NotHttp("its length is no number"))
        }
        ([coding], []) if coding.eq_ignore_ascii_case("chunked") => Ok(Length::Chunked),
        // RFC 9112 §6.3: two opinions about where it ends are an error, if not an attack.
        _ => Err(FetchError::NotHttp("it does not say clearly where it ends")),
    }
}

fn document(reader: &mut impl BufRead, length: &Length, most: usize) -> Result<Vec<u8>, FetchError> {
    let mut octets = Vec::new();
    match length {
        Length::Octets(expected) => exactly(reader, &mut octets, *expected, most)?,
        Length::UntilClosed => {
            let more = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
            reader.take(more).read_to_end(&mut octets).map_err(FetchError::Broken)?;
            if octets.len() > most {
                return Err(FetchError::TooLarge(most));
            }
        }
        Length::Chunked => loop {
            let size = match httparse::parse_chunk_size(&line(reader, 1024)?) {
                Ok(httparse::Status::Complete((_, size))) => usize::try_from(size).unwrap_or(usize::MAX),
                _ => return Err(FetchError::NotHttp("a piece of it has no size")),
            };
            if size == 0 {
                break;
            }
            exactly(reader, &mut octets, size, most)?;
            if !matches!(line(reader, 1024)?.as_slice(), b"\r\n" | b"\n") {
                return Err(FetchError::NotHttp("a piece of it is longer than it says"));
            }
        },
    }
    Ok(octets)
}

/// Appends so many octets. Nothing is set aside for what has only been announced.
fn exactly(reader: &mut impl BufRead, octets: &mut Vec<u8>, count: usize, most: usize) -> Result<(), FetchError> {
    if count > most.saturating_sub(octets.len()) {
        return Err(FetchError::TooLarge(most));
    }
    let wanted = u64::try_from(count).unwrap_or(u64::MAX);
    let came = reader.take(wanted).read_to_end(octets).map_err(FetchError::Broken)?;
    if came == count { Ok(()) } else { Err(FetchError::Broken(ErrorKind::UnexpectedEof.into())) }
}

/// One line with its end, of so many octets at most.
fn line(reader: &mut impl BufRead, most: usize) -> Result<Vec<u8>, FetchError> {
    let mut line = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX);
    reader.take(limit).read_until(b'\n', &mut line).map_err(FetchError::Broken)?;
    match line.last() {
        Some(b'\n') => Ok(line),
        _ if line.len() == most => Err(FetchError::NotHttp("a line of it is too long")),
        _ => Err(FetchError::Broken(io::Error::from(ErrorKind::UnexpectedEof))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Result<Answer, String> {
        read(&mut text.as_bytes(), 10).map_err(|error| error.to_string())
    }

    fn document_of(text: &str) -> String {
        match answer(text) {
            Ok(Answer::Document(octets)) => String::from_utf8(octets).unwrap(),
            Ok(Answer::Redirect(location)) => panic!("leads to {location}"),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn documents_end_where_they_say() {
        for fine in [
            "HTTP/1.1 200 OK\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabcdef",
            "HTTP/1.0 200 OK\nContent-Length: 3\n\nabc",
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\nTrailer: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n\r\nabc",
        ] {
            assert_eq!(document_of(fine), "abc", "{fine}");
        }
    }

    #[test]
    fn odd_answers_are_refused() {
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        let long = format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "a".repeat(MOST_HEAD));
        let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X: y\r\n".repeat(MOST_HEADERS + 1));
        let hints = "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000);
        for (odd, reason) in [
            ("", "broke"),
            ("SSH-2.0-OpenSSH\r\n\r\n", "cannot be read"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", "broke"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n", "larger"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", "no number"),
            ("HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nabc", "clearly"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "clearly"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc", "clearly"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "clearly"),
            ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", "compressed"),
            ("HTTP/1.1 200 OK\r\n\r\n01234567890", "larger"),
            (&format!("{chunked}zz\r\n"), "no size"),
            (&format!("{chunked}1\r\nabc\r\n"), "longer than it says"),
            (&format!("{chunked}5\r\nabcde\r\n6\r\n"), "larger"),
            (&format!("{chunked}fffffffffffffffff\r\n"), "no size"),
            (&format!("{chunked}ffffffffffffffff\r\n"), "larger"),
            (&format!("{chunked}3\r\nabc\r\n"), "broke"),
            ("HTTP/1.1 404 Not Found\r\n\r\n", "404 Not Found"),
            ("HTTP/1.1 304 Not Modified\r\nLocation: /x\r\n\r\n", "304"),
            ("HTTP/1.1 302 Found\r\n\r\n", "302"),
            (&long, "too long"),
            (&many, "cannot be read"),
            (&hints, "too long"),
        ] {
            let said = answer(odd).map(|_| ()).expect_err(odd);
            assert!(said.contains(reason), "{odd}: {said}");
        }
    }

    #[test]
    fn redirects_say_where_to() {
        for status in [301, 302, 303, 307, 308] {
            let text = format!("HTTP/1.1 {status} Elsewhere\r\nLocation: /new\r\n\r\n");
            assert!(matches!(answer(&text), Ok(Answer::Redirect(location)) if location == "/new"), "{status}");
        }
    }
}
