//! The data of an invoice inside its PDF (Factur-X): the attached file, and the metadata that announce it.
//!
//! The writer of the PDF has no metadata of its own choice. So the object of the metadata is written once more, with
//! what Factur-X adds, in an incremental update at the end of the file.
use super::Fault;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::metadata::DateTime;
use std::fmt::Write as _;

const NAME: &str = "factur-x.xml";

/// What an extension schema says of each property: a PDF/A describes those that are not its own.
const SCHEMA: &str = "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema><pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>";
const SCHEMA_END: &str = "</rdf:Seq></pdfaSchema:property></rdf:li>";

/// Each property: its name, what it is, and its value.
const PROPERTIES: [(&str, &str, &str); 4] = [
    ("DocumentFileName", "The name of the embedded XML document", NAME),
    ("DocumentType", "The type of the hybrid document", "INVOICE"),
    ("Version", "The version of the standard of the embedded XML document", "1.0"),
    ("ConformanceLevel", "The conformance level of the embedded XML document", "EN 16931"),
];

/// The file that is attached to the document, which it is an alternative of.
pub(super) fn attachment(xml: &str, at: DateTime) -> EmbeddedFile {
    EmbeddedFile {
        path: NAME.to_owned(),
        mime_type: MimeType::new("text/xml"),
        description: Some("The invoice as data (Factur-X)".to_owned()),
        association_kind: AssociationKind::Alternative,
        data: xml.as_bytes().to_vec().into(),
        modification_date: Some(at),
        compress: None,
        location: None,
    }
}

/// The file with metadata that announce the attachment.
pub(super) fn announced(file: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let updated = updated(file);
    updated.ok_or_else(|| Fault::Refused("its metadata were not found".into()))
}

fn updated(mut file: Vec<u8>) -> Option<Vec<u8>> {
    // The metadata are the one stream that is not compressed and begins so.
    let packet = find(&file, b"<?xpacket begin", 0)?;
    let end = find(&file, b"<?xpacket end=\"r\"?>", packet)?;
    let before = file.get(..packet)?;
    let header = rfind(before, b" 0 obj")?;
    let digits = before.get(..header)?.iter().rev().take_while(|it| it.is_ascii_digit()).count();
    let number = text(before.get(header - digits..header)?)?.parse::<u32>().ok()?;
    let metadata = with_properties(text(file.get(packet..end)?)?)?;

    let trailer = rfind(&file, b"trailer")?;
    let start = rfind(&file, b"startxref")?;
    let previous = text(file.get(start + b"startxref".len()..)?)?.lines().nth(1)?.trim().to_owned();
    let entries = text(file.get(trailer + b"trailer".len()..start)?)?.trim().to_owned();
    let entries = entries.strip_suffix(">>")?.trim_end();

    if file.last() != Some(&b'\n') {
        file.push(b'\n');
    }
    let object = file.len();
    let stream = format!("{metadata}<?xpacket end=\"r\"?>");
    file.extend(
        format!(
            "{number} 0 obj\n<< /Length {} /Type /Metadata /Subtype /XML >>\nstream\n{stream}\nendstream\nendobj\n",
            stream.len()
        )
        .bytes(),
    );
    let table = file.len();
    file.extend(
        format!(
            "xref\n{number} 1\n{object:010} 00000 n\r\ntrailer\n{entries}\n  /Prev {previous}\n>>\nstartxref\n{table}\n%%EOF\n"
        )
        .bytes(),
    );
    Some(file)
}

/// The metadata with the properties of Factur-X, and with their description beside those that are there.
fn with_properties(metadata: &str) -> Option<String> {
    const SCHEMAS: &str = "</rdf:Bag></pdfaExtension:schemas>";
    const END: &str = "</rdf:RDF>";
    let mut schema = SCHEMA.to_owned();
    let mut values = String::from(
        "<rdf:Description rdf:about=\"\" xmlns:fx=\"urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#\">",
    );
    for (name, about, value) in PROPERTIES {
        let _ = write!(
            schema,
            "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category><pdfaProperty:description>{about}</pdfaProperty:description></rdf:li>"
        );
        let _ = write!(values, "<fx:{name}>{value}</fx:{name}>");
    }
    let (before, after) = metadata.split_once(SCHEMAS)?;
    let (middle, rest) = after.split_once(END)?;
    Some(format!(
        "{before}{schema}{SCHEMA_END}{SCHEMAS}{middle}{values}</rdf:Description>{END}{rest}"
    ))
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let at = bytes.get(from..)?.windows(what.len()).position(|window| window == what)?;
    Some(from + at)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}
