// One operator: its workspace, settings and references, and the events of everything that happens.
import { STAGES } from '../workspace/sql.mjs';
import { addDays, dateAt, floor, instant, MINUTE } from './clock.mjs';

const PREFIXES = { request: 'R', quote: 'Q', trip: 'T', service: 'S' };
const FIRST = 1001;

// American, as most operators are; an operator may choose others.
const FORMATS = { clock: 12, date_order: 'month_first', amounts: 'symbol' };

export class Operator {
  #numbered = { request: [], quote: [], trip: [], invoice: [], service: [] };

  constructor({ tables, ids, now, files }, { hosts = [], ...chosen }) {
    const workspace = { ...FORMATS, ...chosen };
    Object.assign(this, { tables, ids, now, workspace });
    const opened = this.at(-900, '09:00');
    workspace.id = this.id = ids.at(opened);
    workspace.approval_addresses = [];
    workspace.trip_change_addresses = [];
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
    return instant(this.workspace.zone, this.day(days), time);
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

  /** Sets the references of all rows, and the counters to the next one. */
  close() {
    for (const [noun, rows] of Object.entries(this.#numbered)) {
      const inOrder = rows.toSorted((a, b) => a.created_at - b.created_at);
      inOrder.forEach((row, index) => {
        const number = FIRST + index;
        if (noun === 'invoice') row.number = `${row.issued_on.slice(0, 4)}-${number}`;
        else row.reference = `${PREFIXES[noun]}-${number}`;
      });
      this.add('counters', { noun, next: FIRST + rows.length });
    }
  }
}
