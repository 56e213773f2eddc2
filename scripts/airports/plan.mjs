// What a list changes in the database.
import { digest, entry, surroundings } from './entry.mjs';
import { match, merged, newId } from './matching.mjs';

/** The rows to store: airports that are new, and those of which the list says something else than last time. */
export function plan(rows, airports) {
  const list = merged(rows);
  const found = match(list, airports);
  const around = surroundings(list);
  const ids = new Set(airports.map((it) => it.id));
  const changed = list.filter((row) => found.get(row)?.listed !== digest(row));
  const entries = changed.map((row) => entry(row, found.get(row), found.get(row)?.id ?? newId(row, ids), around));
  const isKnown = new Set(airports.map((it) => it.id));
  return {
    entries,
    added: entries.filter((it) => !isKnown.has(it.id)).length,
    same: list.length - entries.length,
    elsewhere: airports.length - found.size,
  };
}
