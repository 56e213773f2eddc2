// npm run airports: a list is loaded once, airports keep their ids when their codes change, and old codes are still found.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { read } from '../scripts/airports/list.mjs';
import { canonical } from '../scripts/airports/naming.mjs';
import { plan } from '../scripts/airports/plan.mjs';
import { sql } from '../scripts/airports/sql.mjs';
import { at, offline, quietly } from '../scripts/run.mjs';

const LIST = at('tests/fixtures/airports.csv');
const migrations = readdirSync(at('migrations')).sort().map((file) => readFileSync(at('migrations', file), 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'portal-'));
after(() => rmSync(folder, { recursive: true }));

/** A database with the starter table, and what may be asked of it. */
function database() {
  const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true });
  for (const migration of migrations) db.exec(migration);
  const load = (file = LIST) => {
    const planned = plan(read(file), db.prepare('SELECT * FROM airports').all());
    db.exec(sql(planned.entries));
    return planned;
  };
  const named = (name: string) => db.prepare('SELECT airport_id AS id FROM airport_names WHERE name = ? ORDER BY 1').all(name).map((row) => row.id);
  const airport = (id: string) => ({ ...db.prepare('SELECT code, icao, iata, lid, name, city, rank FROM airports WHERE id = ?').get(id) });
  return { db, load, named, airport };
}

/** A copy of the list in which one row reads otherwise. */
function edited(from: string, to: string): string {
  const text = readFileSync(LIST, 'utf8');
  assert.ok(text.includes(from));
  const file = join(folder, 'edited.csv');
  writeFileSync(file, text.replace(from, to));
  return file;
}

test('names are stored in the form in which the portal looks for them', () => {
  const cases = JSON.parse(readFileSync(at('tests/fixtures/canonical.json'), 'utf8')) as [string, string][];
  for (const [typed, stored] of cases) assert.equal(canonical(typed).join(' '), stored, typed);
});

test('a list is loaded once; airports of the starter table keep their names and ranks', () => {
  const { db, load, airport, named } = database();
  const first = load();
  assert.deepEqual([first.added, first.entries.length, first.same], [7, 10, 0]);
  assert.deepEqual(airport('kteb'), { code: 'TEB', icao: 'KTEB', iata: 'TEB', lid: 'TEB', name: 'Teterboro', city: 'Teterboro', rank: 1 });
  assert.deepEqual(airport('kbil'), {
    code: 'BIL', icao: 'KBIL', iata: 'BIL', lid: 'BIL', name: 'Billings Logan International Airport', city: 'Billings', rank: 10,
  });
  assert.equal(airport('00aa').rank, 30);
  assert.deepEqual(airport('aym'), { code: 'AYM', icao: '', iata: 'AYM', lid: '', name: 'Yas Island Seaplane Base', city: 'Yas Island', rank: 17 });
  assert.deepEqual(named('billings'), ['kbil']);
  assert.deepEqual(named('ostrava leos janacek'), ['lkmt']);
  assert.deepEqual(named('kpbi'), named('kdjt'), 'the former code');
  assert.deepEqual(db.prepare('PRAGMA foreign_key_check').all(), []);
  const again = load();
  assert.deepEqual([again.entries.length, again.same, again.elsewhere], [0, 10, 330]);
});

test('a strip is not what the name of a city means', () => {
  const { load, named } = database();
  load();
  assert.deepEqual(named('aspen'), ['kase']);
  assert.deepEqual(named('co03'), ['co03']);
  assert.deepEqual(named('leoti'), ['00aa'], 'no better airport serves its city');
});

test('an airport whose codes change keeps its id, and is found by the old ones', () => {
  const { load, airport, named } = database();
  load();
  const { entries } = load(edited('"KBIL","BIL","Billings Logan', '"KBXL","BXL","Billings Logan'));
  assert.deepEqual(entries.map((it: { id: string }) => it.id), ['kbil']);
  assert.deepEqual([airport('kbil').icao, airport('kbil').code], ['KBXL', 'BXL']);
  for (const code of ['kbil', 'bil', 'kbxl', 'bxl']) assert.deepEqual(named(code), ['kbil']);
});

test('a code that passes to an airport elsewhere makes a new airport', () => {
  const { load, airport, named } = database();
  load();
  load(edited('"KBIL","BIL","Billings Logan International Airport","Billings","Montana","US",3652,45.807663', '"KBIL","BIL","Nova International Airport","Nova","Montana","US",3652,48.9'));
  assert.equal(airport('kbil').name, 'Billings Logan International Airport');
  assert.equal(airport('kbil-2').name, 'Nova International Airport');
  assert.deepEqual(named('bil'), ['kbil', 'kbil-2'], 'whoever types it is asked which one');
});

test('a row that cannot be right is named, and nothing is loaded', () => {
  for (const [from, to, words] of [
    ['"America/Denver","BIL"', '"Mars/Olympus","BIL"', /line 4: "Mars\/Olympus" is no time zone/],
    ['45.807663', '145.8', /line 4: "145.8, -108.542872" is no position/],
    ['"KTEB","TEB"', '"KBIL","TEB"', /line 4: icao KBIL is there twice/],
    ['"icao","iata"', '"icao","IATA"', /has no column iata/],
  ] as const) {
    assert.throws(() => read(edited(from, to)), words);
  }
});

test('the command loads the local database', async () => {
  const state = join(folder, 'state');
  await quietly('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state], offline);
  const load = () => quietly('node', [at('scripts/airports.mjs'), LIST, '--state', state], offline);
  assert.match(await load(), /7 are new, 3 changed[\s\S]+10 of 10 stored/);
  assert.match(await load(), /0 are new, 0 changed, 10 are as they were/);
});
