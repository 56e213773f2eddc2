//! Text that somebody wrote, with links that can be followed.
use askama::{Template, filters::HtmlSafe};

/// Text that somebody wrote, in which addresses of pages are links, also those that begin with `www.` alone.
#[derive(Template)]
#[template(path = "ui/linked.html")]
pub struct Linked<'a> {
    pub text: &'a str,
}

impl Linked<'_> {
    /// The text in pieces, each with the address that it links to; empty for mere text, as other schemes are, such as `javascript:`.
    fn pieces(&self) -> Vec<(&str, String)> {
        let begins = |text: &str, with: &str| {
            text.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with))
        };
        let address = |text: &str| {
            if begins(text, "https://") || begins(text, "http://") {
                text.to_owned()
            } else if begins(text, "www.") {
                format!("https://{text}")
            } else {
                String::new()
            }
        };
        let mut finder = linkify::LinkFinder::new();
        finder.kinds(&[linkify::LinkKind::Url]).url_must_have_scheme(false);
        let spans = finder.spans(self.text);
        let told = |it: &str, is_link| if is_link { address(it) } else { String::new() };
        spans.map(|it| (it.as_str(), told(it.as_str(), it.kind().is_some()))).collect()
    }
}

// Its template escapes the text.
impl HtmlSafe for Linked<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_pages_are_links_and_other_schemes_are_text() {
        let written = |text| Linked { text }.render().unwrap();
        assert_eq!(
            written("See https://maps.example/a?b=1&c=2, (http://x.example/y). <b>"),
            "See <a class=\"link\" href=\"https://maps.example/a?b=1&#38;c=2\" rel=\"nofollow noreferrer\">https://maps.example/a?b=1&#38;c=2</a>, (<a class=\"link\" href=\"http://x.example/y\" rel=\"nofollow noreferrer\">http://x.example/y</a>). &#60;b&#62;"
        );
        assert_eq!(
            written("Or WWW.example.org/a, www.example.org."),
            "Or <a class=\"link\" href=\"https://WWW.example.org/a\" rel=\"nofollow noreferrer\">WWW.example.org/a</a>, <a class=\"link\" href=\"https://www.example.org\" rel=\"nofollow noreferrer\">www.example.org</a>."
        );
        for text in ["example.org", "mira@www.example.org", "wwww.example.org"] {
            assert_eq!(written(text), text);
        }
        for text in ["javascript://x.example/%0aalert(1)", "ftp://x.example/a", "mira@x.example"] {
            assert_eq!(written(text), text);
        }
    }
}
