// Load test: sends requests to a server on localhost over a few kept-alive connections.
import { Agent, request } from 'node:http';

const CONNECTIONS = 4;

export type Load = { perSecond: number; p50: number; p99: number };
export type Target = { port: string; host: string; path: string; cookie?: string };

/** Sends `count` requests, `CONNECTIONS` at a time, after a tenth as many to warm up. Times are in ms. */
export async function load(target: Target, count: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  await burst(target, agent, Math.ceil(count / 10));
  const began = performance.now();
  const times = (await burst(target, agent, count)).sort((a, b) => a - b);
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { perSecond: count / seconds, p50: at(0.5), p99: at(0.99) };
}

async function burst(target: Target, agent: Agent, count: number): Promise<number[]> {
  const times: number[] = [];
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      await once(target, agent);
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return times;
}

function once({ port, host, path, cookie }: Target, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { host: `${host}:${port}`, ...(cookie ? { cookie } : {}) };
    const sent = request({ agent, host: '127.0.0.1', port, path, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${host}${path} answered ${answer.statusCode}`));
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
