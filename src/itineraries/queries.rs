//! Fragments by which the statements of other features read legs.

/// The legs of the trip `t` as a JSON array. A leg that is stored to arrive when it departs has no
/// arrival yet.
macro_rules! legs_of_trip {
    () => {
        "(SELECT json_group_array(json_object('id', l.id, 'origin', json(l.origin), 'destination', json(l.destination), 'departs_at', l.departs_at,
           'time_agreed', json(iif(l.time_agreed, 'true', 'false')), 'arrives_at', nullif(l.arrives_at, l.departs_at), 'arrive_by', l.arrive_by, 'lasts', l.lasts, 'tail', l.tail_id,
           'vehicle', (SELECT type FROM tails WHERE id = l.tail_id)))
         FROM (SELECT id, origin, destination, departs_at, time_agreed, arrives_at, arrive_by, lasts, tail_id FROM legs WHERE trip_id = t.id ORDER BY position LIMIT 50) l)"
    };
}
pub(crate) use legs_of_trip;
