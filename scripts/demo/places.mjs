// Airports (from the migration), street addresses, and itineraries between them.
import { readFileSync } from 'node:fs';
import { at } from '../run.mjs';
import { HOUR, MINUTE, addDays, instant } from './clock.mjs';

const airports = new Map();

/** The rows of the table of airports, read from the migrations. */
function airport(code) {
  if (airports.size === 0) {
    const sql = readFileSync(at('migrations/0005_airports_starter.sql'), 'utf8');
    const names = readFileSync(at('migrations/0028_places.sql'), 'utf8');
    const [, local] = /SET code = lid WHERE id IN \(([^)]*)\)/.exec(names);
    const text = `'((?:[^']|'')*)'`;
    const number = `(-?[\\d.]+)`;
    const row = new RegExp(
      `^ *\\(${Array(8).fill(text).join(', ')}, ${number}, ${number}, ${number}, ${text}, \\d+\\)`, 'gm',
    );
    for (const match of sql.matchAll(row)) {
      const [id, icao, iata, lid, name, city, region, country, latitude, longitude, , zone] = match.slice(1).map((it) => it.replaceAll("''", "'"));
      const place = {
        code: (local.includes(`'${id}'`) ? lid : iata) || lid || icao, name, city, zone, position: [Number(latitude), Number(longitude)], airport: id, country, region,
      };
      airports.set(place.code, { place, position: place.position });
    }
  }
  return airports.get(code);
}

const street = (name, city, position, zone = 'America/Chicago') =>
  ({ place: { code: city, name, city, zone, position: null, airport: null }, position });

const STREETS = {
  school: street('1415 Hennepin Ave', 'Minneapolis', [44.9706, -93.2815]),
  capitol: street('75 Rev Dr Martin Luther King Jr Blvd', 'St Paul', [44.9553, -93.1022]),
  museum: street('120 W Kellogg Blvd', 'St Paul', [44.9428, -93.0987]),
  field: street('400 Snelling Ave N', 'St Paul', [44.9530, -93.1651]),
  union: street('240 E Kellogg Blvd', 'St Paul', [44.948, -93.0865]),
  canal: street('600 Canal Park Dr', 'Duluth', [46.7796, -92.0927]),
  aquarium: street('353 Harbor Dr', 'Duluth', [46.7788, -92.1003]),
  clinic: street('200 1st St SW', 'Rochester', [44.0225, -92.4668]),
  college: street('1 N College St', 'Northfield', [44.4613, -93.1554]),
  campus: street('1400 S DuSable Lake Shore Dr', 'Chicago', [41.8663, -87.617]),
  palmer: street('17 E Monroe St', 'Chicago', [41.8806, -87.6267]),
  dells: street('1881 Wisconsin Dells Pkwy', 'Wisconsin Dells', [43.6097, -89.7936]),
  greenfield: street('20900 Oakwood Blvd', 'Dearborn', [42.3034, -83.2341], 'America/Detroit'),
};

function stop(name) {
  const found = STREETS[name] ?? airport(name);
  if (!found) throw new Error(`no place ${name}`);
  return found;
}

function nauticalMiles([lat1, lon1], [lat2, lon2]) {
  const [a, b, c, d] = [lat1, lon1, lat2, lon2].map((degrees) => (degrees * Math.PI) / 180);
  const h = Math.sin((c - a) / 2) ** 2 + Math.cos(a) * Math.cos(c) * Math.sin((d - b) / 2) ** 2;
  return 2 * 3_440.065 * Math.asin(Math.sqrt(h));
}

/** The duration of a leg in steps of five minutes. Roads are longer than the straight line; aircraft taxi and climb. */
function blockTime(origin, destination, speed) {
  const miles = nauticalMiles(origin.position, destination.position);
  const hours = origin.place.airport ? miles / speed + 0.45 : (1.2 * miles) / speed + 0.15;
  return Math.ceil((hours * HOUR) / (5 * MINUTE)) * 5 * MINUTE;
}

function leg(origin, destination, departs, isAgreed, speed) {
  return {
    origin: origin.place,
    destination: destination.place,
    departs_at: departs,
    time_agreed: isAgreed,
    arrives_at: departs + blockTime(origin, destination, speed),
    area: areaBetween(origin.place, destination.place),
  };
}

/** Which taxes apply to a leg of an American operator. */
function areaBetween(origin, destination) {
  const ends = [origin, destination].map(({ country = 'US', region }) =>
    country !== 'US' || region === 'Puerto Rico' ? 'abroad' : ['Alaska', 'Hawaii'].includes(region) ? region : 'states');
  const abroad = ends.filter((it) => it === 'abroad').length;
  if (abroad > 0) return abroad === 2 ? 'abroad' : 'international';
  return ends[0] === ends[1] ? 'domestic' : 'alaska_hawaii';
}

/**
 * The legs of "TEB 20:15 LTN +2 11:00 NCE": places with local departure times between them. "open" is a time that is
 * not agreed yet, "+2" is two days later. `date` is the date of the first departure.
 */
export function itinerary(words, date, speed) {
  const [first, ...rest] = words.split(' ');
  const legs = [];
  let from = stop(first);
  let day = date;
  let time;
  for (const word of rest) {
    if (word.startsWith('+')) day = addDays(day, Number(word));
    else if (word === 'open' || /^\d\d:\d\d$/.test(word)) time = word;
    else {
      const to = stop(word);
      const isAgreed = time !== 'open';
      legs.push(leg(from, to, instant(from.place.zone, day, isAgreed ? time : '12:00'), isAgreed, speed));
      from = to;
    }
  }
  return legs;
}

/** A leg that departs at this instant. */
export function underway(origin, destination, departs, speed) {
  return [leg(stop(origin), stop(destination), departs, true, speed)];
}

/** Legs of a request: without arrival times, which are not planned yet. */
export const unplanned = (legs) => legs.map(({ area: _, ...it }) => ({ ...it, arrives_at: null }));

export function route(legs) {
  const stops = [];
  for (const { origin, destination } of legs) {
    if (stops.at(-1) !== origin.code) stops.push(origin.code);
    stops.push(destination.code);
  }
  return stops.join(' to ');
}

export const departsAt = (legs) => legs[0].departs_at;
export const endsAt = (legs) => Math.max(...legs.map((it) => it.arrives_at));

/** The total duration in hours, rounded up to tenths. */
export const hours = (legs) =>
  Math.ceil(legs.reduce((sum, it) => sum + it.arrives_at - it.departs_at, 0) / (HOUR / 10)) / 10;
