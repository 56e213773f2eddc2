// Runs the built Worker in workerd, with every migration and the demo data.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { D1Database, Queue, R2Bucket } from '@cloudflare/workers-types';
import { createTestHarness, unstable_splitSqlQuery as statements, type TestHarness } from 'wrangler';
import { demo, files, logins } from '../scripts/demo.mjs';
import { at, offline } from '../scripts/run.mjs';
import { withSecond } from './second.ts';
import { Visitor } from './visitor.ts';

export type Env = { DB: D1Database; DB_2: D1Database; FILES: R2Bucket; JOBS: Queue };
export type Login = { who: string; host: string; email: string; password: string };

Object.assign(process.env, offline);

/** Starts a portal, of the Worker in a directory, with further variables, and with a `second` database. A test file begins with `const portal = await start(); after(() => portal.stop());` */
export async function start({ now = new Date(), worker: directory = 'build', vars = {} as Record<string, string>, second = false } = {}): Promise<Portal> {
  const configPath = second ? `${directory}/second.toml` : 'wrangler.toml';
  if (second) {
    writeFileSync(at(configPath), withSecond(readFileSync(at('wrangler.toml'), 'utf8'), directory));
    copyFileSync(at('.dev.vars'), at(directory, '.dev.vars'));
  }
  const worker = { configPath, prebuiltWorkerDir: directory };
  const server = createTestHarness({ root: at(), workers: [worker] });
  const { url } = await server.listen();
  await server.update({ root: at(), workers: [{ ...worker, vars: { PORTAL_ORIGIN: `http://localhost:${url.port}`, ...vars } }] });
  for (const database of ['DB', ...(second ? ['DB_2'] : [])]) await server.getWorker().applyD1Migrations(database);
  const env = await server.getWorker<Env>().getEnv();
  await furnish(env, now);
  return new Portal(server, env, url.port);
}

/** Loads the demo data. */
export async function furnish({ DB, FILES }: Pick<Env, 'DB' | 'FILES'>, now: Date): Promise<void> {
  await DB.batch(statements(demo(now)).map((statement) => DB.prepare(statement)));
  for (const { key, type, file } of files(now)) {
    await FILES.put(key, readFileSync(at(file)), { httpMetadata: { contentType: type } });
  }
}

export class Portal {
  /** The bindings, to check what no page shows. */
  readonly env: Env;
  /** The port of the server on localhost. */
  readonly port: string;
  readonly #server: TestHarness;

  constructor(server: TestHarness, env: Env, port: string) {
    this.#server = server;
    this.env = env;
    this.port = port;
  }

  /** The URL of a path on a host, which is the first label (`harbour`) or a full custom host. */
  url(host: string, path = '/'): string {
    return `http://${host.includes('.') ? host : `${host}.localhost`}:${this.port}${path}`;
  }

  /** Somebody who is not signed in. */
  visitor(host: string): Visitor {
    return new Visitor((url, init) => this.#server.fetch(url, init as never) as never, this.url(host));
  }

  /** Signs in a person of the demo data through the form. `host` is needed if the address can sign in on two. */
  async signIn(email: string, host?: string): Promise<Visitor> {
    const login = loginOf(email, host);
    const visitor = this.visitor(login.host);
    await visitor.get('/session/new');
    const page = await visitor.submit('/session', { email, password: login.password });
    if (page.status !== 200 || page.has('form[action="/session"] input[name=password]')) {
      throw new Error(`${email} is not signed in (${page.status}):\n${page.text()}`);
    }
    return visitor;
  }

  /** Runs the cron job that production runs every five minutes. */
  async cron(now = new Date()): Promise<void> {
    await this.#server.getWorker().scheduled({ cron: '*/5 * * * *', scheduledTime: now });
  }

  /** Delivers a mail to the Worker. */
  email(mail: { from: string; to: string; raw: string }) {
    return this.#server.getWorker().email(mail);
  }

  /** What the Worker has logged so far. */
  logs(): string[] {
    return this.#server.getLogs().map(({ level, message }) => `${level}: ${message}`);
  }

  stop(): Promise<void> {
    return this.#server.close();
  }
}

export function loginOf(email: string, host?: string): Login {
  const all: Login[] = logins;
  const login = all.find((one) => one.email === email && (host === undefined || one.host === host));
  if (!login) throw new Error(`the demo data has no login ${email}${host ? ` on ${host}` : ''}`);
  return login;
}

/** Waits until `probe` returns a value: for work in the background, such as the queue's. */
export async function until<T>(probe: () => Promise<T | null | undefined | false>, seconds = 10): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${probe}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
