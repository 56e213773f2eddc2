//! Columns: which of them a row is read from, which are the fields of its struct; how values are read; sums.
use serde::{
    Deserialize, Deserializer,
    de::{
        self, DeserializeOwned, DeserializeSeed, MapAccess, SeqAccess, Visitor,
        value::{Error, MapAccessDeserializer, SeqAccessDeserializer},
    },
    forward_to_deserialize_any,
};
use std::{fmt, marker::PhantomData};

/// The sum of a column of amounts, which no number of rows makes too large to be read: it is cut off
/// at `Currency::MOST_SUMMED`.
macro_rules! sum_of {
    ($column:literal) => {
        concat!("CAST(min(total(", $column, "), 9007199254740991.0) AS INTEGER)")
    };
}
pub(crate) use sum_of;

pub type Columns = &'static [&'static str];

/// The fields of `R` in their order. None if it is no struct, or has a member with `#[serde(flatten)]`,
/// whose fields serde does not tell.
pub fn columns<R: DeserializeOwned>() -> Option<Columns> {
    let mut found = None;
    // It always fails: only the question is of interest.
    let _ = R::deserialize(Asked(&mut found));
    found
}

/// Notes which fields a struct asks for, and has none of them.
struct Asked<'a>(&'a mut Option<Columns>);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: Columns,
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = Some(fields);
        Err(de::Error::custom("it has no fields"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(de::Error::custom("it is no struct"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Reads rows from JSON text: an array of the values of its columns for each row, or an object for a row
/// whose columns are not known. That structs are read from arrays alone keeps the code of each small.
pub fn rows<R: DeserializeOwned>(json: &str) -> serde_json::Result<Vec<R>> {
    let mut text = serde_json::Deserializer::from_str(json);
    let rows = text.deserialize_seq(Rows(PhantomData))?;
    text.end().map(|()| rows)
}

struct Rows<R>(PhantomData<R>);

impl<'de, R: DeserializeOwned> Visitor<'de> for Rows<R> {
    type Value = Vec<R>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("rows")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Vec<R>, A::Error> {
        let mut rows = Vec::new();
        while let Some(row) = array.next_element_seed(Row(PhantomData))? {
            rows.push(row);
        }
        Ok(rows)
    }
}

struct Row<R>(PhantomData<R>);

impl<'de, R: DeserializeOwned> DeserializeSeed<'de> for Row<R> {
    type Value = R;
    fn deserialize<D: Deserializer<'de>>(self, row: D) -> Result<R, D::Error> {
        R::deserialize(Values(row))
    }
}

struct Values<D>(D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Values<D> {
    type Error = D::Error;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: Columns,
        row: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_seq(row)
    }

    fn deserialize_any<V: Visitor<'de>>(self, row: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(row)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// Reads a boolean column, which is 0 or 1 in `SQLite`: `#[serde(deserialize_with = "flag")]`.
pub fn flag<'de, D: Deserializer<'de>>(column: D) -> Result<bool, D::Error> {
    Ok(i64::deserialize(column)? != 0)
}

/// Reads a column that holds JSON text: `#[serde(deserialize_with = "json")]`. What `SQLite` knows to be
/// JSON, because a function made it, may come as it is.
pub fn json<'de, D: Deserializer<'de>, T: DeserializeOwned>(column: D) -> Result<T, D::Error> {
    struct Text<T>(PhantomData<T>);
    impl<'de, T: DeserializeOwned> Visitor<'de> for Text<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("JSON")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            serde_json::from_str(text).map_err(E::custom)
        }
        fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<T, A::Error> {
            T::deserialize(SeqAccessDeserializer::new(array))
        }
        fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(object))
        }
    }
    column.deserialize_any(Text(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, de::IgnoredAny};

    #[derive(Debug, Deserialize)]
    struct Rate {
        id: String,
        #[serde(rename = "order")]
        place: i64,
    }

    #[derive(Deserialize)]
    struct Priced {
        #[serde(flatten)]
        rate: Rate,
    }

    #[test]
    fn a_struct_tells_its_columns() {
        assert_eq!(columns::<Rate>(), Some(["id", "order"].as_slice()));
    }

    #[test]
    fn rows_are_read_by_their_columns_or_by_name_where_these_are_not_known() {
        let rates: Vec<Rate> = rows(r#"[["a",1],["b",2]]"#).unwrap();
        let read: Vec<_> = rates.iter().map(|it| (it.id.as_str(), it.place)).collect();
        assert_eq!(read, [("a", 1), ("b", 2)]);
        let priced: Vec<Priced> = rows(r#"[{"order":3,"id":"c"}]"#).unwrap();
        assert_eq!((priced[0].rate.id.as_str(), priced[0].rate.place), ("c", 3));
        assert!(rows::<Rate>(r#"[["a"]]"#).is_err());
    }

    #[test]
    fn what_is_no_plain_struct_tells_none() {
        assert_eq!(columns::<Priced>(), None);
        assert_eq!(columns::<IgnoredAny>(), None);
    }
}
