// What is stored for an airport: how high it is suggested, the code that people use, and what it is found by.
import { createHash } from 'node:crypto';
import { canonical } from './naming.mjs';

/** Increase it when this file changes what is stored, so that the next run stores it for every airport. */
const EDITION = 1;

/** Airports of the starter table have ranks below this, and names, cities and regions that were put right by hand. */
const LOADED = 10;
const isCurated = (airport) => airport !== undefined && airport.rank < LOADED;

/** A digest of what a list says about an airport. */
export const digest = (row) => createHash('sha256').update(JSON.stringify([EDITION, row])).digest('base64url').slice(0, 16);

/** Whether a code is an ICAO code, and not the local one written in its place ("00AA", "K33J"). */
const isIcao = ({ icao, lid }) => /^[A-Z]{4}$/.test(icao) && icao !== lid;

/** Lower ranks are suggested first: large airports, those of airlines, those with an ICAO code, others. */
export function rankOf(row) {
  const words = new Set(canonical(row.name));
  const last = ['heliport', 'helipad', 'seaplane', 'gliderport', 'ultralight', 'balloonport', 'base', 'private'].some((it) => words.has(it)) ? 5 : 0;
  const isLarge = /\bInternational\b|\bIntl\b/i.test(row.name);
  if (row.iata && isIcao(row)) return LOADED + last + (isLarge ? 0 : 1);
  if (row.iata) return LOADED + last + 2;
  return (isIcao(row) ? 20 : 30) + last;
}

/** The code that those who charter use. In the United States that is the FAA's where it differs. */
const codeOf = ({ icao, iata, lid }) => lid && iata && lid !== iata && icao === `K${lid}` ? lid : iata || lid || icao;

const place = (...parts) => parts.map((it) => canonical(it).join(' ')).join('|');

/** What must be known of a whole list to name its airports: which of them serve a city. */
export function surroundings(list) {
  const best = new Map();
  const cities = new Set();
  for (const row of list) {
    const key = place(row.city, row.region, row.country);
    const tier = Math.floor(rankOf(row) / 10);
    best.set(key, Math.min(best.get(key) ?? tier, tier));
    if (row.iata) cities.add(canonical(row.city).join(' '));
  }
  return { best, cities };
}

/** The rows of an airport: `airport` is the one in the database, if there is one, `row` what the list says. */
export function entry(row, airport, id, { best, cities }) {
  const kept = isCurated(airport) ? airport : row;
  const rank = isCurated(airport) ? airport.rank : rankOf(row);
  const tier = Math.floor(rank / 10);
  const codes = [row.icao, row.iata, row.lid].filter(Boolean);
  const code = isCurated(airport) && codes.includes(airport.code) ? airport.code : codeOf(row);
  const former = airport ? [airport.icao, airport.iata, airport.lid, airport.code].filter(Boolean) : [];
  const known = [...new Set([...codes, ...row.aliases, ...former].map((it) => it.toLowerCase()))];
  const names = new Set(known);
  const name = canonical(kept.name).join(' ');
  const city = canonical(kept.city).join(' ');
  // "Aspen" means the city and the airport of airlines there, and not a strip of this name somewhere else.
  if (name && !(tier === 3 && cities.has(name))) names.add(name);
  // A city is served by its airports with the best codes.
  if (city && tier <= (best.get(place(row.city, row.region, row.country)) ?? 3)) names.add(city);
  const words = new Map([...canonical(kept.name), ...canonical(kept.city)].filter((it) => it.length > 1).map((it) => [it, 0]));
  for (const it of known) words.set(it, 1);
  return {
    id, ...row, name: kept.name, city: kept.city, region: kept.region, rank, tier, code, listed: digest(row), names: [...names], words: [...words],
  };
}
