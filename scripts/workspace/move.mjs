// Moves one workspace to another database: closes it, copies its rows, compares both, opens it there, and deletes them where
// they were. What was cut off at any moment goes on with the same command; until all rows were compared, it can be taken back.
import { createHash } from 'node:crypto';
import { Failure, say } from '../run.mjs';
import { DIRECTORY } from './d1.mjs';
import { counts, deleting, pages, proof, storing, untriggered } from './rows.mjs';
import { READING, differences, read } from './schema.mjs';
import { id as newId } from './sql.mjs';
import { closing, freezing, opening, thawing as thawed } from './steps.mjs';

const UNDER_WAY = 'SELECT event_id AS event, workspace_id AS id, slug, source, target, was_disabled AS wasDisabled, proof, moved_at AS movedAt FROM moves WHERE ended_at IS NULL';
const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

/** Finds or begins the move. */
async function begun(db, slug, to, now) {
  if (!db.names.includes(to)) throw new Failure(`wrangler.toml has no database ${to}: ${db.names.join(', ')}`);
  const [[underWay]] = await db.read(DIRECTORY, [UNDER_WAY]);
  if (underWay && underWay.slug !== slug) throw new Failure(`${underWay.slug} is being moved to ${underWay.target}. Finish that first.`);
  if (underWay && ![underWay.source, underWay.target].includes(to)) throw new Failure(`${slug} is being moved from ${underWay.source} to ${underWay.target}: say one of them.`);
  if (underWay?.movedAt && to === underWay.source) throw new Failure(`${slug} is in ${underWay.target} already. Finish that first: --to ${underWay.target}`);
  if (underWay) return { ...underWay, isBack: to === underWay.source };
  const found = [];
  for (const name of db.names) {
    const [[it]] = await db.read(name, [`SELECT w.id, EXISTS (SELECT 1 FROM hosts h WHERE h.workspace_id = w.id) AS answers FROM workspaces w WHERE w.slug = '${slug}'`]);
    if (it) found.push({ ...it, name });
  }
  if (found.length !== 1) throw new Failure(found.length === 0 ? `There is no workspace ${slug}: npm run workspace -- list` : `${slug} is in several databases: ${found.map((it) => it.name).join(', ')}`);
  const [{ id, name: source, answers }] = found;
  if (source === to) throw new Failure(`${slug} is in ${to} already.`);
  return { event: newId(now), id, slug, source, target: to, wasDisabled: !answers, proof: '', isNew: true };
}

/** The tables of both databases, which must be alike, with the same lists. */
async function compared(db, { source, target }) {
  const [one, other] = [read(await db.read(source, READING)), read(await db.read(target, READING))];
  const different = differences(one, other);
  if (different.length > 0) throw new Failure(`${source} and ${target} differ in ${different.slice(0, 5).join(', ')}: apply the migrations to both (npm run deploy).`);
  const lists = ['SELECT name FROM d1_migrations ORDER BY name', 'SELECT id FROM airports ORDER BY id'];
  const [[migrations, airports], [hasMigrations, hasAirports]] = [await db.read(source, lists), await db.read(target, lists)];
  const lacks = (all, own, key) => all.filter((it) => !own.some((that) => that[key] === it[key]));
  const missing = lacks(migrations, hasMigrations, 'name').concat(lacks(hasMigrations, migrations, 'name'));
  if (missing.length > 0) throw new Failure(`Not in both databases: the migration ${missing[0].name}`);
  const known = new Set(hasAirports.map((it) => it.id));
  const unknown = airports.filter((it) => !known.has(it.id));
  if (unknown.length > 0) throw new Failure(`${target} lacks ${unknown.length} airports, such as ${unknown[0].id}: npm run airports -- FILE --database ${target}`);
  return { source: one.tables, target: other.tables };
}

/** Waits until jobs that were begun have ended. Their claims last two minutes at most. */
async function quiet(db, { source, id }, now, wait) {
  for (;;) {
    const [[{ busy }]] = await db.read(source, [`SELECT count(*) AS busy FROM outbox WHERE workspace_id = '${id}' AND state = 'working' AND next_at > ${now()}`]);
    if (busy === 0) return;
    console.log(`${busy} jobs are still running`);
    await wait(5);
  }
}

async function copied(db, { source, target, id }, tables) {
  const many = await counts(db, source, tables.source, id);
  const all = [...many.values()].reduce((sum, it) => sum + it, 0);
  const later = new Map();
  let done = 0;
  for await (const page of pages(db, source, tables.source, id, many)) {
    const here = page.map(({ table }) => tables.target.get(table.name));
    const stored = page.map(storing);
    if (page.length > 0) await db.write(target, untriggered(here, stored.flatMap((it) => it.now)));
    stored.forEach((it, n) => later.set(here[n], [...(later.get(here[n]) ?? []), ...it.later]));
    done += page.reduce((sum, { rows }) => sum + rows.length, 0);
    if (page.length > 0) console.log(`${done} of ${all} rows copied`);
  }
  const filled = [...later].filter(([, statements]) => statements.length > 0);
  if (filled.length > 0) await db.write(target, untriggered(filled.map(([table]) => table), filled.flatMap(([, statements]) => statements)));
}

/** What both databases have of the workspace, if it is the same. */
async function proven(db, { source, target, id }, tables) {
  const [one, other] = [await proof(db, source, tables.source, id), await proof(db, target, tables.target, id)];
  const different = [...one].filter(([name, it]) => other.get(name) !== it);
  if (different.length > 0) throw new Failure(`Not the same in both databases: ${different.map(([name, it]) => `${name} (${it} and ${other.get(name)})`).join('; ')}`);
  const rows = [...one.values()].reduce((sum, it) => sum + Number(it.split(' ')[0]), 0);
  const hash = createHash('sha256').update([...one].sort().map(([name, it]) => `${name} ${it}\n`).join('')).digest('hex');
  return `${rows} rows, SHA-256 ${hash}`;
}

async function applied(db, transactions) {
  for (const [database, statements] of transactions) await db.write(database, statements);
}

/** Deletes the workspace's rows from a database, of which another one has them all. */
async function deleted(db, database, id) {
  // As they are now, with what freezes them.
  const { tables } = read(await db.read(database, READING));
  for (const statements of deleting(tables, id, await counts(db, database, tables, id))) {
    if (statements.length > 0) await db.write(database, statements);
  }
  const left = [...(await counts(db, database, tables, id))].filter(([, many]) => many > 0);
  if (left.length > 0) throw new Failure(`${database} still has rows of ${left.map(([name]) => name).join(', ')}`);
}

/** Takes a move back that was cut off before all rows were compared. */
async function takenBack(db, move, tables, now) {
  await deleted(db, move.target, move.id);
  await db.write(move.target, thawed(tables));
  await applied(db, opening(move, tables, move.source, now()));
  await db.write(DIRECTORY, [`DELETE FROM moves WHERE event_id = '${move.event}'`]);
  say(`${move.slug} stays in ${move.source}`);
}

/** Moves the workspace. A test may give its own clock and pauses. */
export async function move(db, { slug, to }, { now = Date.now, wait = pause } = {}) {
  const it = await begun(db, slug, to, now());
  const tables = await compared(db, it);
  if (it.isBack) return takenBack(db, it, tables.source, now);
  if (!it.movedAt) {
    if (it.isNew) say(`${slug} is closed while it is moved from ${it.source} to ${it.target}`);
    await applied(db, closing(it, now()));
    await quiet(db, it, now, wait);
    await db.write(it.source, freezing(tables.source, it.id));
    await db.write(it.target, freezing(tables.target, it.id));
    const frozen = { source: tables.source, target: read(await db.read(it.target, READING)).tables };
    await copied(db, it, frozen);
    it.proof = await proven(db, it, frozen);
    await db.write(DIRECTORY, [`UPDATE moves SET moved_at = ${now()}, proof = '${it.proof}' WHERE event_id = '${it.event}'`]);
  }
  await applied(db, opening(it, tables.target, it.target, now()));
  say(`${slug} is open in ${it.target}: ${it.proof}`);
  await deleted(db, it.source, it.id);
  await db.write(it.source, thawed(tables.source));
  await db.write(DIRECTORY, [`UPDATE moves SET ended_at = ${now()} WHERE event_id = '${it.event}'`]);
  say(`Its rows are gone from ${it.source}`);
}
