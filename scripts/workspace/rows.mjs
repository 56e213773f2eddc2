// The rows of a workspace as SQL: read page by page, stored, hashed, and deleted.
import { createHash } from 'node:crypto';
import { Failure } from '../run.mjs';
import { named, ownership } from './schema.mjs';

/** How many rows are read, or deleted, at once. A test takes fewer. */
export const limits = { page: 1_000 };
/** The largest statement; D1 takes 100 KB. */
const LARGEST = 60_000;
/** The most letters of statements that are read at once: they are an argument of a command. */
const ASKED = 60_000;
/** A longer value is stored in pieces. */
const LONGEST = 20_000;

const list = (columns) => columns.map(named).join(', ');
const of = (tables, table, id) => ownership(tables, table, id, '');

/** How many rows of each table are the workspace's. */
export async function counts(db, database, tables, id) {
  const all = [...tables.values()];
  const sums = all.map((table, n) => `(SELECT count(*) FROM ${named(table.name)} WHERE ${of(tables, table, id)}) AS t${n}`);
  const parts = [];
  for (let from = 0; from < sums.length; from += 50) parts.push(`SELECT ${sums.slice(from, from + 50).join(', ')}`);
  const found = Object.assign({}, ...(await db.read(database, parts)).map(([row]) => row));
  return new Map(all.map((table, n) => [table.name, found[`t${n}`]]));
}

/** The values of all rows as SQL literals, in the order of the keys: several small tables at once, a large one page by page. */
export async function* pages(db, database, tables, id, many) {
  const select = (table, after) => `SELECT ${table.columns.map((it) => `quote(${named(it)}) AS ${named(it)}`).join(', ')} FROM ${named(table.name)}
    WHERE ${of(tables, table, id)}${after ? ` AND (${list(table.key)}) > (${table.key.map((it) => after[it]).join(', ')})` : ''} ORDER BY ${list(table.key)} LIMIT ${limits.page}`;
  let waiting = [];
  let size = 0;
  let letters = 0;
  const asked = async () => {
    if (waiting.length === 0) return [];
    const answers = await db.read(database, waiting.map((table) => select(table)));
    const page = waiting.map((table, n) => ({ table, rows: answers[n] }));
    [waiting, size, letters] = [[], 0, 0];
    return page;
  };
  for (const table of tables.values()) {
    const count = many.get(table.name);
    if (count === 0) continue;
    const { length } = select(table);
    if (size + count > limits.page || letters + length > ASKED) yield await asked();
    if (count < limits.page) {
      waiting.push(table);
      size += count;
      letters += length;
      continue;
    }
    for (let rows = [undefined], after; rows.length > 0; after = rows.at(-1)) {
      [rows] = await db.read(database, [select(table, after)]);
      yield [{ table, rows }];
      if (rows.length < limits.page) break;
    }
  }
  yield await asked();
}

/** Hashes of the rows of each table, and how many there are, of all pages that were added. */
export class Proof {
  #hashes;

  constructor(tables) {
    this.#hashes = new Map([...tables.keys()].map((name) => [name, { rows: 0, hash: createHash('sha256') }]));
  }

  add(page) {
    for (const { table, rows } of page) {
      const it = this.#hashes.get(table.name);
      it.rows += rows.length;
      for (const row of rows) it.hash.update(`${table.columns.map((name) => row[name]).join(',')}\n`);
    }
  }

  read() {
    return new Map([...this.#hashes].map(([name, { rows, hash }]) => [name, `${rows} ${hash.copy().digest('hex')}`]));
  }
}

/** The proof of what a database has, in pages for as many rows as there should be. */
export async function proof(db, database, tables, id, many) {
  const all = new Proof(tables);
  for await (const page of pages(db, database, tables, id, many ?? await counts(db, database, tables, id))) all.add(page);
  return all.read();
}

const unquoted = (literal) => literal.slice(1, -1).replaceAll("''", "'");
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** The statements that store rows, and those that fill their late columns once all rows are there. */
export function storing({ table, rows }) {
  const now = [];
  const later = [];
  const head = `INSERT INTO ${named(table.name)} (${list(table.columns)}) VALUES\n`;
  const tail = '\nON CONFLICT DO NOTHING';
  let values = [];
  let size = 0;
  let piece = 0;
  const flush = () => {
    if (values.length > 0) now.push(head + values.join(',\n') + tail);
    [values, size] = [[], 0];
  };
  for (const row of rows) {
    const key = table.key.map((name) => `${named(name)} = ${row[name]}`).join(' AND ');
    const literals = table.columns.map((name) => {
      const literal = row[name];
      if (table.late.includes(name)) {
        if (literal !== 'NULL') later.push(`UPDATE ${named(table.name)} SET ${named(name)} = ${literal} WHERE ${key}`);
        return 'NULL';
      }
      if (literal.length <= LONGEST) return literal;
      if (!literal.startsWith("'")) throw new Failure(`${table.name}.${name} has a long value that is no text.`);
      piece += 1;
      const letters = [...unquoted(literal)];
      for (let from = 0, part = 0; from < letters.length; from += LONGEST / 2, part += 1) {
        now.push(`INSERT INTO move_pieces (value, part, text) VALUES (${piece}, ${part}, ${quoted(letters.slice(from, from + LONGEST / 2).join(''))})`);
      }
      return `(SELECT group_concat(text, '') FROM (SELECT text FROM move_pieces WHERE value = ${piece} ORDER BY part))`;
    });
    const value = `(${literals.join(', ')})`;
    size += Buffer.byteLength(value);
    if (size > LARGEST) {
      flush();
      size = Buffer.byteLength(value);
    }
    values.push(value);
  }
  flush();
  if (piece > 0) now.push('DELETE FROM move_pieces');
  return { now, later };
}

/** Statements without the triggers of their tables, which would send mails twice, or refuse to delete events. In one
 * transaction, so that nobody else meets the tables without them. */
export function untriggered(tables, statements) {
  const triggers = tables.flatMap((it) => it.triggers);
  return [...triggers.map(({ name }) => `DROP TRIGGER IF EXISTS ${named(name)}`), ...statements, ...triggers.map(({ sql }) => sql)];
}

/** Transactions that delete the workspace's rows, children first. */
export function* deleting(tables, id, many) {
  let waiting = [];
  let size = 0;
  const all = [...tables.values()].reverse().filter((table) => many.get(table.name) > 0);
  const loosen = all.flatMap((table) => table.late.map((column) => [table, column]));
  yield untriggered(loosen.map(([table]) => table).filter((it, n, own) => own.indexOf(it) === n), loosen.map(([table, column]) => `UPDATE ${named(table.name)} SET ${named(column)} = NULL WHERE ${named(column)} IS NOT NULL AND ${of(tables, table, id)}`));
  const together = () => untriggered(waiting, waiting.map((table) => `DELETE FROM ${named(table.name)} WHERE ${of(tables, table, id)}`));
  for (const table of all) {
    const count = many.get(table.name);
    if (size + count > limits.page && waiting.length > 0) {
      yield together();
      [waiting, size] = [[], 0];
    }
    if (count <= limits.page) {
      waiting.push(table);
      size += count;
      continue;
    }
    const page = `DELETE FROM ${named(table.name)} WHERE (${list(table.key)}) IN (SELECT ${list(table.key)} FROM ${named(table.name)} WHERE ${of(tables, table, id)} LIMIT ${limits.page})`;
    for (let left = count; left > 0; left -= limits.page) yield untriggered([table], [page]);
  }
  if (waiting.length > 0) yield together();
}
