// The statements that store some airports. Each is below the 100 KB that D1 takes, and all of them are one transaction.
import { areasOf } from './areas.mjs';

const LARGEST = 60_000;
const text = (value) => (typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`);

function* statements(head, rows, tail) {
  let values = [];
  let size = 0;
  for (const row of rows) {
    const value = `(${row.map(text).join(', ')})`;
    size += Buffer.byteLength(value) + 2;
    if (size > LARGEST) {
      yield `${head} VALUES\n${values.join(',\n')}\n${tail};`;
      values = [];
      size = Buffer.byteLength(value) + 2;
    }
    values.push(value);
  }
  if (values.length > 0) yield `${head} VALUES\n${values.join(',\n')}\n${tail};`;
}

const COLUMNS = {
  icao: 'icao', iata: 'iata', lid: 'lid', code: 'code', name: 'name', city: 'city', region: 'region', country: 'country', latitude: 'latitude',
  longitude: 'longitude', elevation_ft: 'elevation', zone: 'zone', rank: 'rank', listed: 'listed',
};

export function sql(entries) {
  const columns = Object.keys(COLUMNS);
  const airport = (it) => [it.id, ...Object.values(COLUMNS).map((field) => it[field])];
  const updates = columns.map((it) => `${it} = excluded.${it}`).join(', ');
  return [
    ...statements(`INSERT INTO airports (id, ${columns.join(', ')})`, entries.map(airport), `ON CONFLICT (id) DO UPDATE SET ${updates}`),
    ...statements('INSERT INTO airport_names (name, airport_id)', entries.flatMap((it) => it.names.map((name) => [name, it.id])), 'ON CONFLICT DO NOTHING'),
    ...statements(
      'INSERT INTO airport_words (word, airport_id, is_code, tier)',
      entries.flatMap((it) => it.words.map(([word, isCode]) => [word, it.id, isCode, it.tier])),
      'ON CONFLICT (word, airport_id) DO UPDATE SET tier = excluded.tier',
    ),
    ...statements('INSERT INTO area_names (country, region, name)', areasOf(entries), 'ON CONFLICT DO NOTHING'),
  ].join('\n');
}
