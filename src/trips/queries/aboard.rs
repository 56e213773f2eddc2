//! Fragments that select who is aboard of a trip, and with what papers.

/// The legs `l` of the trip `t` to another country, to be joined further and followed by a condition. The territories of
/// the United States are not another country than the states.
macro_rules! legs_abroad {
    ($($joined:tt)*) => {
        concat!(
            "legs l JOIN airports o ON o.id = l.origin ->> 'airport' JOIN airports d ON d.id = l.destination ->> 'airport' ",
            $($joined)*,
            " WHERE l.trip_id = t.id
               AND iif(o.country IN ('PR', 'VI', 'GU', 'MP', 'AS'), 'US', o.country) <> iif(d.country IN ('PR', 'VI', 'GU', 'MP', 'AS'), 'US', d.country)"
        )
    };
}
pub(in crate::trips) use legs_abroad;

/// What a [`NamedTraveler`](crate::trips::NamedTraveler) has for the legs abroad of the trip `t`: whether all is known of the
/// passenger `p`, and when and in which time zone the last of them arrives that they are on, as JSON.
macro_rules! abroad {
    () => {
        concat!(
            $crate::passengers::has_documents!(),
            " AS has_documents, coalesce((SELECT json_array(l.arrives_at, l.destination ->> 'zone') FROM ",
            $crate::trips::queries::aboard::legs_abroad!("JOIN leg_passengers x ON x.trip_id = t.id AND x.passenger_id = p.id AND x.leg_id = l.id"),
            " ORDER BY l.arrives_at DESC LIMIT 1), 'null') AS abroad"
        )
    };
}
pub(in crate::trips) use abroad;

/// The [`Aboard`](crate::trips::readiness::Aboard) of the trip `t` with the stage `s`, as JSON: of one that has not departed. A
/// passport is in doubt that expires before the latest day on which the leg arrives anywhere on Earth.
macro_rules! aboard {
    ($is_seen:literal) => {
        concat!(
            "CASE WHEN t.departs_at > :now AND s.kind NOT IN ('completed', 'cancelled') AND ", $is_seen, " THEN
               json_object('named', (SELECT count(*) FROM trip_passengers n WHERE n.trip_id = t.id),
                 'doubts', (SELECT json_group_array(json_object('has_documents', y.has_documents, 'expires', y.expires, 'at', y.at, 'zone', y.zone))
                   FROM (SELECT ", $crate::passengers::has_documents!(), " AS has_documents, p.document_expires_on AS expires, max(l.arrives_at) AS at,
                       l.destination ->> 'zone' AS zone FROM ",
            $crate::trips::queries::aboard::legs_abroad!("JOIN leg_passengers x ON x.leg_id = l.id AND x.trip_id = t.id JOIN passengers p ON p.id = x.passenger_id"),
            " GROUP BY p.id LIMIT 500) y WHERE y.has_documents = 0 OR y.expires < date(y.at / 1000 + 50400, 'unixepoch')))
             ELSE 'null' END AS aboard"
        )
    };
}
pub(in crate::trips) use aboard;

/// The legs of the trip `t` that the passenger `p` is on, from 1, as JSON; and how many legs it has.
macro_rules! legs_of_passenger {
    () => {
        "(SELECT json_group_array(g.position + 1) FROM (SELECT y.position FROM leg_passengers x JOIN legs y ON y.id = x.leg_id
           WHERE x.trip_id = t.id AND x.passenger_id = p.id ORDER BY y.position LIMIT 50) g) AS legs,
         (SELECT count(*) FROM legs y WHERE y.trip_id = t.id) AS of_legs"
    };
}
pub(in crate::trips) use legs_of_passenger;
