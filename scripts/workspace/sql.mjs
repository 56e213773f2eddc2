// The rows of a new workspace, and what disables and enables one.
import { randomBytes } from 'node:crypto';
import { folded, inserts, literal } from '../demo/tables.mjs';

export const STAGES = [
  ['Pending', 10, 'pending', 'amber'], ['Booked', 20, 'booked', 'green'], ['Dispatched', 30, 'dispatched', 'teal'],
  ['In Progress', 40, 'in_progress', 'blue'], ['Completed', 50, 'completed', 'gray'], ['Canceled', 90, 'cancelled', 'red'],
];

const NOUNS = ['request', 'quote', 'trip', 'invoice', 'service'];
const TOPICS = ['request', 'answer', 'message', 'service', 'trip', 'access'];
const FIRST = 1001;

/** A UUIDv7. */
export function id(at) {
  const time = at.toString(16).padStart(12, '0');
  const chance = randomBytes(10).toString('hex');
  return [time.slice(0, 8), time.slice(8), `7${chance.slice(0, 3)}`, `8${chance.slice(3, 6)}`, chance.slice(6, 18)].join('-');
}

/** The SQL that makes a workspace and invites its administrator by the mail `letter`, an id of 32 hexadecimal digits. */
export function creation({ slug, name, trade, zone, currency, phone, address, admin, email }, letter, now) {
  const workspace_id = id(now);
  const user = id(now);
  const event = id(now);
  const rows = {
    workspaces: [{
      id: workspace_id, slug, name, legal_name: name, trade, brand: '155e6c', reply_to: email, phone, address, zone, currency,
      quote_terms: '', invoice_terms: '', payment_instructions: '',
    }],
    hosts: [[slug, 'client'], [`${slug}-ops`, 'ops']].map(([host, face]) => ({ host, workspace_id, face, is_canonical: true })),
    stages: STAGES.map(([stage, rank, kind, color]) => ({ id: id(now), workspace_id, name: stage, rank, kind, color })),
    counters: NOUNS.map((noun) => ({ workspace_id, noun, next: FIRST })),
    users: [{
      id: user, workspace_id, face: 'ops', email, name: admin, sort_name: folded(admin), role: 'admin', state: 'invited', invited_at: now,
    }],
    notifications: TOPICS.map((topic) => ({ workspace_id, topic, user_id: user })),
    events: [{ id: event, workspace_id, face: 'system', action: 'staff_invited', subject_id: user, at: now }],
    outbox: [{
      id: letter, workspace_id, event_id: event, job: 'activation', task: 'null', to_face: 'ops', to_user_id: user, to_email: email,
      to_name: admin, subject: 'Your access to the portal', state: 'queued', next_at: now, created_at: now,
    }],
  };
  return Object.entries(rows).flatMap(([table, all]) => [...inserts(table, all)]).join('');
}

const COLUMNS = 'host, workspace_id, face, is_canonical';
const of = (slug) => `workspace_id = (SELECT id FROM workspaces WHERE slug = ${literal(slug)})`;

/** Its hosts answer no more, and whoever is signed in is signed out. */
export const disabling = (slug, now) => `INSERT INTO disabled_hosts (${COLUMNS}, disabled_at) SELECT ${COLUMNS}, ${now} FROM hosts WHERE ${of(slug)};
DELETE FROM hosts WHERE ${of(slug)};
UPDATE sessions SET ended_at = ${now} WHERE ended_at IS NULL AND ${of(slug)};
`;

export const enabling = (slug) => `INSERT INTO hosts (${COLUMNS}) SELECT ${COLUMNS} FROM disabled_hosts WHERE ${of(slug)};
DELETE FROM disabled_hosts WHERE ${of(slug)};
`;

/** Who has the hosts of a slug in another database. */
export const holders = (slug) => `SELECT host FROM elsewhere WHERE host IN (${literal(slug)}, ${literal(`${slug}-ops`)})`;

export const LIST = `SELECT w.slug, w.name, w.trade, w.zone,
  (SELECT count(*) FROM users u WHERE u.workspace_id = w.id AND u.face = 'ops' AND u.state <> 'disabled') AS staff,
  EXISTS (SELECT 1 FROM disabled_hosts d WHERE d.workspace_id = w.id) AS is_disabled FROM workspaces w ORDER BY w.slug`;
