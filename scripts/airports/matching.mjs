// Which airport of the database a row of the list is. Its id never changes; its codes may.
import { canonical } from './naming.mjs';

/** A code may pass to an airport elsewhere, so it counts nearby only. */
const NEAR_KM = 60;
/** Without a common code, an airport is the same one by its name at its place. */
const SAME_PLACE_KM = 2;

/** Makes one row of those that are the same airport with two codes: the same name at the same place. */
export function merged(list) {
  const named = Map.groupBy(list, (it) => `${it.country} ${canonical(it.name).join(' ')}`);
  const aliases = new Map();
  for (const rows of named.values()) {
    for (const row of rows.filter((it) => !it.icao)) {
      const whole = rows.find((it) => it.icao && distance(it, row) <= SAME_PLACE_KM);
      if (whole) aliases.set(row, whole);
    }
  }
  const kept = list.filter((it) => !aliases.has(it)).map((it) => [it, []]);
  const more = new Map(kept);
  for (const [row, whole] of aliases) more.get(whole).push(...[row.iata, row.lid].filter(Boolean));
  return kept.map(([row, codes]) => ({ ...row, aliases: codes }));
}

/** Tells for each row of a list the airport that it is, or undefined for a new one. No airport is told twice. */
export function match(list, airports) {
  const by = (key) => Map.groupBy(airports.filter((it) => it[key]), (it) => it[key]);
  const codes = ['icao', 'iata', 'lid'].map((key) => [key, by(key)]);
  const cells = Map.groupBy(airports, (it) => cell(it.latitude, it.longitude));
  const taken = new Set();
  const found = new Map();
  const claim = (row, candidates, km) => {
    if (found.has(row)) return;
    const near = (candidates ?? []).filter((it) => !taken.has(it.id) && distance(row, it) <= km);
    const best = near.sort((a, b) => distance(row, a) - distance(row, b))[0];
    if (!best) return;
    taken.add(best.id);
    found.set(row, best);
  };
  // By one kind of code after the other, so that a row with the airport's ICAO code goes before one with its IATA code.
  for (const [key, known] of codes) for (const row of list) if (row[key]) claim(row, known.get(row[key]), NEAR_KM);
  for (const row of list) {
    if (found.has(row)) continue;
    const name = canonical(row.name).join(' ');
    const around = [-1, 0, 1].flatMap((y) => [-1, 0, 1].flatMap((x) => cells.get(cell(row.latitude + y / 10, row.longitude + x / 10)) ?? []));
    claim(row, around.filter((it) => canonical(it.name).join(' ') === name), SAME_PLACE_KM);
  }
  return found;
}

const cell = (latitude, longitude) => `${Math.round(latitude * 10)} ${Math.round(longitude * 10)}`;

function distance(a, b) {
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const [y1, y2] = [radians(a.latitude), radians(b.latitude)];
  const half = Math.sin((y2 - y1) / 2) ** 2 + Math.cos(y1) * Math.cos(y2) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 12_742 * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** The id of a new airport: its code in lower case, with a number if another airport has that id. */
export function newId({ icao, iata, lid }, ids) {
  const base = (icao || lid || iata).toLowerCase();
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!ids.has(id)) {
      ids.add(id);
      return id;
    }
  }
}
