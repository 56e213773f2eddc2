// Rounds in which every Worker has its turn, so that what disturbs the machine for a while disturbs all alike.
import { Client, times, type Target } from './client.ts';
import type { Process } from './process.ts';
import type { Kind } from './server.ts';

/** A Worker, and how it is asked for a page. */
export type Contestant = { kind: Kind; size: number; target: Target };

/** What a turn cost, in ms: each request's time; and for one request on average, the time that passed and the processor's. */
export type Turn = { each: number[]; passed: number; processor: number };

/** The turns of a Worker, one for each round. */
export type Turns = (kind: Kind, size: number) => Turn[];

/** The median of some numbers, and the quartiles around it. */
export type Spread = { low: number; middle: number; high: number };

export type Plan = { rounds: number; requests: number };

/** A turn of a slow page ends after so many seconds. */
const TURN = 1;

/** The order is reversed from round to round, so that no Worker always comes after the same other one. */
export async function inRounds(contestants: Contestant[], connections: number, plan: Plan, workerd: Process): Promise<Turns> {
  const client = new Client(connections);
  const all = contestants.map((contestant) => ({ ...contestant, turns: [] as Turn[] }));
  for (const { target } of all) await client.burst(target, times(plan.requests, TURN));
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const { target, turns } of round % 2 === 0 ? all : all.toReversed()) {
      const [began, spent] = [performance.now(), workerd.spent()];
      const each = await client.burst(target, times(plan.requests, TURN));
      const [passed, processor] = [performance.now() - began, workerd.spent() - spent];
      turns.push({ each, passed: passed / each.length, processor: processor / each.length });
    }
  }
  client.close();
  return (kind, size) => all.find((it) => it.kind === kind && it.size === size)!.turns;
}

/** How many times as much each turn of `ours` cost as the turn of `theirs` in the same round. */
export function ratio(ours: Turn[], theirs: Turn[], of: (turn: Turn) => number): Spread {
  return spread(ours.map((turn, i) => of(turn) / of(theirs[i]!)));
}

export function spread(numbers: number[]): Spread {
  return { low: share(numbers, 0.25), middle: share(numbers, 0.5), high: share(numbers, 0.75) };
}

/** The number below which a share of the numbers lies. */
export function share(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
