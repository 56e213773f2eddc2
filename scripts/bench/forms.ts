// The forms that are measured: what each costs in the database.
import type { D1Database } from '@cloudflare/workers-types';
import { loginOf } from '../../tests/harness.ts';
import { Client } from './client.ts';
import { newest } from './pages.ts';
import type { Place } from './places.ts';
import { spent } from './recorded.ts';
import type { Server } from './server.ts';
import { send, type Who } from './visitors.ts';

export type SentForm = { name: string; batches: number; statements: number; rows: number };

/** Sends each form once, through the recorder, which counts the statements. */
export async function sendForms(server: Server, { size, visitors }: Place): Promise<SentForm[]> {
  const client = new Client(1);
  const batches = { port: await server.batchesPort(size), path: '/' };
  const sent: SentForm[] = [];
  for (const { name, who, path, fields } of await formsOf(await server.database('portal', size))) {
    await client.ask(batches);
    const answer = await send(client, server.port('recorder', size), visitors(who), path, fields);
    if (answer.status !== 303) throw new Error(`${name} answered ${answer.status}: ${answer.body}`);
    const recorded = JSON.parse((await client.ask(batches)).body.toString()) as unknown[][];
    sent.push({ name, ...spent(answer), statements: recorded.flat().length });
  }
  client.close();
  return sent;
}

async function formsOf(db: D1Database) {
  const key = () => crypto.randomUUID();
  const thread = await newest(db, 'threads');
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const trip = { kind: 'one_way', 'from.0': 'TEB', 'to.0': 'PBI', 'date.0': day, 'time.0': '10:00', passengers: '2' };
  const { email, password } = loginOf('mira@harbour.example');
  const form = (name: string, who: Who, path: string, fields: Record<string, string>) => ({ name, who, path, fields });
  return [
    form('sign in', 'stranger', '/session', { email, password }),
    form('ask for a code', 'stranger', '/session/codes', { email }),
    form('request a trip', 'mira', '/requests', { ...trip, key: key() }),
    form('write a message', 'mira', `/messages/${thread}/replies`, { body: 'Thank you.', key: key() }),
    form('change preferences', 'mira', '/profile/preferences', { language: 'en', hours: '24', times: 'local', key: key() }),
    form('add a contact', 'dana', '/contacts', { name: 'Elsa Berg', email: 'elsa@berg.example', key: key() }),
  ];
}
