//! Names and values, as a form or a query string has them.
use crate::{
    error::{Error, Result},
    http::page::encoded,
};
use percent_encoding::percent_decode;

pub type Fields = Vec<(String, String)>;

/// Reads `name=value&name=value`. Fails if a name or value is not UTF-8, instead of storing a text with
/// replacement characters in it.
pub fn read(text: &[u8]) -> Result<Fields> {
    let pairs = text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=').map(decoded);
            let mut half = || halves.next().unwrap_or_else(|| Ok(String::new()));
            Ok((half()?, half()?))
        })
        .collect()
}

/// Writes the pairs as [`read`] reads them.
pub fn written(pairs: &Fields) -> String {
    let written =
        |(name, value): &(String, String)| format!("{}={}", encoded(name), encoded(value));
    pairs.iter().map(written).collect::<Vec<_>>().join("&")
}

fn decoded(text: &[u8]) -> Result<String> {
    let spaced: Vec<u8> =
        text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    let decoded = percent_decode(&spaced).decode_utf8().map_err(|_| Error::Malformed)?;
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_as_browsers_write_them() {
        let read = |text: &str| {
            let pairs = read(text.as_bytes()).unwrap().into_iter();
            pairs.map(|(name, value)| format!("{name}:{value}")).collect::<Vec<_>>()
        };
        assert_eq!(read("a=1&b=Zo%C3%AB+M&b=x%26y%3Dz"), ["a:1", "b:Zoë M", "b:x&y=z"]);
        assert_eq!(read("a&b=&=c&&d=e=f"), ["a:", "b:", ":c", "d:e=f"]);
        assert_eq!(read("a=100%&b=%zz"), ["a:100%", "b:%zz"]);
        assert_eq!(read(""), Vec::<String>::new());
    }

    #[test]
    fn pairs_are_read_back_as_they_were_written() {
        let pairs: Fields = [("a b", "Zoë & M=1"), ("", "+\0\r\n%"), ("c", "")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
        assert_eq!(read(written(&pairs).as_bytes()), Ok(pairs));
    }

    #[test]
    fn what_is_not_utf_8_is_refused() {
        for text in
            [&b"a=%ff"[..], b"a=%c3", b"%c0%80=x", b"a=%ed%a0%80", b"a=\xff", b"a=ok&b=%e2%82"]
        {
            assert_eq!(read(text), Err(Error::Malformed), "{text:?}");
        }
    }
}
