//! Rust as far as the rules need to read it: words, strings and comments, each with its line.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    Mark,
    Text,
    Comment,
}

#[derive(Debug, Clone)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
    pub text: String,
}

impl Token {
    pub fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Mark) && self.text == text
    }
}

pub struct Source<'a> {
    pub path: &'a str,
    pub text: &'a str,
    /// Without comments.
    pub tokens: Vec<Token>,
    pub comments: Vec<Token>,
}

impl<'a> Source<'a> {
    pub fn of(path: &'a str, text: &'a str) -> Self {
        let (comments, tokens) =
            tokens(text).into_iter().partition(|token| token.kind == Kind::Comment);
        Self { path, text, tokens, comments }
    }

    /// The feature, or the file at the top, that it belongs to: `quotes` of `src/quotes/ops.rs`.
    pub fn part(&self) -> &str {
        let rest = self.path.strip_prefix("src/").unwrap_or(self.path);
        let rest =
            ["http/", "db/", "ui/"].iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest);
        rest.split('/').next().unwrap_or(rest).trim_end_matches(".rs")
    }

    pub fn texts(&self) -> impl Iterator<Item = &Token> {
        self.tokens.iter().filter(|token| token.kind == Kind::Text)
    }

    /// Every path it names, in full: `use crate::{a, b::c}` names two. `super` is followed.
    pub fn names(&self) -> Vec<(usize, Vec<String>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let is_inside = at > 0 && self.tokens[at - 1].is(":");
            if self.tokens[at].kind == Kind::Word && !is_inside {
                let end = self.path_at(at, &mut Vec::new(), &mut found);
                at = end.max(at + 1);
            } else {
                at += 1;
            }
        }
        for (_, path) in &mut found {
            self.resolve(path);
        }
        found
    }

    fn path_at(
        &self,
        mut at: usize,
        before: &mut Vec<String>,
        found: &mut Vec<(usize, Vec<String>)>,
    ) -> usize {
        let depth = before.len();
        let mark = |at: usize, text: &str| self.tokens.get(at).is_some_and(|it| it.is(text));
        let line = self.tokens.get(at).map_or(0, |it| it.line);
        while let Some(word) = self.tokens.get(at).filter(|it| it.kind == Kind::Word) {
            before.push(word.text.clone());
            at += 1;
            if !(mark(at, ":") && mark(at + 1, ":")) {
                break;
            }
            at += 2;
            if mark(at, "{") {
                at += 1;
                while at < self.tokens.len() && !mark(at, "}") {
                    at = if self.tokens[at].kind == Kind::Word {
                        self.path_at(at, before, found)
                    } else {
                        at + 1
                    };
                }
                before.truncate(depth);
                return at + 1;
            }
        }
        found.push((line, before.clone()));
        before.truncate(depth);
        at
    }

    fn resolve(&self, path: &mut Vec<String>) {
        if !matches!(path[0].as_str(), "super" | "self") {
            return;
        }
        let module = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut full: Vec<String> =
            module.split('/').filter(|it| *it != "mod" && *it != "lib").map(Into::into).collect();
        full.insert(0, "crate".to_owned());
        for word in path.drain(..) {
            match word.as_str() {
                "super" => drop(full.pop()),
                "self" => {}
                _ => full.push(word),
            }
        }
        *path = full;
    }
}

/// Where modules declared for tests only lie, without an ending: `src/house`.
pub fn test_modules(path: &str, text: &str) -> Vec<String> {
    let base = path.trim_end_matches(".rs");
    let folder = match base.strip_suffix("/mod").or_else(|| base.strip_suffix("/lib")) {
        Some(folder) => folder,
        None => base,
    };
    text.split("#[cfg(test)]\n")
        .skip(1)
        .map(str::trim_start)
        .filter_map(|after| after.strip_prefix("pub ").unwrap_or(after).strip_prefix("mod "))
        .filter_map(|after| after.split_once(';'))
        .filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .map(|(name, _)| format!("{folder}/{name}"))
        .collect()
}

/// What stands above the module of tests.
pub fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

fn tokens(text: &str) -> Vec<Token> {
    let chars: Vec<char> = text.chars().collect();
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    let next = |at: usize| chars.get(at).copied().unwrap_or('\0');
    while at < chars.len() {
        let start = at;
        let kind = match chars[at] {
            '/' if next(at + 1) == '/' => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
                Kind::Comment
            }
            '/' if next(at + 1) == '*' => {
                while at < chars.len() && !(chars[at] == '*' && next(at + 1) == '/') {
                    at += 1;
                }
                at += 2;
                Kind::Comment
            }
            '"' => {
                at += 1;
                while at < chars.len() && chars[at] != '"' {
                    at += if chars[at] == '\\' { 2 } else { 1 };
                }
                at += 1;
                Kind::Text
            }
            'r' if next(at + 1) == '"'
                || (next(at + 1) == '#' && matches!(next(at + 2), '"' | '#')) =>
            {
                at += 1;
                let fences = chars[at..].iter().take_while(|c| **c == '#').count();
                let end: Vec<char> = std::iter::once('"').chain(vec!['#'; fences]).collect();
                at += fences + 1;
                while at < chars.len() && !chars[at..].starts_with(&end) {
                    at += 1;
                }
                at += end.len();
                Kind::Text
            }
            // A character; else it is a lifetime.
            '\'' if next(at + 1) == '\\' || next(at + 2) == '\'' => {
                at += if next(at + 1) == '\\' { 3 } else { 2 };
                while at < chars.len() && chars[at] != '\'' {
                    at += 1;
                }
                at += 1;
                continue;
            }
            c if c.is_alphanumeric() || c == '_' => {
                while next(at).is_alphanumeric() || next(at) == '_' {
                    at += 1;
                }
                Kind::Word
            }
            c => {
                at += 1;
                if c.is_whitespace() {
                    line += usize::from(c == '\n');
                    continue;
                }
                Kind::Mark
            }
        };
        let text: String = chars[start..at.min(chars.len())].iter().collect();
        let lines = text.matches('\n').count();
        found.push(Token { kind, line, text });
        line += lines;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_comments_are_not_code() {
        let source =
            Source::of("src/a/mod.rs", "// x::y\nlet a = \"p::q \\\" r\"; // z\n'\"'; b::c");
        assert_eq!(source.comments.len(), 2);
        assert_eq!(source.texts().next().map(|it| it.line), Some(2));
        assert!(source.names().contains(&(3, vec!["b".into(), "c".into()])));
        assert!(!source.names().iter().any(|(_, path)| path[0] == "x" || path[0] == "p"));
    }

    #[test]
    fn every_name_of_a_group_is_read_in_full() {
        let text = "use crate::{\n a::{b, c as d},\n e,\n};\nfn f() { super::super::g::h() }";
        let names: Vec<String> = Source::of("src/quotes/ops.rs", text)
            .names()
            .into_iter()
            .map(|(line, path)| format!("{line} {}", path.join("::")))
            .collect();
        for name in ["2 crate::a::b", "2 crate::a::c", "3 crate::e", "5 crate::g::h"] {
            assert!(names.iter().any(|it| it == name), "{name}: {names:?}");
        }
    }

    #[test]
    fn what_is_declared_for_tests_does_not_ship() {
        assert_eq!(test_modules("src/lib.rs", "#[cfg(test)]\nmod cast;\nmod b;"), ["src/cast"]);
        assert_eq!(test_modules("src/a/pdf.rs", "#[cfg(test)]\nmod t;"), ["src/a/pdf/t"]);
        assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {}"), "a\n");
        assert_eq!(without_tests("#[cfg(test)]\nmod tests;\nb"), "#[cfg(test)]\nmod tests;\nb");
    }
}
