// What a page asks the database and answers, recorded once so that the floor can do the same.
import { gzipSync } from 'node:zlib';
import type { Answer, Client } from './client.ts';
import type { Page } from './pages.ts';
import type { Server } from './server.ts';
import { target, type Visitors } from './visitors.ts';

type Statement = { sql: string; values: Value[] };

/** A bound value. An id that is new with each request stands as an object. */
type Value = string | number | null | { isNew: true };

export type Recorded = { batches: Statement[][]; rows: number; headers: [string, string][]; body: string; bytes: number };

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Headers that belong to the connection. */
const HOP = ['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date'];

/** Asks for each page twice and records the second time: what a page writes when it is opened for the first time is written before. */
export async function record(client: Client, server: Server, size: number, pages: Page[], visitors: Visitors): Promise<Recorded[]> {
  const batches = { port: await server.batchesPort(size), path: '/' };
  const sent = async () => JSON.parse((await client.ask(batches)).body.toString()) as Statement[][];
  const recorded: Recorded[] = [];
  for (const { name, who, path } of pages) {
    const page = target(server.port('recorder', size), visitors(who), path);
    await client.ask(page);
    const before = await sent();
    const answer = await client.ask(page);
    const now = renewing(await sent(), before);
    const { batches, rows } = spent(answer);
    if (answer.status !== 200) throw new Error(`${name} answered ${answer.status}`);
    if (batches !== now.length) throw new Error(`${name} says ${batches} batches, and ${now.length} were recorded`);
    recorded.push({ batches: now, rows, headers: headersOf(answer), body: answer.body.toString(), bytes: gzipSync(answer.body).length });
  }
  return recorded;
}

/** The same statements, where the ids that another request did not have are marked as new. */
function renewing(batches: Statement[][], others: Statement[][]): Statement[][] {
  const known = new Set(others.flat().flatMap(({ values }) => values));
  const renewed = (value: Value): Value => (typeof value === 'string' && UUID.test(value) && !known.has(value) ? { isNew: true } : value);
  return batches.map((batch) => batch.map(({ sql, values }) => ({ sql, values: values.map(renewed) })));
}

function headersOf({ headers }: Answer): [string, string][] {
  const kept = Object.entries(headers).filter(([name]) => !HOP.includes(name));
  return kept.flatMap(([name, value]) => [value ?? []].flat().map((it): [string, string] => [name, it]));
}

/** What a request cost in the database, from its Server-Timing header. */
export function spent({ headers }: Answer): { batches: number; rows: number } {
  const [, batches, rows] = /(\d+) batches, (\d+) rows/.exec(String(headers['server-timing'])) ?? [];
  return { batches: Number(batches), rows: Number(rows) };
}

export const statements = ({ batches }: Recorded): number => batches.flat().length;

/** Gives the pages to the floor, which serves each at its position in the list. */
export async function lay(client: Client, port: number, recorded: Recorded[]): Promise<void> {
  for (const [i, page] of recorded.entries()) await client.ask({ port, path: `/${i}` }, JSON.stringify(page), 'PUT');
}
