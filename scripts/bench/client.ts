// Sends requests to a port on localhost over kept-alive connections.
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export type Target = { port: number; path: string; headers?: Record<string, string> };
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

export class Client {
  readonly connections: number;
  readonly #agent: Agent;

  constructor(connections: number) {
    this.connections = connections;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Sends one request; a body makes it a POST, unless another method is named. */
  ask({ port, path, headers }: Target, body?: string, method = body === undefined ? 'GET' : 'POST'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ agent: this.#agent, host: '127.0.0.1', port, path, method, headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }));
        answer.on('error', reject);
      });
      // workerd closes a connection that was idle for some seconds, perhaps at the very moment it is used again.
      const again = () => this.ask({ port, path, headers }, body, method).then(resolve, reject);
      const isClosed = ({ code }: NodeJS.ErrnoException) => sent.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE');
      sent.on('error', (error) => (isClosed(error) ? again() : reject(error)));
      sent.end(body);
    });
  }

  /** Asks on every connection, again and again while there is more to do. Resolves to the times in ms. */
  async burst(target: Target, more: () => boolean): Promise<number[]> {
    const times: number[] = [];
    const work = async () => {
      while (more()) {
        const began = performance.now();
        const { status } = await this.ask(target);
        if (status !== 200) throw new Error(`${target.path} answered ${status}`);
        times.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: this.connections }, work));
    return times;
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** For `burst`: so many requests, but none that would begin after so many seconds. */
export function times(count: number, seconds = Infinity): () => boolean {
  const end = performance.now() + seconds * 1000;
  let left = count;
  return () => left-- > 0 && performance.now() < end;
}

/** For `burst`: for so many seconds. */
export const seconds = (count: number): (() => boolean) => times(Infinity, count);
