// Moves one workspace to another database: closes it, copies its rows, compares both, opens it there, and deletes them where
// they were. What was cut off at any moment goes on with the same command; until all rows were compared, it can be taken back.
import { createHash } from 'node:crypto';
import { literal } from '../demo/tables.mjs';
import { Failure, say } from '../run.mjs';
import { DIRECTORY } from './d1.mjs';
import { Proof, counts, deleting, pages, proof, storing, untriggered } from './rows.mjs';
import { READING, differences, read } from './schema.mjs';
import { id as newId } from './sql.mjs';
import { closing, freezing, frozen, opening, thawing } from './steps.mjs';

const UNDER_WAY = 'SELECT event_id AS event, workspace_id AS id, slug, source, target, was_disabled AS wasDisabled, proof, moved_at AS movedAt FROM moves WHERE ended_at IS NULL';
const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

const LISTS = ['SELECT name FROM d1_migrations ORDER BY name', 'SELECT id FROM airports ORDER BY id'];
const holds = (slug) => `SELECT w.id, EXISTS (SELECT 1 FROM hosts h WHERE h.workspace_id = w.id) AS answers FROM workspaces w WHERE w.slug = ${literal(slug)}`;

/** What the move needs to know of each database, each asked once: to call one takes seconds. */
async function known(db, slug) {
  const all = new Map();
  for (const name of db.names) {
    const [moves, found, ...rest] = await db.read(name, [UNDER_WAY, holds(slug), ...READING, ...LISTS]);
    const [migrations, airports] = rest.splice(READING.length);
    all.set(name, { moves, found: found[0], schema: read(rest), migrations, airports });
  }
  return all;
}

/** Finds or begins the move. */
function begun(databases, slug, to, now) {
  const [underWay] = databases.get(DIRECTORY).moves;
  if (underWay && underWay.slug !== slug) throw new Failure(`${underWay.slug} is being moved to ${underWay.target}. Finish that first.`);
  if (underWay && ![underWay.source, underWay.target].includes(to)) throw new Failure(`${slug} is being moved from ${underWay.source} to ${underWay.target}: say one of them.`);
  if (underWay?.movedAt && to === underWay.source) throw new Failure(`${slug} is in ${underWay.target} already. Finish that first: --to ${underWay.target}`);
  if (underWay) return { ...underWay, isBack: to === underWay.source };
  const holding = [...databases].filter(([, { found }]) => found);
  if (holding.length !== 1) throw new Failure(holding.length === 0 ? `There is no workspace ${slug}: npm run workspace -- list` : `${slug} is in several databases: ${holding.map(([name]) => name).join(', ')}`);
  const [[source, { found: { id, answers } }]] = holding;
  if (source === to) throw new Failure(`${slug} is in ${to} already.`);
  return { event: newId(now), id, slug, source, target: to, wasDisabled: !answers, proof: '', isNew: true };
}

/** The tables of both databases, frozen. They must be alike, with the same lists. */
function compared(databases, { source, target, id }) {
  const [one, other] = [databases.get(source), databases.get(target)];
  const different = differences(one.schema, other.schema);
  if (different.length > 0) throw new Failure(`${source} and ${target} differ in ${different.slice(0, 5).join(', ')}: apply the migrations to both (npm run deploy).`);
  const lacks = (all, own, key) => all.filter((it) => !own.some((that) => that[key] === it[key]));
  const missing = lacks(one.migrations, other.migrations, 'name').concat(lacks(other.migrations, one.migrations, 'name'));
  if (missing.length > 0) throw new Failure(`Not in both databases: the migration ${missing[0].name}`);
  const airports = new Set(other.airports.map((it) => it.id));
  const unknown = one.airports.filter((it) => !airports.has(it.id));
  if (unknown.length > 0) throw new Failure(`${target} lacks ${unknown.length} airports, such as ${unknown[0].id}: npm run airports -- FILE --database ${target}`);
  return { source: frozen(one.schema.tables, id), target: frozen(other.schema.tables, id) };
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

/** Copies all rows. Returns how many there are, and their proof. */
async function copied(db, { source, target, id }, tables) {
  const many = await counts(db, source, tables.source, id);
  const all = [...many.values()].reduce((sum, it) => sum + it, 0);
  const proof = new Proof(tables.source);
  let [done, waiting, later] = [0, [], []];
  const written = async () => {
    const touched = [...new Set(waiting.map(([table]) => table))];
    if (touched.length > 0) await db.write(target, untriggered(touched, waiting.map(([, statement]) => statement)));
    if (touched.length > 0) console.log(`${done} of ${all} rows copied`);
    waiting = [];
  };
  for await (const page of pages(db, source, tables.source, id, many)) {
    await written();
    proof.add(page);
    for (const one of page) {
      const here = tables.target.get(one.table.name);
      const stored = storing(one);
      waiting.push(...stored.now.map((it) => [here, it]));
      later.push(...stored.later.map((it) => [here, it]));
      done += one.rows.length;
    }
  }
  waiting.push(...later);
  await written();
  return { many, proof: proof.read() };
}

/** What both databases have of the workspace, if it is the same. */
async function proven(db, { target, id }, tables, { many, proof: one }) {
  const other = await proof(db, target, tables.target, id, many);
  const different = [...one].filter(([name, it]) => other.get(name) !== it);
  if (different.length > 0) throw new Failure(`Not the same in both databases: ${different.map(([name, it]) => `${name} (${it} and ${other.get(name)})`).join('; ')}`);
  const rows = [...one.values()].reduce((sum, it) => sum + Number(it.split(' ')[0]), 0);
  const hash = createHash('sha256').update([...one].sort().map(([name, it]) => `${name} ${it}\n`).join('')).digest('hex');
  return `${rows} rows, SHA-256 ${hash}`;
}

/** Runs transactions. Those that follow each other in one database are one. */
async function applied(db, transactions) {
  let waiting = [];
  for (const [n, [database, statements]] of transactions.entries()) {
    waiting.push(...statements);
    if (transactions[n + 1]?.[0] === database) continue;
    await db.write(database, waiting);
    waiting = [];
  }
}

/** Deletes the workspace's rows from a database, of which another one has them all. */
async function deleted(db, database, id, tables) {
  for (const statements of deleting(tables, id, await counts(db, database, tables, id))) {
    if (statements.length > 0) await db.write(database, statements);
  }
  const left = [...(await counts(db, database, tables, id))].filter(([, many]) => many > 0);
  if (left.length > 0) throw new Failure(`${database} still has rows of ${left.map(([name]) => name).join(', ')}`);
}

/** Takes a move back that was cut off before all rows were compared. */
async function takenBack(db, move, tables, now) {
  await deleted(db, move.target, move.id, tables.target);
  const forgotten = [DIRECTORY, [`DELETE FROM moves WHERE event_id = '${move.event}'`]];
  await applied(db, [[move.target, thawing(tables.target)], ...opening(move, tables.source, move.source, now()), forgotten]);
  say(`${move.slug} stays in ${move.source}`);
}

/** Moves the workspace. A test may give its own clock and pauses. */
export async function move(db, { slug, to }, { now = Date.now, wait = pause } = {}) {
  if (!db.names.includes(to)) throw new Failure(`wrangler.toml has no database ${to}: ${db.names.join(', ')}`);
  const databases = await known(db, slug);
  const it = begun(databases, slug, to, now());
  const tables = compared(databases, it);
  if (it.isBack) return takenBack(db, it, tables, now);
  const opened = () => opening(it, tables.target, it.target, now());
  if (!it.movedAt) {
    if (it.isNew) say(`${slug} is closed while it is moved from ${it.source} to ${it.target}`);
    await applied(db, closing(it, now()));
    await quiet(db, it, now, wait);
    await applied(db, [[it.source, freezing(tables.source)], [it.target, freezing(tables.target)]]);
    it.proof = await proven(db, it, tables, await copied(db, it, tables));
    await applied(db, [[DIRECTORY, [`UPDATE moves SET moved_at = ${now()}, proof = '${it.proof}' WHERE event_id = '${it.event}'`]], ...opened()]);
  } else {
    await applied(db, opened());
  }
  say(`${slug} is open in ${it.target}: ${it.proof}`);
  await deleted(db, it.source, it.id, tables.source);
  await applied(db, [[it.source, thawing(tables.source)], [DIRECTORY, [`UPDATE moves SET ended_at = ${now()} WHERE event_id = '${it.event}'`]]]);
  say(`Its rows are gone from ${it.source}`);
}
