// Workspaces of several sizes, made ready: everybody is signed in, and each page is recorded and known to the floor.
import { Client, type Target } from './client.ts';
import type { Page } from './pages.ts';
import { lay, record, type Recorded } from './recorded.ts';
import type { Kind, Server } from './server.ts';
import { target, visitors, type Visitors } from './visitors.ts';

export type Place = { size: number; visitors: Visitors; recorded: Recorded[] };

export async function prepared(server: Server, sizes: number[], pages: Page[]): Promise<Place[]> {
  const client = new Client(1);
  const places: Place[] = [];
  for (const size of sizes) {
    const everybody = await visitors(client, server.port('portal', size));
    const recorded = await record(client, server, size, pages, everybody);
    await lay(client, server.port('floor', size), recorded);
    places.push({ size, visitors: everybody, recorded });
  }
  client.close();
  return places;
}

/** How a Worker is asked for each page. */
export function targets(kind: Kind, port: number, pages: Page[], { visitors }: Place): Target[] {
  return pages.map(({ who, path }, i) => (kind === 'floor' ? { port, path: `/${i}` } : target(port, visitors(who), path)));
}
