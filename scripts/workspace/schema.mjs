// Which rows of a database belong to a workspace, and in which order they can be stored, as its schema says.
import { Failure } from '../run.mjs';

/** Tables whose rows belong to no workspace, or to the database itself: each has its own. */
export const SHARED = [
  'airports', 'airport_words', 'airport_names', 'area_names', // the same list in each, which `npm run airports` loads
  'limits', // filled by migrations
  'key_sweeps', 'mails_dropped', 'job_runs', // what the clock did in this database
  'elsewhere', 'mails_held', 'moves', 'move_pieces', // of the directory, and of moves themselves
];

const OURS = `m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name NOT LIKE '!_cf!_%' ESCAPE '!' AND m.name <> 'd1_migrations'`;

/** The statements whose answers `read` takes. */
export const READING = [
  `SELECT m.type, m.name, m.tbl_name AS "table", m.sql FROM sqlite_master m WHERE ${OURS} AND m.sql IS NOT NULL ORDER BY m.rowid`,
  `SELECT m.name AS "table", c.name, c.pk, c.hidden, c."notnull" AS required FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND ${OURS} ORDER BY m.rowid, c.cid`,
  `SELECT m.name AS "table", k."from", k."table" AS parent, k."to" FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table' AND ${OURS}`,
];

export const named = (name) => `"${name}"`;
export const isOfMove = (name) => name.startsWith('moving_');

/** The tables of a database that hold rows of workspaces, by name, parents first; and the definitions of all that it has. */
export function read([objects, columns, keys]) {
  const tables = new Map();
  for (const { name } of objects.filter(({ type }) => type === 'table')) {
    const own = columns.filter((it) => it.table === name);
    const key = own.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk).map((it) => it.name);
    tables.set(name, {
      name, key, columns: own.filter(({ hidden }) => hidden === 0).map((it) => it.name), required: own.filter((it) => it.required).map((it) => it.name),
      parents: keys.filter((it) => it.table === name).map(({ from, parent, to }) => ({ from, parent, to: to ?? 'id' })), late: [],
      triggers: objects.filter((it) => it.type === 'trigger' && it.table === name).map(({ name: trigger, sql }) => ({ name: trigger, sql })),
    });
  }
  const definitions = new Map(objects.filter(({ name }) => !isOfMove(name)).map(({ type, name, sql }) => [`${type} ${name}`, sql]));
  const owned = new Map([...tables].filter(([name]) => !SHARED.includes(name)));
  const lost = [...owned.values()].filter((it) => !ownership(owned, it, '', ''));
  if (lost.length > 0) throw new Failure(`Nothing says whose the rows are of: ${lost.map(({ name }) => name).join(', ')}. See scripts/workspace/schema.mjs.`);
  const keyless = [...owned.values()].filter(({ key }) => key.length === 0);
  if (keyless.length > 0) throw new Failure(`Without a primary key: ${keyless.map(({ name }) => name).join(', ')}`);
  return { tables: sorted(owned), definitions };
}

/** The condition that a row of a table is of the workspace: by its own column, or by the row that it belongs to. */
export function ownership(tables, table, id, row) {
  if (table.name === 'workspaces') return `${row}"id" = '${id}'`;
  if (table.columns.includes('workspace_id')) return `${row}"workspace_id" = '${id}'`;
  for (const { from, parent, to } of table.parents) {
    const above = tables.get(parent);
    const condition = above && above !== table && ownership(tables, above, id, '');
    if (condition) return `${row}${named(from)} IN (SELECT ${named(to)} FROM ${named(parent)} WHERE ${condition})`;
  }
  return undefined;
}

/** Parents before children. A column that closes a circle is `late`: it is filled when all rows are there. */
function sorted(tables) {
  const rest = new Map(tables);
  const done = new Map();
  const open = (table) => table.parents.filter(({ from, parent }) => rest.has(parent) && !table.late.includes(from));
  for (const table of tables.values()) {
    table.late.push(...table.parents.filter(({ parent, from }) => parent === table.name && !table.required.includes(from)).map(({ from }) => from));
  }
  while (rest.size > 0) {
    const ready = [...rest.values()].filter((table) => open(table).length === 0);
    for (const table of ready) {
      done.set(table.name, table);
      rest.delete(table.name);
    }
    if (ready.length === 0) openCircle(rest, open);
  }
  return done;
}

function openCircle(rest, open) {
  const path = [];
  let table = rest.values().next().value;
  while (!path.some((it) => it.table === table)) {
    const [edge] = open(table);
    path.push({ table, edge });
    table = rest.get(edge.parent);
  }
  const circle = path.slice(path.findIndex((it) => it.table === table));
  const loose = circle.find((it) => !it.table.required.includes(it.edge.from));
  if (!loose) throw new Failure(`These tables need each other: ${circle.map((it) => it.table.name).join(', ')}`);
  loose.table.late.push(loose.edge.from);
}

/** What two databases define differently. */
export function differences(one, other) {
  const names = new Set([...one.definitions.keys(), ...other.definitions.keys()]);
  return [...names].filter((name) => one.definitions.get(name) !== other.definitions.get(name));
}
