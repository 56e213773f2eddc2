// One operator: its workspace, settings and references, and the events of everything that happens.
import { STAGES } from '../workspace/sql.mjs';
import { addDays, dateAt, floor, instant, MINUTE } from './clock.mjs';

const PREFIXES = { request: 'R', quote: 'Q', trip: 'T', service: 'S' };

// What the numbers of a series begin with, as in a workspace that changed nothing.
const SERIES = { invoice: '', deposit: 'D-', credit_note: 'CN-' };
const FIRST = 1001;

// American, as most operators are, and without reminders; an operator may choose others.
const USUAL = { clock: 12, date_order: 'month_first', amounts: 'symbol', reminders_before: [], reminders_after: [], reminders_at: null, takes_inquiries: 0 };

export class Operator {
  #numbered = { request: [], quote: [], trip: [], service: [] };
  #series = { invoice: [], deposit: [], credit_note: [] };

  constructor({ tables, ids, now, files }, { hosts = [], ...chosen }) {
    const workspace = { ...USUAL, ...chosen };
    Object.assign(this, { tables, ids, now, workspace });
    const opened = this.at(-900, '09:00');
    workspace.id = this.id = ids.at(opened);
    workspace.approval_addresses = [];
    workspace.trip_change_addresses = [];
    // The reminders of today went out in the morning.
    if (workspace.reminders_after.length > 0) workspace.reminders_at = this.at(this.at(0, '08:00') > this.now ? 0 : 1, '08:00');
    tables.add('workspaces', workspace);
    const { slug, logo } = workspace;
    files.push({ key: `${this.id}/logo/${logo}`, type: 'image/png', file: `scripts/demo/logos/${slug}.png` });
    const faces = [
      [slug, 'client', true], [`${slug}-ops`, 'ops', true], ...hosts.map((host) => [host, 'client', false]),
    ];
    for (const [host, face, isCanonical] of faces) this.add('hosts', { host, face, is_canonical: isCanonical });
    this.stages = STAGES.map(([name, rank, kind, color]) => this.add('stages', { id: ids.at(opened), name, rank, kind, color }));
    this.rates = [];
    this.clients = [];
    this.listed = {};
  }

  add(table, row) {
    return this.tables.add(table, { workspace_id: this.id, ...row });
  }

  /** The date `days` from today, in the operator's zone. */
  day(days) {
    return addDays(dateAt(this.workspace.zone, this.now), days);
  }

  /** The instant of a local time on that date. */
  at(days, time) {
    return this.on(this.day(days), time);
  }

  /** The instant of a local time on a date. */
  on(date, time) {
    return instant(this.workspace.zone, date, time);
  }

  /** The instant some minutes ago. */
  ago(minutes) {
    return floor(this.now, MINUTE) - minutes * MINUTE;
  }

  dateOf(at) {
    return dateAt(this.workspace.zone, at);
  }

  stage(kind) {
    return this.stages.find((stage) => stage.kind === kind);
  }

  /** Adds an event: who did what to which row. Without `by` it was the portal itself. */
  event(action, subject, by, at, note = '') {
    if (at > this.now) throw new Error(`${action} at ${new Date(at).toISOString()} is yet to happen`);
    const address = { client: '203.0.113.24', ops: '198.51.100.7' }[by?.face] ?? '';
    return this.add('events', {
      id: this.ids.at(at), actor_id: by?.id, face: by?.face ?? 'system', action, subject_id: subject, note, address, at,
    });
  }

  /** Has a row get a reference. References follow the order in which rows were created. */
  number(noun, row) {
    this.#numbered[noun].push(row);
    return row;
  }

  /** Has a document get the next number of its series, in one of its fields. */
  enter(series, row, field = 'number', at = row.created_at) {
    this.#series[series].push({ row, field, at });
    return row;
  }

  /** Sets the references and numbers of all rows, and the counters to the next one. */
  close() {
    for (const [noun, rows] of Object.entries(this.#numbered)) {
      const inOrder = rows.toSorted((a, b) => a.created_at - b.created_at);
      inOrder.forEach((row, index) => { row.reference = `${PREFIXES[noun]}-${FIRST + index}`; });
      this.add('counters', { noun, next: FIRST + rows.length });
    }
    for (const [series, rows] of Object.entries(this.#series)) {
      const inOrder = rows.toSorted((a, b) => a.at - b.at);
      inOrder.forEach(({ row, field, at }, index) => { row[field] = `${SERIES[series]}${this.dateOf(at).slice(0, 4)}-${FIRST + index}`; });
      if (rows.length > 0 || series === 'invoice') this.add('counters', { noun: `invoice ${SERIES[series]}`.trim(), next: FIRST + rows.length });
    }
  }
}
