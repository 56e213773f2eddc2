//! PDFs that go with a letter, to those who may read them.
use super::super::{Mailing, queries};
use crate::{
    app::App,
    edge::{Attachment, log_fault},
    error::Result,
    kit::ids::AccountId,
    outbox::Row,
    workspaces::Modules,
};

/// The most that is attached to a mail, in bytes. Mail services take 5 MiB, and base64 makes a file a third larger.
const MOST: usize = 3_000_000;

/// What becomes of a document that a letter is about.
#[derive(Debug)]
pub enum Enclosed {
    Attached(Attachment),
    /// It is too large, or could not be read: the letter goes out without it.
    OnItsPage,
    /// Whoever gets the letter may not read it.
    Withheld,
}

impl Enclosed {
    pub fn of(name: String, read: Result<Vec<u8>>) -> Self {
        match read {
            Ok(bytes) if bytes.len() <= MOST => Self::Attached(Attachment { name, bytes }),
            Ok(_) => Self::OnItsPage,
            Err(fault) => {
                log_fault(&format!("attachment: {fault:?}"));
                Self::OnItsPage
            }
        }
    }

    /// The line of the letter that says where the document is.
    pub fn told(&self, label: &str, page: &str) -> Option<(String, String)> {
        let words = match self {
            Self::Attached(_) => format!("Attached, and on {page}."),
            Self::OnItsPage => format!("On {page}, to download."),
            Self::Withheld => return None,
        };
        Some((label.to_owned(), words))
    }

    pub fn attachment(self) -> Option<Attachment> {
        match self {
            Self::Attached(it) => Some(it),
            Self::OnItsPage | Self::Withheld => None,
        }
    }
}

/// The documents of one mail. Those that no longer fit beside the ones before them are on their pages.
pub fn together(all: Vec<Enclosed>) -> Vec<Enclosed> {
    let mut left = MOST;
    let fitting = all.into_iter().map(|it| match it {
        Enclosed::Attached(file) if file.bytes.len() <= left => {
            left -= file.bytes.len();
            Enclosed::Attached(file)
        }
        Enclosed::Attached(_) => Enclosed::OnItsPage,
        Enclosed::OnItsPage | Enclosed::Withheld => it,
    });
    fitting.collect()
}

/// Whether whoever a mail goes to may read documents of the account that show sums, now that it is sent: they may have
/// lost the right, or have another address.
pub async fn may_read(
    app: &App,
    row: &Row,
    (account, mailing): (AccountId, Mailing),
    modules: Modules,
) -> Result<bool> {
    Ok(app.db.run(queries::reader(row, account, mailing, modules)).await?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn a_file_that_is_too_large_or_lost_is_named_and_not_attached() {
        let of = |read| {
            let it = Enclosed::of("Invoice 7.pdf".to_owned(), read);
            let told = it.told("PDF", "the page of the invoice").unwrap().1;
            (told, it.attachment().map(|it| it.bytes.len()))
        };
        let attached = "Attached, and on the page of the invoice.".to_owned();
        assert_eq!(of(Ok(vec![0; MOST])), (attached, Some(MOST)));
        let named = "On the page of the invoice, to download.".to_owned();
        assert_eq!(of(Ok(vec![0; MOST + 1])), (named.clone(), None));
        assert_eq!(of(Err(Error::NotFound)), (named, None));
        assert_eq!(Enclosed::Withheld.told("PDF", "the page"), None);
    }

    #[test]
    fn several_files_are_attached_as_long_as_all_of_them_fit_into_one_mail() {
        let of = |sizes: &[usize]| {
            let all = sizes.iter().map(|size| Enclosed::of("7.pdf".to_owned(), Ok(vec![0; *size])));
            let fitting = together(all.collect()).into_iter();
            fitting.map(|it| it.attachment().is_some()).collect::<Vec<_>>()
        };
        assert_eq!(of(&[MOST - 1, 1]), [true, true], "the bound is in");
        assert_eq!(of(&[MOST - 1, 2, 1]), [true, false, true], "a smaller one still fits");
        assert_eq!(of(&[MOST + 1, MOST]), [false, true]);
    }
}
