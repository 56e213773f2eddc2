//! The words of an HTML mail as plain text: a line for each block and list item, `> ` before what is quoted, and the addresses of
//! links. It is made for what mail programs write and reads any other markup as far as possible.
use mail_parser::decoders::html::html_to_text;
use std::mem;

/// Elements whose content is not shown.
const HIDDEN: [&str; 4] = ["script", "style", "template", "title"];

/// Elements that begin a line; those from `blockquote` on also stand apart from what is around them.
const BLOCKS: [&str; 18] = [
    "div",
    "tr",
    "li",
    "dt",
    "dd",
    "table",
    "section",
    "center",
    "form",
    "address",
    "hr",
    "blockquote",
    "pre",
    "h1",
    "h2",
    "h3",
    "dl",
    "ul",
];

/// The deepest quotation that is told apart, in levels.
const DEEPEST: usize = 9;

#[derive(Default)]
struct Page {
    done: String,
    line: String,
    /// What begins the line if it has words: the mark of a list item.
    mark: String,
    /// In how many quotations the line is, and the line before it was.
    quotes: usize,
    before: usize,
    /// Whether an empty line is due before the next words.
    gap: bool,
    /// The lists around the line, each with the number of its last item; none if they are not counted.
    lists: Vec<Option<usize>>,
    is_kept: bool,
    /// The address of the link around the words, and its words so far.
    link: Option<(String, String)>,
}

/// The text of this HTML.
pub fn text(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some((words, markup)) = rest.split_once('<') {
        page.say(words);
        rest = if let Some(comment) = markup.strip_prefix("!--") {
            comment.split_once("-->").unwrap_or_default().1
        } else if markup.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            let (tag, after) = markup.split_at_checked(end(markup)).unwrap_or((markup, ""));
            let name = name(tag);
            page.meet(&name, tag);
            let after = after.get(1..).unwrap_or_default();
            if HIDDEN.contains(&name.as_str()) { past(after, &name) } else { after }
        } else {
            page.say("<");
            markup
        };
    }
    page.say(rest);
    page.close();
    page.done
}

/// Where a tag ends. A `>` in a quoted attribute does not end it, unless the quotation mark is never closed.
fn end(tag: &str) -> usize {
    let (mut quote, mut before) = (None, ' ');
    let is_end = |c: char| {
        let last = mem::replace(&mut before, c);
        match quote {
            Some(open) if open == c => quote = None,
            None if last == '=' && (c == '"' || c == '\'') => quote = Some(c),
            _ => {}
        }
        quote.is_none() && c == '>'
    };
    tag.find(is_end).or_else(|| tag.find('>')).unwrap_or(tag.len())
}

/// The name of a tag, with `/` if it closes an element.
fn name(tag: &str) -> String {
    let is_end = |(at, c): &(usize, char)| !(c.is_ascii_alphanumeric() || *at == 0 && *c == '/');
    let end = tag.char_indices().find(is_end).map_or(tag.len(), |(at, _)| at);
    tag.get(..end).unwrap_or_default().to_ascii_lowercase()
}

/// What follows the end of the element.
fn past<'a>(mut rest: &'a str, name: &str) -> &'a str {
    while let Some((_, tag)) = rest.split_once("</") {
        if tag.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name)) {
            return tag.split_once('>').unwrap_or_default().1;
        }
        rest = tag;
    }
    ""
}

/// The page's address that a link leads to.
fn address(tag: &str) -> Option<String> {
    let at = tag.to_ascii_lowercase().find("href")?;
    let value = tag.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match value.strip_prefix(['"', '\'']) {
        Some(quoted) => quoted.split(['"', '\'']).next()?,
        None => value.split_ascii_whitespace().next()?,
    };
    let scheme = value.split_once("://")?.0.to_ascii_lowercase();
    ["http", "https"].contains(&scheme.as_str()).then(|| decoded(value))
}

/// The words with their entities, such as `&amp;`, as characters.
fn decoded(words: &str) -> String {
    let mut all = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('&') {
        all.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        let (name, more) = after.split_at_checked(end.unwrap_or(0)).unwrap_or_default();
        let more = more.strip_prefix(';').filter(|_| !name.is_empty());
        all.push_str(&more.map_or("&".to_owned(), |_| html_to_text(&format!("&{name};"))));
        rest = more.unwrap_or(after);
    }
    all + rest
}

impl Page {
    fn say(&mut self, words: &str) {
        let words = decoded(words);
        if let Some((_, said)) = &mut self.link {
            said.push_str(&words);
        }
        for c in words.chars() {
            match c {
                '\n' if self.is_kept => self.put(),
                _ if self.is_kept || !c.is_ascii_whitespace() => self.line.push(c),
                _ => self.space(),
            }
        }
    }

    fn space(&mut self) {
        if !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
    }

    fn meet(&mut self, name: &str, tag: &str) {
        let (is_end, name) = name.strip_prefix('/').map_or((false, name), |it| (true, it));
        let name = match name {
            "ol" => "ul",
            "h4" | "h5" | "h6" => "h3",
            _ => name,
        };
        if let Some(at) = BLOCKS.iter().position(|it| *it == name) {
            self.close();
            self.gap |= at >= 11 && (name != "ul" || self.lists.len() <= usize::from(is_end));
        }
        match (name, is_end) {
            ("br", _) => self.put(),
            ("p", _) => {
                self.close();
                // Outlook writes a paragraph for each line.
                let is_line = tag.contains("Mso") || tag.contains("margin:0");
                self.gap |= !is_end && !is_line && self.mark.is_empty();
            }
            ("td" | "th", false) => self.space(),
            ("blockquote", false) => self.quotes += 1,
            ("blockquote", true) => self.quotes = self.quotes.saturating_sub(1),
            ("pre", _) => self.is_kept = !is_end,
            ("ul", false) => self.lists.push(tag.starts_with(['o', 'O']).then_some(0)),
            ("ul", true) => {
                self.lists.pop();
            }
            ("li", false) => self.item(),
            ("a", false) => self.link = address(tag).map(|it| (it, String::new())),
            ("a", true) => self.lead(),
            _ => {}
        }
    }

    /// Begins an item of the innermost list.
    fn item(&mut self) {
        let indent = "  ".repeat(self.lists.len().clamp(1, DEEPEST) - 1);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{number}.")
            }
            _ => "-".to_owned(),
        };
        self.mark = format!("{indent}{mark} ");
    }

    /// Says where a link led, unless its words do.
    fn lead(&mut self) {
        let Some((address, words)) = self.link.take() else { return };
        let words = words.trim();
        if !words.is_empty() && words.trim_end_matches('/') != address.trim_end_matches('/') {
            self.line.extend([" (", address.as_str(), ")"]);
        }
    }

    /// Ends the line if it has words.
    fn close(&mut self) {
        if !self.line.trim().is_empty() {
            self.put();
        }
        self.line.clear();
    }

    /// Ends the line, also an empty one.
    fn put(&mut self) {
        let line = mem::take(&mut self.mark) + &mem::take(&mut self.line);
        if mem::take(&mut self.gap) && !self.done.is_empty() {
            self.write("", self.quotes.min(self.before));
        }
        self.write(&line, self.quotes);
        self.before = self.quotes;
    }

    fn write(&mut self, line: &str, quotes: usize) {
        let line = "> ".repeat(quotes.min(DEEPEST)) + line;
        self.done.push_str(line.trim_end());
        self.done.push('\n');
    }
}
