// Who asks for the pages, and how: addressed to a host of the portal, whatever the port.
import { loginOf } from '../../tests/harness.ts';
import type { Answer, Client, Target } from './client.ts';

/** Somebody of the demo, by first name; or nobody who is signed in. */
export type Who = 'mira' | 'tomas' | 'ruth' | 'carl' | 'dana' | 'ines' | 'ole' | 'stranger';
export type Visitor = { host: string; cookie: string };
export type Visitors = (who: Who) => Visitor;

const PEOPLE: Who[] = ['mira', 'tomas', 'ruth', 'carl', 'dana', 'ines', 'ole'];

export const STRANGER: Visitor = { host: 'harbour', cookie: '' };

export function target(port: number, { host, cookie }: Visitor, path: string): Target {
  return { port, path, headers: { host: `${host}.localhost:8787`, ...(cookie ? { cookie } : {}) } };
}

/** Sends a form as a browser does. Each comes from another network, because a network may send only so many. */
export function send(client: Client, port: number, visitor: Visitor, path: string, fields: Record<string, string>): Promise<Answer> {
  const { headers, ...rest } = target(port, visitor, path);
  const body = new URLSearchParams(fields).toString();
  const form = { origin: `http://${headers!.host}`, 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length), 'cf-connecting-ip': network() };
  return client.ask({ ...rest, headers: { ...headers, ...form } }, body);
}

let networks = 0;
function network(): string {
  networks += 1;
  return `10.${networks >> 8}.${networks & 255}.1`;
}

/** Signs in by password. */
export async function signIn(client: Client, port: number, who: Who): Promise<Visitor> {
  const { host, email, password } = loginOf(`${who}@harbour.example`);
  const answer = await send(client, port, { host, cookie: '' }, '/session', { email, password });
  const cookie = answer.headers['set-cookie']?.find((line) => line.startsWith('session='))?.split(';')[0];
  if (!cookie) throw new Error(`${email} is not signed in (${answer.status})`);
  return { host, cookie };
}

/** Signs everybody in. */
export async function visitors(client: Client, port: number): Promise<Visitors> {
  const all = new Map<Who, Visitor>([['stranger', STRANGER]]);
  for (const who of PEOPLE) all.set(who, await signIn(client, port, who));
  return (who) => all.get(who)!;
}
