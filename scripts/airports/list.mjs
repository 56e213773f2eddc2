// Reads a list of airports: a CSV file with these columns, in any order.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Failure } from '../run.mjs';

const COLUMNS = ['icao', 'iata', 'name', 'city', 'subd', 'country', 'elevation', 'lat', 'lon', 'tz', 'lid'];
const ZONES = new Set(Intl.supportedValuesOf('timeZone'));

/** Whether the name of a zone is known, also by an older name that clocks still understand. */
function isZone(name) {
  if (ZONES.has(name)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/');
  } catch {
    return false;
  }
}

/** The airports of a file. Fails at the first row that cannot be right, and names its line. */
export function read(file) {
  const rows = parse(readFileSync(file), { bom: true, columns: true, info: true, skip_empty_lines: true, trim: true });
  if (rows.length === 0) throw new Failure(`${file} has no airports.`);
  const missing = COLUMNS.filter((name) => !(name in rows[0].record));
  if (missing.length > 0) throw new Failure(`${file} has no column ${missing.join(', ')}.`);
  const seen = new Set();
  return rows.map(({ record, info: { lines } }) => {
    const wrong = (what) => new Failure(`${file}, line ${lines}: ${what}`);
    const { iata, lid, name, city, subd: region, country, tz: zone } = record;
    // Where an airport has no ICAO code, the list may have its IATA code there after "_".
    const icao = record.icao.startsWith('_') ? '' : record.icao;
    const [latitude, longitude, elevation] = [record.lat, record.lon, record.elevation].map((text) => (text === '' ? NaN : Number(text)));
    if (!icao && !iata && !lid) throw wrong('no code.');
    if (!name) throw wrong('no name.');
    for (const code of [icao, iata, lid]) if (!/^[A-Z0-9-]{0,8}$/.test(code)) throw wrong(`"${code}" is no code.`);
    if (!/^[A-Z]{2}$/.test(country)) throw wrong(`"${country}" is no country code.`);
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) throw wrong(`"${record.lat}, ${record.lon}" is no position.`);
    if (!isZone(zone)) throw wrong(`"${zone}" is no time zone.`);
    for (const code of [`icao ${icao}`, `iata ${iata}`].filter((it) => !it.endsWith(' '))) {
      if (seen.has(code)) throw wrong(`${code} is there twice.`);
      seen.add(code);
    }
    return { icao, iata, lid, name, city, region, country, latitude, longitude, elevation: Math.round(elevation) || 0, zone };
  });
}
