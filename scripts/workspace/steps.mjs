// The SQL of a move: what closes a workspace, freezes its rows, opens it elsewhere, and forgets it.
import { literal } from '../demo/tables.mjs';
import { DIRECTORY } from './d1.mjs';
import { isOfMove, named, ownership } from './schema.mjs';

const HOST = 'host, workspace_id, face, is_canonical';
export const MOVING = 'the workspace is being moved';

const trigger = (name, on, table, condition, what) => ({
  name: `moving_${name}_${table}`, sql: `CREATE TRIGGER IF NOT EXISTS moving_${name}_${table} BEFORE ${on} ON ${named(table)} WHEN ${condition} BEGIN SELECT RAISE(${what}); END`,
});

/** No further job of the workspace begins. It stays in the outbox, and runs where the workspace is afterwards. */
const claims = (id) => trigger('claim', 'UPDATE', 'outbox', `NEW.state = 'working' AND OLD.workspace_id = '${id}'`, 'IGNORE');

/** Closes a workspace: its hosts answer that it is being moved, and none of its jobs begins. In the order of the databases. */
export function closing({ event, id, slug, source, target, wasDisabled }, now) {
  const begun = `INSERT INTO moves (event_id, workspace_id, slug, source, target, was_disabled, began_at)
    VALUES ('${event}', '${id}', ${literal(slug)}, '${source}', '${target}', ${wasDisabled ? 1 : 0}, ${now}) ON CONFLICT DO NOTHING`;
  const known = source === DIRECTORY
    ? `INSERT INTO elsewhere (host, workspace_id, face, database, claimed_at)
       SELECT host, workspace_id, face, NULL, ${now} FROM hosts WHERE workspace_id = '${id}'
       UNION SELECT host, workspace_id, face, NULL, ${now} FROM disabled_hosts WHERE workspace_id = '${id}'
       UNION SELECT host, workspace_id, face, NULL, ${now} FROM domains WHERE workspace_id = '${id}' AND removed_at IS NULL
       ORDER BY 1 ON CONFLICT DO NOTHING`
    : `UPDATE elsewhere SET database = NULL WHERE workspace_id = '${id}'`;
  const closed = [
    `INSERT INTO disabled_hosts (${HOST}, disabled_at) SELECT ${HOST}, ${now} FROM hosts WHERE workspace_id = '${id}'`,
    `DELETE FROM hosts WHERE workspace_id = '${id}'`,
    claims(id).sql,
  ];
  return source === DIRECTORY ? [[DIRECTORY, [begun, known, ...closed]]] : [[DIRECTORY, [begun, known]], [source, closed]];
}

/** The tables with triggers that refuse whoever writes a row of the workspace, inside the statement. */
export function frozen(tables, id) {
  const of = (table, row) => ownership(tables, table, id, row);
  const abort = `ABORT, '${MOVING}'`;
  return new Map([...tables].map(([name, table]) => {
    const isClaim = name === 'outbox' ? `NEW."state" <> 'working' AND ` : '';
    const added = [
      ...(name === 'outbox' ? [claims(id)] : []),
      trigger('insert', 'INSERT', name, of(table, 'NEW.'), abort),
      trigger('update', 'UPDATE', name, `${isClaim}(${of(table, 'OLD.')} OR ${of(table, 'NEW.')})`, abort),
      trigger('delete', 'DELETE', name, of(table, 'OLD.'), abort),
    ];
    return [name, { ...table, triggers: [...table.triggers.filter((it) => !isOfMove(it.name)), ...added] }];
  }));
}

/** Freezes the rows of frozen tables. */
export const freezing = (tables) => [...tables.values()].flatMap(({ triggers }) => triggers.filter(({ name }) => isOfMove(name)).map(({ sql }) => sql));

export const thawing = (tables) => ['moving_claim_outbox', ...[...tables.keys()].flatMap((name) => ['insert', 'update', 'delete'].map((on) => `moving_${on}_${name}`))]
  .map((name) => `DROP TRIGGER IF EXISTS ${named(name)}`);

const opened = (id) => [
  `INSERT INTO hosts (${HOST}) SELECT ${HOST} FROM disabled_hosts WHERE workspace_id = '${id}'`,
  `DELETE FROM disabled_hosts WHERE workspace_id = '${id}'`,
];

const listed = (id, database) => (database === DIRECTORY
  ? `DELETE FROM elsewhere WHERE workspace_id = '${id}'`
  : `UPDATE elsewhere SET database = '${database}' WHERE workspace_id = '${id}'`);

/** Opens a workspace in a database, and has the directory lead there. In the order of the databases. */
export function opening({ event, id, source, target, proof, wasDisabled }, tables, database, now) {
  const note = `${source} \u2192 ${target}: ${proof}`;
  const told = database === target
    ? [`INSERT INTO events (id, workspace_id, face, action, subject_id, note, at) SELECT '${event}', '${id}', 'system', 'workspace_moved', '${id}', ${literal(note)}, ${now}
        WHERE NOT EXISTS (SELECT 1 FROM events WHERE id = '${event}')`] : [];
  const there = [...thawing(tables), ...(wasDisabled ? [] : opened(id)), ...told];
  return database === DIRECTORY ? [[DIRECTORY, [listed(id, DIRECTORY), ...there]]] : [[database, there], [DIRECTORY, [listed(id, database)]]];
}
