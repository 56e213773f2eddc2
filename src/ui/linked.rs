//! Text that somebody wrote, with links that can be followed.
use askama::{Template, filters::HtmlSafe};

/// Text that somebody wrote, in which addresses of pages are links.
#[derive(Template)]
#[template(path = "ui/linked.html")]
pub struct Linked<'a> {
    pub text: &'a str,
}

impl Linked<'_> {
    /// The text in pieces, each with whether it is a link. Other schemes, such as `javascript:`, are text.
    fn pieces(&self) -> Vec<(&str, bool)> {
        let is_web = |text: &str| {
            let scheme = text.split("://").next().unwrap_or_default();
            scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
        };
        let mut finder = linkify::LinkFinder::new();
        let spans = finder.kinds(&[linkify::LinkKind::Url]).spans(self.text);
        spans.map(|it| (it.as_str(), it.kind().is_some() && is_web(it.as_str()))).collect()
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
        for text in ["javascript://x.example/%0aalert(1)", "ftp://x.example/a", "mira@x.example"] {
            assert_eq!(written(text), text);
        }
    }
}
