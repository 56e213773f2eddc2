//! Documents as PDFs: their fonts, and the files that keep them.
use super::App;
use crate::{
    edge::{Stored, log_fault},
    error::{Error, Result},
    http::download::{Download, Wanted},
    pdf::{Printed, Sheet, Typeface},
};
use axum::response::Response;

const PDF: &str = "application/pdf";

/// How often, and how long each time in milliseconds, a request waits for another one that renders the same document.
const WAITS: usize = 30;
const WAIT: u64 = 100;

impl App {
    /// The typeface of PDFs. Its font files are read the first time, then kept.
    async fn typeface(&self) -> Result<&'static Typeface> {
        if let Some(typeface) = Typeface::kept() {
            return Ok(typeface);
        }
        let regular = self.assets.read("/assets/fonts/portal-regular.ttf").await?;
        let bold = self.assets.read("/assets/fonts/portal-semibold.ttf").await?;
        Ok(Typeface::keep(regular, bold)?)
    }

    /// Reads the fonts of the scripts that a document has. One that cannot be read is logged, and its letters are shown
    /// as boxes.
    async fn fonts(&self, sheet: &Sheet, typeface: &Typeface) {
        while let Some(script) = sheet.lacks(typeface) {
            let mut files = Vec::new();
            let read = async {
                for path in script.files() {
                    files.push(self.assets.read(path).await?);
                }
                script.keep(files).map_err(Error::from)
            };
            if let Err(fault) = read.await {
                log_fault(&format!("fonts: {fault:?}"));
                break;
            }
        }
    }

    /// A document as a PDF, with the logo whose file this is, unless that is not a picture which can be printed.
    pub async fn print(&self, sheet: &Sheet, logo: Option<&str>) -> Result<Vec<u8>> {
        self.printed(sheet, logo, None).await
    }

    async fn printed(
        &self,
        sheet: &Sheet,
        logo: Option<&str>,
        data: Option<&str>,
    ) -> Result<Vec<u8>> {
        let typeface = self.typeface().await?;
        self.fonts(sheet, typeface).await;
        let logo = match logo {
            Some(key) => self.files.get(key).await?,
            None => None,
        };
        if let Some(file) =
            logo.filter(|file| ["image/png", "image/jpeg"].contains(&file.content_type.as_str()))
        {
            let mut sheet = sheet.clone();
            sheet.letterhead.logo = Some(file.bytes);
            if let Ok(bytes) = sheet.print(typeface, data) {
                return Ok(bytes);
            }
        }
        Ok(sheet.print(typeface, data)?)
    }

    /// The bytes of a document: from its file, or rendered now if there is none. Requests for it at the same time wait
    /// for the one that renders it.
    async fn bytes(&self, printed: &Printed) -> Result<Vec<u8>> {
        for _ in 0..WAITS {
            if let Some(stored) = self.files.get(printed.key()).await.ok().flatten() {
                return Ok(stored.bytes);
            }
            let Some(_held) = self.presses.begin(printed.key(), self.now()) else {
                self.clock.pause(WAIT).await;
                continue;
            };
            return self.rendered(printed).await;
        }
        self.rendered(printed).await
    }

    /// The bytes of a document that is not kept.
    pub async fn render(&self, printed: &Printed) -> Result<Vec<u8>> {
        self.printed(printed.sheet(), printed.logo(), printed.data()).await
    }

    async fn rendered(&self, printed: &Printed) -> Result<Vec<u8>> {
        let bytes = self.render(printed).await?;
        // Whoever asked for the PDF has it even if it could not be stored; it is rendered again then.
        let _ = self.put(printed, bytes.clone()).await;
        Ok(bytes)
    }

    async fn put(&self, printed: &Printed, bytes: Vec<u8>) -> Result<()> {
        let file = Stored { bytes, content_type: PDF.to_owned() };
        self.files.put(printed.key(), file).await
    }

    /// Renders a document and stores it, unless that was done. A second rendering stores the same file.
    pub async fn store(&self, printed: &Printed) -> Result<()> {
        let bytes = self.render(printed).await?;
        self.put(printed, bytes).await
    }

    /// A document as a download. It is not rendered for a browser that has it.
    pub async fn download(
        &self,
        printed: &Printed,
        name: &str,
        wanted: &Wanted,
    ) -> Result<Response> {
        let about = |size| Download { name, content_type: PDF, digest: printed.digest(), size };
        if let Some(unchanged) = wanted.unchanged(&about(0)) {
            return Ok(unchanged);
        }
        let bytes = self.bytes(printed).await?;
        Ok(wanted.give(&about(bytes.len() as u64), &bytes))
    }
}
