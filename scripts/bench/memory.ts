// The memory of workerd after rounds of every page, with one Worker in it.
import { Client, times } from './client.ts';
import type { Page } from './pages.ts';
import { targets, type Place } from './places.ts';
import { lay } from './recorded.ts';
import { Server, type Kind, type Worker } from './server.ts';

const ROUNDS = 4;
const CONNECTIONS = 4;

/** MB that are resident after each round. */
export type Memory = { kind: Kind; rounds: number[] };

/** Runs one Worker and asks it for every page, so many times in each round. */
export async function memory(folder: string, worker: Worker, pages: Page[], place: Place, requests: number): Promise<Memory> {
  return Server.run(folder, [worker], async (server) => {
    const client = new Client(CONNECTIONS);
    const port = server.port(worker.kind, worker.size);
    if (worker.kind === 'floor') await lay(client, port, place.recorded);
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const target of targets(worker.kind, port, pages, place)) await client.burst(target, times(requests));
      rounds.push(server.process.resident());
    }
    client.close();
    return { kind: worker.kind, rounds };
  });
}
