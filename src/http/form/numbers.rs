//! Numbers in forms: read by one parser, and asked about where they can be read in two ways.
use super::Form;
use crate::kit::numeral::Unread;

impl Form {
    /// A number, read by `read`. Complains if it is not valid: `asked` says what the field asks for. A
    /// number that can be read in two ways is asked about, and the chosen reading takes its place.
    pub fn number<T>(
        &mut self,
        name: &str,
        asked: &str,
        read: impl Fn(&str) -> Result<T, Unread>,
    ) -> Option<T> {
        let unread = match read(self.value(name)) {
            Ok(number) => return Some(number),
            Err(unread) => unread,
        };
        let words = unread.words(asked);
        let Unread::Ambiguous { readings, .. } = unread else {
            self.complain(name, words);
            return None;
        };
        let answer = format!("{name}-meant");
        let chosen = readings.iter().find(|it| self.is(&answer, &it.typed));
        if let Some(typed) = chosen.map(|it| it.typed.clone()) {
            self.set(name, typed.as_str());
            return read(&typed).ok();
        }
        let readings = readings.into_iter().map(|it| (it.typed, it.shown)).collect();
        self.ask(name, answer, words, readings);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::money::Quantity;

    #[test]
    fn a_number_with_two_meanings_is_asked_about_once() {
        let read = |body: &[u8]| {
            let mut form = Form::posted("/", body).unwrap();
            let number = form.number("n", "Enter a quantity.", Quantity::read);
            (number, form)
        };
        let (number, form) = read(b"n=1,250");
        assert_eq!(number, None);
        assert!(form.complaint("n").unwrap().contains("mean 1,250 or 1.25?"));
        let offered: Vec<_> = form.question("n").unwrap().readings.clone();
        assert_eq!(
            offered,
            [("1250", "1,250"), ("1.25", "1.25")].map(|(a, b)| (a.into(), b.into()))
        );
        let (number, form) = read(b"n=1,250&n-meant=1.25");
        assert_eq!((number, form.value("n")), (Some(Quantity(1_250)), "1.25"));
        assert!(!form.has_complaints());
        assert_eq!(read(b"n=2,500&n-meant=1.25").0, None, "the choice was about another number");
        assert_eq!(read(b"n=3&n-meant=1.25").0, Some(Quantity(3_000)));
        assert_eq!(read(b"n=x").1.complaint("n"), Some("Enter a quantity."));
    }
}
