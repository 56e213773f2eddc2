// What a page waits for while the same isolate computes something long for somebody else.
import type { D1Database } from '@cloudflare/workers-types';
import { Client, seconds, type Target } from './client.ts';
import { newest } from './pages.ts';
import type { Place } from './places.ts';
import { share } from './rounds.ts';
import type { Server } from './server.ts';
import { signIn, target } from './visitors.ts';

/** `alone` is how long the neighbor takes if nothing else is asked. Times are in ms. */
export type Neighbor = { name: string; alone?: number; p50: number; p99: number };

type Work = { name: string; once?: () => Promise<unknown>; every?: number };

const CONNECTIONS = 4;
const ROUNDS = 5;
const SECONDS = 3;
const ALONE = 15;
const PAPERS = 300;

/** Asks for the client's home page while nothing, sign-ins and PDFs are asked for, in turns. */
export async function neighbors(server: Server, { size, visitors }: Place): Promise<Neighbor[]> {
  const port = server.port('portal', size);
  const db = await server.database('portal', size);
  const home = target(port, visitors('mira'), '/');
  const [pages, others] = [new Client(CONNECTIONS), new Client(CONNECTIONS)];
  const papers = async (letter: string, lines: number): Promise<Work> => {
    const next = await printed(db, letter, lines);
    const once = async () => expect(await others.ask(target(port, visitors('mira'), `/invoices/${await next()}/pdf`)));
    return { name: `PDFs of ${lines} lines, one after the other`, once };
  };
  const works: Work[] = [
    { name: 'nothing else' },
    { name: 'a sign-in every 300 ms', once: () => signIn(others, port, 'tomas'), every: 300 },
    await papers('1', 3),
    await papers('2', 200),
  ];
  const alone: (number | undefined)[] = [];
  for (const { once } of works) alone.push(once && await lasting(once));
  const waited: number[][] = works.map(() => []);
  await pages.burst(home, seconds(1));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, work] of works.entries()) waited[i]!.push(...await beside(work, pages, home));
  }
  pages.close();
  others.close();
  return works.map(({ name }, i) => ({ name, alone: alone[i], p50: share(waited[i]!, 0.5), p99: share(waited[i]!, 0.99) }));
}

/** The times of pages while the work is begun every so many ms, or again as soon as it is done. */
async function beside({ once, every }: Work, pages: Client, home: Target): Promise<number[]> {
  const more = seconds(SECONDS);
  const begun: Promise<unknown>[] = [];
  const working = async () => {
    while (once && more()) {
      begun.push(once());
      await (every === undefined ? begun.at(-1) : new Promise((resolve) => setTimeout(resolve, every)));
    }
  };
  const [times] = await Promise.all([pages.burst(home, more), working()]);
  await Promise.all(begun);
  return times;
}

/** The median time, in ms. */
async function lasting(once: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let n = 0; n < ALONE; n += 1) {
    const began = performance.now();
    await once();
    took.push(performance.now() - began);
  }
  return share(took, 0.5);
}

function expect({ status }: { status: number }): void {
  if (status !== 200) throw new Error(`a PDF answered ${status}`);
}

/**
 * Adds invoices with so many lines. The function returned resolves to the next one's id, with a version whose PDF has
 * not been rendered yet.
 */
async function printed(db: D1Database, letter: string, lines: number): Promise<() => Promise<string>> {
  const prefix = `${letter.repeat(8)}-0000-7000-8000-`;
  await db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${PAPERS})
     INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at)
     SELECT printf('${prefix}%012x', n.i), v.workspace_id, 'P${letter}-' || n.i, v.account_id, v.state, v.route, v.bill_to, v.currency,
       (SELECT json_group_array(json(value)) FROM (SELECT l.value FROM n, json_each(v.lines) l LIMIT ${lines})),
       v.subtotal, v.tax, v.total, v.total, v.issued_on, v.due_on, v.terms, v.created_at FROM n, invoices v WHERE v.id = ?1`,
  ).bind(await newest(db, 'invoices')).run();
  let asked = 0;
  return async () => {
    if (asked > 0 && asked % PAPERS === 0) await db.prepare(`UPDATE invoices SET version = version + 1 WHERE number LIKE 'P${letter}-%'`).run();
    asked += 1;
    return prefix + ((asked - 1) % PAPERS + 1).toString(16).padStart(12, '0');
  };
}
