-- Deals and trips are searched by the words of their places, too. Those that exist have the words of their routes, and of
-- the cities and the codes of their airports.
DROP INDEX requests_by_route;
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 SELECT r.workspace_id, 'request', w.value, r.id FROM requests r, json_each('["' || replace(lower(replace(r.route, '"', '')), ' ', '","') || '"]') w WHERE w.value <> '';
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 SELECT t.workspace_id, 'trip', w.value, t.id FROM trips t, json_each('["' || replace(lower(replace(t.route, '"', '')), ' ', '","') || '"]') w WHERE w.value <> '';
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 SELECT r.workspace_id, 'request', w.word, r.id FROM requests r, json_each(r.itinerary) l, json_each('["origin", "destination"]') e
 JOIN airport_words w ON w.airport_id = l.value ->> e.value ->> 'airport';
INSERT OR IGNORE INTO search_words (workspace_id, noun, word, id)
 SELECT l.workspace_id, 'trip', w.word, l.trip_id FROM legs l, json_each(json_array(l.origin ->> 'airport', l.destination ->> 'airport')) e
 JOIN airport_words w ON w.airport_id = e.value;
