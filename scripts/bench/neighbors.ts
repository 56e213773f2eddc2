// What a page waits for while the same isolate computes something long for somebody else.
import { Client, seconds, type Target } from './client.ts';
import { papers } from './papers.ts';
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

/** Asks for the client's home page while nothing, sign-ins and PDFs are asked for, in turns. */
export async function neighbors(server: Server, { size, visitors }: Place): Promise<Neighbor[]> {
  const port = server.port('portal', size);
  const db = await server.database('portal', size);
  const home = target(port, visitors('mira'), '/');
  const [pages, others] = [new Client(CONNECTIONS), new Client(CONNECTIONS)];
  const pdfs = async (letter: string, lines: number): Promise<Work> => {
    const next = await papers(db, letter, lines);
    const once = async () => expect(await others.ask(target(port, visitors('mira'), `/invoices/${await next()}/pdf`)));
    return { name: `PDFs of ${lines} lines, one after the other`, once };
  };
  const works: Work[] = [
    { name: 'nothing else' },
    { name: 'a sign-in every 300 ms', once: () => signIn(others, port, 'tomas'), every: 300 },
    await pdfs('1', 3),
    await pdfs('2', 200),
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
