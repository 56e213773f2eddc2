// One workerd that runs several Workers, each on a socket of its own, so that no proxy stands before them.
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { D1Database, R2Bucket } from '@cloudflare/workers-types';
import { Miniflare, Response, convertV4MiniflareOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as optionsOf } from 'wrangler';
import { at } from '../run.mjs';
import { Process } from './process.ts';

/** The portal; the same, recording what it asks the database; its floor; and the portal of another build. */
export type Kind = 'portal' | 'recorder' | 'floor' | 'other';

/** A Worker on the database with so many trips. `build` is the folder of the built portal. */
export type Worker = { kind: Kind; size: number; build?: string };

const OWN = at('scripts/bench/workers');

const { workerOptions: { assets, queueConsumers, cronTriggers, modulesRules, ...bindings } } = optionsOf(at('wrangler.toml'));

export class Server {
  readonly process: Process;
  readonly #miniflare: Miniflare;
  readonly #ports: Map<string, number>;

  private constructor(miniflare: Miniflare, ports: Map<string, number>) {
    this.#miniflare = miniflare;
    this.#ports = ports;
    this.process = Process.child('workerd');
  }

  /** Runs Workers, whose databases and files are in a folder, until the body is done. */
  static async run<T>(folder: string, workers: Worker[], body: (server: Server) => Promise<T>): Promise<T> {
    const miniflare = new Miniflare(convertV4MiniflareOptions({ resourcePersistencePath: folder, workers: workers.map(settings) }));
    try {
      await miniflare.ready;
      const ports = new Map<string, number>();
      for (const { kind, size } of workers) {
        ports.set(nameOf(kind, size), Number((await miniflare.unsafeGetDirectURL(nameOf(kind, size))).port));
      }
      return await body(new Server(miniflare, ports));
    } finally {
      await miniflare.dispose();
    }
  }

  /** The port of a Worker on 127.0.0.1. */
  port(kind: Kind, size: number): number {
    const port = this.#ports.get(nameOf(kind, size));
    if (port === undefined) throw new Error(`no ${kind} at ${size} trips was started`);
    return port;
  }

  /** The port at which the recorder hands out batches. */
  async batchesPort(size: number): Promise<number> {
    return Number((await this.#miniflare.unsafeGetDirectURL(nameOf('recorder', size), 'Batches')).port);
  }

  database(kind: Kind, size: number): Promise<D1Database> {
    return this.#miniflare.getD1Database('DB', nameOf(kind, size)) as Promise<unknown> as Promise<D1Database>;
  }

  bucket(kind: Kind, size: number): Promise<R2Bucket> {
    return this.#miniflare.getR2Bucket('FILES', nameOf(kind, size)) as Promise<unknown> as Promise<R2Bucket>;
  }
}

const nameOf = (kind: Kind, size: number) => `${kind}-${size}`;

function settings({ kind, size, build = at('build') }: Worker) {
  const socket = { host: '127.0.0.1', port: 0 };
  return {
    ...bindings,
    rootPath: at(),
    name: nameOf(kind, size),
    ...code(kind, resolve(build)),
    d1Databases: { DB: { id: `trips-${size}` } },
    serviceBindings: { ASSETS: asset },
    unsafeDirectSockets: [socket, ...(kind === 'recorder' ? [{ ...socket, entrypoint: 'Batches' }] : [])],
  };
}

/** The modules of a Worker. The first is the one that starts. */
function code(kind: Kind, build: string) {
  const module = (path: string, contents?: string) => ({
    type: path.endsWith('.wasm') ? 'CompiledWasm' as const : 'ESModule' as const,
    path,
    contents,
  });
  if (kind === 'floor') return { modulesRoot: OWN, modules: [module(join(OWN, 'floor.js'))] };
  const built = readdirSync(build, { recursive: true, encoding: 'utf8' });
  const others = built.filter((name) => /\.(js|wasm)$/.test(name) && name !== 'index.js');
  const modules = ['index.js', ...others].map((name) => module(join(build, name)));
  if (kind === 'recorder') {
    // It imports the portal as its neighbor.
    modules.unshift(module(join(build, 'recorder.js'), readFileSync(join(OWN, 'recorder.js'), 'utf8')));
  }
  return { modulesRoot: build, modules };
}

/** Answers with a static file, as the assets of the deployed Worker do. */
async function asset(request: { url: string }): Promise<Response> {
  return new Response(await readFile(at('public', new URL(request.url).pathname)));
}
