//! What is said about a form that came back, above it.
use super::Form;

impl Form {
    /// Names the rows of these fields, so that complaints about one of several say which.
    pub fn name_rows(&mut self, fields: &'static [&'static str], word: &'static str) {
        self.rows.push((fields, word));
    }

    /// Counts the rows of the form from the one after these.
    pub fn number_rows_after(&mut self, count: usize) {
        self.rows_before = count;
    }

    /// The field and the text of each complaint, for the summary above the form: as at the field, once, and with the
    /// row that it is about, such as "Leg 2".
    pub fn summary(&self) -> Vec<(&str, String)> {
        let mut told: Vec<(&str, String)> = Vec::new();
        for (name, words) in &self.complaints {
            if told.iter().all(|(it, _)| it != name) {
                told.push((name, format!("{}{words}", self.row_of(name))));
            }
        }
        told
    }

    /// "Leg 2: ", where there are several.
    fn row_of(&self, name: &str) -> String {
        let row = |(field, i): (&str, &str)| {
            let (_, word) = self.rows.iter().find(|(fields, _)| fields.contains(&field))?;
            let is_one_of_several =
                self.rows_before > 0 || self.sent(&format!("{field}.1")).is_some();
            let number = self.rows_before + i.parse::<usize>().ok()? + 1;
            Some(format!("{word} {number}: ")).filter(|_| is_one_of_several)
        };
        name.rsplit_once('.').and_then(row).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_says_each_complaint_once_and_which_row_it_is_about() {
        let complained = |sent: &[(&str, &str)]| {
            let mut form = Form::of(sent.iter().copied());
            form.name_rows(&["date"], "Leg");
            for (field, words) in
                [("date.0", "Enter a date."), ("date.0", "Too early."), ("name", "Say who.")]
            {
                form.complain(field, words);
            }
            form.summary()
                .into_iter()
                .map(|(id, words)| format!("{id} {words}"))
                .collect::<Vec<_>>()
        };
        let two = [("date.0", ""), ("date.1", "")];
        assert_eq!(complained(&two), ["date.0 Leg 1: Enter a date.", "name Say who."]);
        assert_eq!(complained(&two[..1]), ["date.0 Enter a date.", "name Say who."]);
    }
}
