//! Parses a Rust file for the rules: its names, calls, strings and comments, each with its line.
use proc_macro2::{LineColumn, Span, TokenStream, TokenTree};
use std::{collections::HashMap, mem, ops::RangeInclusive};
use syn::{
    Attribute, Expr, ExprCall, ExprLit, ExprMethodCall, Ident, ImplItemFn, Item, ItemFn, ItemMacro,
    ItemMod, ItemUse, Lit, LitStr, Macro, Meta, MetaList, Path, Result, Signature, Token, UseTree,
    parse::{ParseStream, Parser as _, discouraged::Speculative as _},
    punctuated::Punctuated,
    spanned::Spanned as _,
    visit::{self, Visit},
};

/// A string, a comment, or the path of a name, with its line.
#[derive(Debug, Clone)]
pub struct Text {
    pub line: usize,
    pub text: String,
}

/// A call of a function (by its path) or of a method (by its name).
#[derive(Debug)]
pub struct Call {
    pub callee: String,
    /// The strings in each of its arguments.
    pub texts: Vec<Vec<Text>>,
    /// Its last argument, if that is a path, such as a handler.
    pub last: String,
}

#[derive(Debug)]
pub struct Function {
    pub line: usize,
    pub name: String,
    /// The lines of its doc comment.
    pub said: Vec<String>,
}

/// A part of a SQL statement: a string, or a macro with the pieces in its arguments.
#[derive(Debug)]
pub enum Piece {
    Text(Text),
    Macro { line: usize, name: String, first: String, pieces: Vec<Piece> },
}

#[derive(Debug, Default)]
pub struct Source {
    pub path: String,
    /// The source text, without tests. All fields below are without tests, too.
    pub text: String,
    /// The full paths of names, such as `crate::db::query`: groups, `super`, `self` and imports are resolved.
    pub names: Vec<Text>,
    pub texts: Vec<Text>,
    pub comments: Vec<Text>,
    pub calls: Vec<Call>,
    pub functions: Vec<Function>,
    /// Pieces of SQL, each with the name of its function.
    pub pieces: Vec<(String, Piece)>,
    /// The bodies of `macro_rules!`, by name.
    pub fragments: Vec<(String, Vec<Piece>)>,
    /// The paths of modules that are declared for tests only, without extension: `src/testing`.
    pub test_modules: Vec<String>,
}

impl Source {
    pub fn parse(path: &str, text: &str) -> Self {
        let file = syn::parse_file(text).unwrap_or_else(|it| panic!("{path}: {it}"));
        let module = path.trim_start_matches("src/").trim_end_matches(".rs").split('/');
        let module = ["crate"].into_iter().chain(module.filter(|it| *it != "mod" && *it != "lib"));
        let mut it = Reader { module: module.map(str::to_owned).collect(), ..Reader::default() };
        it.function("", |it| it.visit_file(&file));
        for name in &mut it.source.names {
            if let Some((first, rest)) = name.text.split_once("::")
                && let Some(import) = it.imports.get(first)
            {
                name.text = format!("{import}::{rest}");
            }
        }
        let ships = |line: usize| !it.tests.iter().any(|it| it.contains(&line));
        let lines = text.lines().enumerate().filter(|(i, _)| ships(i + 1));
        it.source.text = lines.flat_map(|(_, line)| [line, "\n"]).collect();
        it.source.comments = comments(text, &it.slashes);
        it.source.comments.retain(|it| ships(it.line));
        Self { path: path.to_owned(), ..it.source }
    }
}

/// The folder or file directly in `src` that a path belongs to: `quotes` for `src/quotes/ops.rs`.
pub fn part_of(path: &str) -> &str {
    let rest = path.trim_start_matches("src/");
    rest.split('/').next().unwrap_or(rest).trim_end_matches(".rs")
}

#[derive(Default)]
struct Reader {
    source: Source,
    /// The path of the current module, from `crate` on.
    module: Vec<String>,
    /// The pieces of the current function or macro so far.
    pieces: Vec<Piece>,
    /// The full paths of imported names.
    imports: HashMap<String, String>,
    /// Lines of items that are compiled for tests only.
    tests: Vec<RangeInclusive<usize>>,
    /// The spans of strings that contain `//`.
    slashes: Vec<Span>,
}

impl Reader {
    /// Whether an item is compiled for tests only, and so skipped.
    fn skips(&mut self, attributes: &[Attribute], span: Span) -> bool {
        let is_test = |it: &Attribute| {
            it.path().is_ident("cfg") && it.parse_args::<Ident>().is_ok_and(|it| it == "test")
        };
        let skips = attributes.iter().any(is_test);
        self.tests.extend(skips.then(|| span.start().line..=span.end().line));
        skips
    }

    /// Records a path and returns it in full.
    fn name(&mut self, span: Span, path: &str) -> String {
        let mut full = Vec::new();
        for (i, word) in path.split("::").enumerate() {
            if i == 0 && matches!(word, "super" | "self") {
                full.extend(self.module.iter().map(String::as_str));
            }
            if word == "super" {
                full.pop();
            } else if word != "self" {
                full.push(word);
            }
        }
        let name = Text { line: span.start().line, text: full.join("::") };
        if full.len() > 1 {
            self.source.names.push(name.clone());
        }
        name.text
    }

    fn import(&mut self, before: &str, tree: &UseTree) {
        let (ident, alias) = match tree {
            UseTree::Path(it) => return self.import(&format!("{before}{}::", it.ident), &it.tree),
            UseTree::Group(it) => return it.items.iter().for_each(|it| self.import(before, it)),
            UseTree::Glob(it) => return drop(self.name(it.span(), before.trim_end_matches("::"))),
            UseTree::Name(it) => (&it.ident, None),
            UseTree::Rename(it) => (&it.ident, Some(it.rename.to_string())),
        };
        let full = self.name(ident.span(), &format!("{before}{ident}"));
        let last = full.rsplit("::").next().unwrap_or_default().to_owned();
        self.imports.insert(alias.unwrap_or(last), full);
    }

    /// Reads the tokens of a macro that are not a list of expressions.
    fn tokens(&mut self, input: ParseStream) -> Result<()> {
        while !input.is_empty() {
            let (called, named) = (input.fork(), input.fork());
            if let Ok(it) = called.parse::<Macro>() {
                input.advance_to(&called);
                self.visit_macro(&it);
            } else if let Ok(it) = named.call(Path::parse_mod_style) {
                input.advance_to(&named);
                self.visit_path(&it);
            } else {
                match input.parse()? {
                    TokenTree::Group(it) => self.arguments(it.stream()),
                    TokenTree::Literal(it) => self.visit_lit(&Lit::new(it)),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn arguments(&mut self, tokens: TokenStream) {
        let list = Punctuated::<Expr, Token![,]>::parse_terminated;
        match list.parse2(tokens.clone()) {
            Ok(all) => all.iter().for_each(|it| self.visit_expr(it)),
            Err(_) => drop((|input: ParseStream| self.tokens(input)).parse2(tokens)),
        }
    }

    fn pieces(&mut self, read: impl FnOnce(&mut Self)) -> Vec<Piece> {
        let outer = mem::take(&mut self.pieces);
        read(self);
        mem::replace(&mut self.pieces, outer)
    }

    fn function(&mut self, name: &str, read: impl FnOnce(&mut Self)) {
        let pieces = self.pieces(read).into_iter().map(|it| (name.to_owned(), it));
        self.source.pieces.extend(pieces);
    }

    fn declare(&mut self, it: &Signature, attributes: &[Attribute], read: impl FnOnce(&mut Self)) {
        let name = it.ident.to_string();
        self.function(&name, read);
        let said = attributes.iter().filter_map(documentation).collect();
        self.source.functions.push(Function { line: it.ident.span().start().line, name, said });
    }

    fn call(&mut self, callee: String, arguments: &Punctuated<Expr, Token![,]>) {
        let mut texts = |it| {
            let before = self.source.texts.len();
            self.visit_expr(it);
            self.source.texts[before..].to_vec()
        };
        let texts = arguments.iter().map(&mut texts).collect();
        let last = arguments.last().map(path_of).unwrap_or_default();
        self.source.calls.push(Call { callee, texts, last });
    }
}

impl<'a> Visit<'a> for Reader {
    fn visit_item(&mut self, item: &'a Item) {
        let attributes = match item {
            Item::Fn(it) => &it.attrs,
            Item::Impl(it) => &it.attrs,
            Item::Mod(it) => &it.attrs,
            Item::Use(it) => &it.attrs,
            _ => return visit::visit_item(self, item),
        };
        if !self.skips(attributes, item.span()) {
            visit::visit_item(self, item);
        } else if let Item::Mod(ItemMod { ident, content: None, .. }) = item {
            let words = self.module.iter().skip(1).cloned().chain([ident.to_string()]);
            let path: Vec<_> = ["src".to_owned()].into_iter().chain(words).collect();
            self.source.test_modules.push(path.join("/"));
        }
    }

    fn visit_item_mod(&mut self, it: &'a ItemMod) {
        self.module.push(it.ident.to_string());
        visit::visit_item_mod(self, it);
        self.module.pop();
    }

    fn visit_item_use(&mut self, it: &'a ItemUse) {
        self.import("", &it.tree);
    }

    fn visit_item_fn(&mut self, it: &'a ItemFn) {
        self.declare(&it.sig, &it.attrs, |reader| visit::visit_item_fn(reader, it));
    }

    fn visit_impl_item_fn(&mut self, it: &'a ImplItemFn) {
        if !self.skips(&it.attrs, it.span()) {
            self.declare(&it.sig, &it.attrs, |reader| visit::visit_impl_item_fn(reader, it));
        }
    }

    fn visit_item_macro(&mut self, it: &'a ItemMacro) {
        let Some(name) = &it.ident else { return self.visit_macro(&it.mac) };
        let body = self.pieces(|reader| reader.arguments(it.mac.tokens.clone()));
        self.source.fragments.push((name.to_string(), body));
    }

    fn visit_attribute(&mut self, it: &'a Attribute) {
        // Doc comments are read with the other comments.
        if documentation(it).is_none() {
            visit::visit_attribute(self, it);
        }
    }

    fn visit_meta_list(&mut self, it: &'a MetaList) {
        self.arguments(it.tokens.clone());
    }

    fn visit_macro(&mut self, it: &'a Macro) {
        self.visit_path(&it.path);
        let pieces = self.pieces(|reader| reader.arguments(it.tokens.clone()));
        let (line, path) = (it.path.span().start().line, words(&it.path));
        let name = path.rsplit("::").next().unwrap_or_default().to_owned();
        let first = it.tokens.clone().into_iter().next().map(|it| it.to_string());
        self.pieces.push(Piece::Macro { line, name, first: first.unwrap_or_default(), pieces });
    }

    fn visit_lit_str(&mut self, it: &'a LitStr) {
        let text = Text { line: it.span().start().line, text: it.value() };
        self.slashes.extend(text.text.contains("//").then(|| it.span()));
        self.source.texts.push(text.clone());
        self.pieces.push(Piece::Text(text));
    }

    fn visit_path(&mut self, it: &'a Path) {
        self.name(it.span(), &words(it));
        visit::visit_path(self, it);
    }

    fn visit_expr_call(&mut self, it: &'a ExprCall) {
        self.visit_expr(&it.func);
        self.call(path_of(&it.func), &it.args);
    }

    fn visit_expr_method_call(&mut self, it: &'a ExprMethodCall) {
        self.visit_expr(&it.receiver);
        self.call(it.method.to_string(), &it.args);
    }
}

fn words(path: &Path) -> String {
    path.segments.iter().map(|it| it.ident.to_string()).collect::<Vec<_>>().join("::")
}

fn path_of(it: &Expr) -> String {
    if let Expr::Path(it) = it { words(&it.path) } else { String::new() }
}

fn documentation(it: &Attribute) -> Option<String> {
    let Meta::NameValue(it) = &it.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &it.value else { return None };
    it.path.is_ident("doc").then(|| text.value())
}

/// The comments, including doc comments, without their slashes. Successive lines are one text. `slashes` are
/// the spans of strings that contain `//`.
fn comments(text: &str, slashes: &[Span]) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    let mut last = 0;
    for (i, code) in text.lines().enumerate() {
        let is_in_string = |at: usize| {
            let place = LineColumn { line: i + 1, column: code[..at].chars().count() };
            slashes.iter().any(|it| it.start() <= place && place < it.end())
        };
        if let Some((at, _)) = code.match_indices("//").find(|(at, _)| !is_in_string(*at)) {
            let words = code[at..].trim_start_matches(['/', '!']).trim();
            match found.last_mut() {
                Some(before) if last == i => before.text = format!("{}\n{words}", before.text),
                _ => found.push(Text { line: i + 1, text: words.to_owned() }),
            }
            last = i + 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let names = Source::parse("src/quotes/ops.rs", text).names.into_iter();
        names.map(|it| format!("{} {}", it.line, it.text)).collect()
    }

    #[test]
    fn strings_and_comments_are_not_code() {
        let text = "// x::y\nfn f() {\n  let a = \"p::q \\\" // r\"; // z\n  '\"'; b::c }\n/// d\nfn g() {}";
        let source = Source::parse("src/a/mod.rs", text);
        let lines = |texts: &[Text]| -> Vec<_> {
            texts.iter().map(|it| format!("{} {}", it.line, it.text)).collect()
        };
        assert_eq!(lines(&source.comments), ["1 x::y", "3 z", "5 d"]);
        assert_eq!(lines(&source.texts), ["3 p::q \" // r"]);
        assert_eq!(names(text), ["4 b::c"]);
    }

    #[test]
    fn names_are_resolved_to_full_paths() {
        let text = "use crate::{\n a::{self, b, c as d},\n e::*,\n};\nmod m { use super::super::i; }\nfn f() { super::super::g::h(d::k) }\nfn g() { q!(x => $crate::y, a::z) }";
        let names = names(text);
        let all = [
            "2 crate::a",
            "2 crate::a::b",
            "2 crate::a::c",
            "3 crate::e",
            "5 crate::quotes::i",
            "6 crate::g::h",
            "6 crate::a::c::k",
            "7 crate::y",
            "7 crate::a::z",
        ];
        assert_eq!(names, all);
    }

    #[test]
    fn what_is_declared_for_tests_does_not_ship() {
        let modules = |path: &str, text: &str| Source::parse(path, text).test_modules;
        assert_eq!(modules("src/lib.rs", "#[cfg(test)]\nmod cast;\nmod b;"), ["src/cast"]);
        assert_eq!(modules("src/a/pdf.rs", "#[cfg(test)]\npub mod t;"), ["src/a/pdf/t"]);
        let text = "use a::b;\n#[cfg(test)]\nmod tests {\n  // c\n}\nimpl D {\n  #[cfg(test)]\n  fn e() { \"f\"; }\n}\n";
        let source = Source::parse("src/a/mod.rs", text);
        assert_eq!(source.text, "use a::b;\nimpl D {\n}\n");
        assert!(source.comments.is_empty() && source.texts.is_empty());
    }
}
