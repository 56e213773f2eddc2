//! Writes laid-out pages as a PDF that conforms to PDF/A-3a and PDF/UA-1.

use chrono::{Datelike as _, Timelike as _};
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagTree,
};
use krilla::{Document, SerializeSettings};

use super::color::Color;
use super::face::Typeface;
use super::factur_x::{announced, attachment};
use super::galley::{Branch, Galley, Heading, Kid, Mark};
use super::text::Line;
use super::{Fault, Paper};

/// The width of a hairline.
const HAIRLINE: f32 = 0.6;

/// The metadata of the file.
pub(super) struct Label {
    pub title: String,
    pub author: String,
    pub language: String,
    /// UTC milliseconds.
    pub created_at: i64,
}

pub(super) fn print(
    galley: Galley,
    paper: Paper,
    label: Label,
    data: Option<&str>,
) -> Result<Vec<u8>, Fault> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| Fault::Refused("the standards contradict each other".into()))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let (width, height) = paper.size();
    let Galley { typeface, pages, tree, headings, .. } = galley;

    let mut leaves = Vec::new();
    for marks in pages {
        let settings = PageSettings::from_wh(width, height).unwrap_or_default();
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for mark in marks {
            leaves.extend(draw(&mut surface, &typeface, mark));
        }
        surface.finish();
        page.finish();
    }

    let mut structure = TagTree::new().with_lang(Some(label.language.clone()));
    for branch in tree {
        structure.push(group(branch, &leaves));
    }
    document.set_tag_tree(structure);
    document.set_outline(outline(headings));
    let at = moment(label.created_at);
    document.set_metadata(metadata(label, at));
    if let Some(xml) = data {
        document.embed_file(attachment(xml, at));
    }
    let file = document.finish().map_err(|cause| Fault::Refused(cause.to_string()))?;
    if data.is_some() { announced(file) } else { Ok(file) }
}

/// Draws one mark. Returns the identifier of text in the structure tree.
fn draw(surface: &mut Surface<'_>, typeface: &Typeface, mark: Mark) -> Option<Identifier> {
    match mark {
        Mark::Text { line, x, baseline, leaf } => {
            let tag = match leaf {
                Some(_) => ContentTag::Span(SpanTag::empty()),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let identifier = surface.start_tagged(tag);
            write(surface, typeface, &line, x, baseline);
            surface.end_tagged();
            leaf.map(|_| identifier)
        }
        Mark::Rule { x, y, width, color } => {
            fill(surface, tile(x, y - HAIRLINE / 2.0, width, HAIRLINE, 0.0), color);
            None
        }
        Mark::Tile { x, y, size, radius, color } => {
            fill(surface, tile(x, y, size, size, radius), color);
            None
        }
        Mark::Picture { image, x, y, size } => {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            surface.push_transform(&Transform::from_translate(x, y));
            surface.draw_image(image, size);
            surface.pop();
            surface.end_tagged();
            None
        }
    }
}

fn write(surface: &mut Surface<'_>, typeface: &Typeface, line: &Line, x: f32, baseline: f32) {
    let mut x = x + line.indent;
    let mut fragments = typeface.fragments(line);
    // A line also ends with a space, because screen readers would join its last word with the
    // next line's first.
    let last = line.pieces.last().map(|piece| typeface.fragments(&Line::of(" ", piece.style)));
    fragments.extend(last.into_iter().flatten());
    for fragment in fragments {
        surface.set_fill(Some(paint(fragment.style.color)));
        surface.draw_glyphs(
            Point::from_xy(x, baseline),
            &fragment.glyphs,
            fragment.font.clone(),
            &fragment.text,
            fragment.style.size,
            false,
        );
        x += fragment.width();
    }
}

fn fill(surface: &mut Surface<'_>, path: Option<Path>, color: Color) {
    let Some(path) = path else { return };
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    surface.set_fill(Some(paint(color)));
    surface.draw_path(&path);
    surface.end_tagged();
}

fn paint(color: Color) -> Fill {
    Fill { paint: rgb::Color::new(color.0, color.1, color.2).into(), ..Fill::default() }
}

/// A rectangle with rounded corners, which is a dot if the radius is half its side.
fn tile(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    /// The distance of the control points that makes a Bézier curve a quarter of a circle.
    const KAPPA: f32 = 0.552_285;
    let (right, bottom, bend) = (x + width, y + height, radius * (1.0 - KAPPA));
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - bend, y, right, y + bend, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(right, bottom - bend, right - bend, bottom, right - radius, bottom);
    path.line_to(x + radius, bottom);
    path.cubic_to(x + bend, bottom, x, bottom - bend, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + bend, x + bend, y, x + radius, y);
    path.close();
    path.finish()
}

fn group(branch: Branch, leaves: &[Identifier]) -> TagGroup {
    let mut group = TagGroup::new(branch.tag);
    for kid in branch.kids {
        let node: Option<Node> = match kid {
            Kid::Branch(branch) => Some(self::group(branch, leaves).into()),
            Kid::Leaf(leaf) => leaves.get(leaf).copied().map(Into::into),
        };
        group.children.extend(node);
    }
    group
}

/// Builds the outline: the first heading is the document's, and the others are below it.
fn outline(headings: Vec<Heading>) -> Outline {
    let mut nodes = headings.into_iter().map(|Heading { text, page, y }| {
        OutlineNode::new(text, XyzDestination::new(page, Point::from_xy(0.0, y)))
    });
    let mut outline = Outline::new();
    if let Some(mut whole) = nodes.next() {
        for part in nodes {
            whole.push_child(part);
        }
        outline.push_child(whole);
    }
    outline
}

/// UTC milliseconds as the PDF writes them.
fn moment(at: i64) -> DateTime {
    let at = chrono::DateTime::from_timestamp_millis(at).unwrap_or_default();
    let small = |n: u32| u8::try_from(n).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

fn metadata(label: Label, created: DateTime) -> Metadata {
    Metadata::new()
        .title(label.title)
        .authors(vec![label.author])
        .language(label.language)
        .creation_date(created)
}
