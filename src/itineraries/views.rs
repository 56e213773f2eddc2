//! The fields of legs, as pages show them.
use super::{Place, fields, handling::map_at};
use crate::{
    http::{form::Form, page::encoded},
    kit::{
        clock::parse_plain_date,
        zoned::{is_zone, zones_on},
    },
};

/// The names of one leg's fields.
#[derive(Debug)]
pub struct LegFields {
    pub index: usize,
    /// Its number among all legs of the trip, from 1.
    pub number: usize,
    /// The id of the leg that a trip has already.
    pub leg: String,
    pub from: String,
    pub from_at: String,
    pub from_city: String,
    pub to: String,
    pub to_at: String,
    pub to_city: String,
    pub date: String,
    pub time: String,
    pub tba: String,
    pub aim: String,
    pub hours: String,
    pub zone: String,
    pub to_zone: String,
    pub block: String,
    pub calculated: String,
    pub tail: String,
    /// What the leg may be given in place of what the trip has; empty where that is not asked.
    pub tails: Vec<(String, String)>,
    /// Whether the leg is planned by staff, who also say how long it takes.
    pub is_planned: bool,
}

impl LegFields {
    pub fn new(index: usize) -> Self {
        let field = |name: &str| format!("{name}.{index}");
        Self {
            index,
            number: index + 1,
            leg: field("leg"),
            from: field("from"),
            from_at: field("from_at"),
            from_city: field("from_city"),
            to: field("to"),
            to_at: field("to_at"),
            to_city: field("to_city"),
            date: field("date"),
            time: field("time"),
            tba: field("tba"),
            aim: field("aim"),
            hours: field("hours"),
            zone: field("zone"),
            to_zone: field("to_zone"),
            block: field("block"),
            calculated: field("calculated"),
            tail: field("tail"),
            tails: Vec::new(),
            is_planned: false,
        }
    }

    /// The fields of every leg in a form, and of a first one if it has none.
    pub fn of(form: &Form) -> Vec<Self> {
        (0..fields::count(form).max(1)).map(Self::new).collect()
    }

    /// The same for legs that staff plan.
    pub fn planned(form: &Form) -> Vec<Self> {
        Self::of(form).into_iter().map(|it| Self { is_planned: true, ..it }).collect()
    }

    /// Whether a client says how long the leg is, because it comes back to where it starts.
    pub fn asks_hours(&self, form: &Form) -> bool {
        let sure = format!("to_sure.{}", self.index);
        !self.is_planned && form.questions(&self.to).any(|it| it.answer == sure)
    }

    /// Whether the time zone of an end is chosen. Only who plans a leg may choose another than that of the place, unless
    /// the place is not known.
    pub fn asks_zone(&self, form: &Form, field: &str) -> bool {
        self.is_planned || form.complaint(field).is_some() || !form.value(field).is_empty()
    }

    /// The time zones to choose from in a field, named by the clocks of the leg's day. The empty choice
    /// is that of the city.
    pub fn zones(&self, form: &Form, field: &str, now: i64) -> Vec<(String, String)> {
        let date = parse_plain_date(form.value(&self.date));
        let chosen = form.value(field);
        let others = if is_zone(chosen) { &[chosen][..] } else { &[] };
        let city = (String::new(), "That of the city".to_owned());
        std::iter::once(city).chain(zones_on(date, others, now)).collect()
    }
}

impl Place {
    /// The address of a map page that shows it; empty for a place that is not known.
    pub fn on_a_map(&self) -> String {
        match self.position {
            _ if self.unsettled => String::new(),
            Some((north, east)) => map_at(north, east),
            None => {
                let place = [self.name.as_str(), &self.city, &self.region].join(", ");
                format!("https://www.openstreetmap.org/search?query={}", encoded(&place))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::samples::teterboro, *};

    #[test]
    fn a_place_is_on_a_map_by_its_position_or_its_address() {
        assert_eq!(teterboro().on_a_map(), map_at(40.850_1, -74.060_8));
        let street = Place {
            name: "5 Harbor Drive".into(),
            city: "Duluth".into(),
            region: "MN".into(),
            position: None,
            ..teterboro()
        };
        assert_eq!(
            street.on_a_map(),
            "https://www.openstreetmap.org/search?query=5%20Harbor%20Drive%2C%20Duluth%2C%20MN"
        );
        assert_eq!(Place { unsettled: true, ..street }.on_a_map(), "");
    }
}
