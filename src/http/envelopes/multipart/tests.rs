use super::*;

#[test]
fn what_needs_more_room_is_moved_whole() {
    let mut all = Zeroizing::new(Vec::with_capacity(4));
    for n in 0..100_u8 {
        extend(&mut all, &[n; 7]);
    }
    assert_eq!((all.len(), all.first(), all.last()), (700, Some(&0), Some(&99)));
}

#[test]
fn reads_what_browsers_write() {
    let kind = "multipart/form-data; boundary=----WebKitFormBoundaryAbC123";
    assert_eq!(boundary(kind).as_deref(), Some("----WebKitFormBoundaryAbC123"));
    assert_eq!(boundary("multipart/form-data; boundary=\"a b\""), None);
    assert_eq!(boundary("multipart/mixed; boundary=a"), None);
    let file = head(
        "Content-Disposition: form-data; name=\"file\"; filename=\"Bef%22und ü.pdf\"\r\nContent-Type: application/pdf"
            .as_bytes(),
    );
    assert_eq!(file, Some(Head { name: "file".into(), file: Some("Bef\"und ü.pdf".into()) }));
    let field = head(b"Content-Disposition: form-data; name=\"to\"");
    assert_eq!(field, Some(Head { name: "to".into(), file: None }));
}

#[test]
fn reads_what_programs_write_of_names_that_are_not_ascii() {
    for (written, name) in [("Bef%C3%BCnd%20%22a%22%3B.pdf", "Befünd \"a\";.pdf"), ("", ""), ("a.txt", "a.txt")] {
        for order in
            [format!("name=\"f\"; filename*=utf-8''{written}"), format!("filename*=UTF-8''{written}; name=\"f\"")]
        {
            let file = head(format!("Content-Disposition: form-data; {order}").as_bytes());
            assert_eq!(file, Some(Head { name: "f".into(), file: Some(name.into()) }), "{order}");
        }
    }
}

// Found by fuzzing: whoever calls a file so could not send it.
#[test]
fn a_name_that_looks_like_a_parameter_is_a_name() {
    for name in ["a; name=", "; filename=", "; name=%22file", "form-data; name="] {
        let file = head(format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"").as_bytes());
        assert_eq!(file, Some(Head { name: "file".into(), file: Some(name.replace("%22", "\"")) }));
    }
}

type Part = (String, Option<String>, Vec<u8>);

fn read(body: &[u8], piece: usize) -> Result<Vec<Part>, String> {
    let pieces = futures_util::stream::iter(body.chunks(piece).map(Ok::<_, std::convert::Infallible>));
    let parts = async {
        let mut multipart = Multipart::new(Some("multipart/form-data; boundary=b"), pieces, Patience::USUAL)?;
        let mut parts = Vec::new();
        while let Some(Head { name, file }) = multipart.next().await? {
            parts.push((name, file, multipart.field(4096).await?.to_vec()));
        }
        Ok(parts)
    };
    run(parts).map_err(|error: MultipartError| error.to_string())
}

fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

fn form(padding: usize, content: &str) -> Vec<u8> {
    let padding = "x".repeat(padding);
    format!("--b\r\nx:{padding}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{content}\r\n--b--\r\n")
        .into_bytes()
}

// Threat: a network that cuts a form elsewhere has another text or file arrive than was sent.
#[test]
fn it_makes_no_difference_in_what_pieces_it_comes() {
    for content in ["", "\r\n", "\r\n--", "\r\n-b\r\n--\r", "\r\n\r\n", "--b"] {
        let read_as = Ok(vec![("a".to_owned(), None, content.as_bytes().to_vec())]);
        for piece in (1..16).chain([4096]) {
            assert_eq!(read(&form(0, content), piece), read_as, "{content:?} in pieces of {piece}");
        }
    }
    // One that was cut off is none, wherever that was.
    let whole = form(0, "text");
    for end in 0..whole.len() - 2 {
        assert_eq!(read(&whole[..end], 4096), Err(MultipartError::Cut.to_string()), "after {end} octets");
    }
}

// As long as it may be, and an octet longer: what was in one piece had been read however long it was.
#[test]
fn a_head_has_its_length_in_whatever_pieces_it_comes() {
    let around = "x:\r\nContent-Disposition: form-data; name=\"a\"".len();
    for piece in [1, 7, 100_000] {
        let long = |head: usize| read(&form(head - around, "text"), piece);
        assert!(long(LONGEST_HEAD).is_ok(), "in pieces of {piece}");
        assert_eq!(long(LONGEST_HEAD + 1).unwrap_err(), "it is no form with a file: the head of a part is too long");
    }
}

#[test]
fn refuses_what_can_be_read_in_two_ways() {
    for bad in [
        &b"Content-Disposition: form-data; name=\"a\"; name=\"b\""[..],
        b"Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
        b"Content-Disposition: form-data; name=\"a",
        b"Content-Disposition: attachment; name=\"a\"",
        b"Content-Disposition: form-data; filename=\"a\"",
        b"Content-Disposition: form-data; name=\"a\"; filename=\"b\"; filename=\"c\"",
        b"Content-Disposition: form-data; name=\"a\"; filename=\"b\"; filename*=UTF-8''c",
        b"Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b c",
        b"Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b%",
        b"Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''b%+1",
        b"Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''%FF",
        b"Content-Disposition: form-data; name=\"a\"; filename*=ISO-8859-1''b",
        b"Content-Disposition: form-data; name*=UTF-8''a",
        b"Content-Disposition: form-data; name=\"a\" b",
        b"Content-Type: text/plain",
        b"no colon",
        b"Content-Disposition: form-data; name=\"\xff\"",
    ] {
        assert_eq!(head(bad), None, "{}", String::from_utf8_lossy(bad));
    }
}

/// What becomes of the small fields where they may take so long, of a form whose octets come one at a time: these, and very many more.
fn fields_within(fields: Duration, octets: &'static [u8]) -> Result<Vec<u8>, String> {
    // As from a line: after each octet there is none just now.
    let begun = octets.iter().map(std::slice::from_ref).chain(std::iter::repeat_n(&b"x"[..], 1 << 20));
    let coming = futures_util::stream::iter(begun).then(async |octet: &[u8]| {
        tokio::task::yield_now().await;
        Ok::<_, std::convert::Infallible>(octet)
    });
    let patience = Patience { fields, ..Patience::USUAL };
    let read = async {
        let mut multipart = Multipart::new(Some("multipart/form-data; boundary=b"), Box::pin(coming), patience)?;
        multipart
            .fields(async |multipart| {
                multipart.next().await?;
                Ok(multipart.field(usize::MAX).await?.to_vec())
            })
            .await
    };
    run(read).map_err(|error: MultipartError| error.to_string())
}

// Threat: an octet now and then, without end, is never silence, and holds a turn that others wait for.
#[test]
fn small_fields_have_their_time_however_often_an_octet_comes() {
    let head = b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    assert_eq!(fields_within(Duration::ZERO, head), Err(MultipartError::Silence.to_string()));
    let whole = b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ntext\r\n--b--\r\n";
    assert_eq!(fields_within(Patience::USUAL.fields, whole), Ok(b"text".to_vec()), "control: within their time");
}
