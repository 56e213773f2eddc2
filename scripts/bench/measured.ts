// Measures every page with each Worker: over one connection at every size, over four at the largest.
import { Client, times } from './client.ts';
import type { Page } from './pages.ts';
import { targets, type Place } from './places.ts';
import type { Recorded } from './recorded.ts';
import { inRounds, type Contestant, type Plan, type Turns } from './rounds.ts';
import type { Server, Worker } from './server.ts';

/** A page: what was recorded of it at each size, and the turns. */
export type Measured = { name: string; recorded: Recorded[]; one: Turns; four: Turns };

const WARM_UP = 10;

export async function measured(server: Server, workers: Worker[], pages: Page[], places: Place[], plan: Plan): Promise<Measured[]> {
  const lines = workers.map(({ kind, size }) => {
    const place = places.find((it) => it.size === size)!;
    return { kind, size, targets: targets(kind, server.port(kind, size), pages, place) };
  });
  await warm(lines.flatMap(({ targets }) => targets));
  const largest = places.at(-1)!.size;
  const found: Measured[] = [];
  for (const [i, { name }] of pages.entries()) {
    const contestants: Contestant[] = lines.map(({ kind, size, targets }) => ({ kind, size, target: targets[i]! }));
    const one = await inRounds(contestants, 1, plan, server.process);
    const four = await inRounds(contestants.filter(({ size }) => size === largest), 4, plan, server.process);
    found.push({ name, recorded: places.map(({ recorded }) => recorded[i]!), one, four });
    console.log(`${i + 1} of ${pages.length}: ${name}`);
  }
  return found;
}

/** Lets the engine compile what pages have in common, so that the first page is not measured slower. */
async function warm(all: Contestant['target'][]): Promise<void> {
  const client = new Client(1);
  for (const target of all) await client.burst(target, times(WARM_UP, 1));
  client.close();
}
