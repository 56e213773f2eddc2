// A server that stands in for somebody else's API, and keeps what it was asked.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
export type Answer = { status: number; json: unknown };

export class Stub {
  readonly asked: Asked[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts one that answers each request by `answer`. */
  static async start(answer: (asked: Asked) => Answer): Promise<Stub> {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => { body += chunk; });
      request.on('end', () => {
        const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
        stub.asked.push(asked);
        const { status, json } = answer(asked);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(json));
      });
    });
    const stub = new Stub(server);
    await new Promise<void>((listening) => { server.listen(0, '127.0.0.1', listening); });
    return stub;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What it was asked since this was last called. */
  take(): Asked[] {
    return this.asked.splice(0);
  }

  stop(): void {
    this.#server.close();
  }
}
