// The sections of docs/numbers.md: what was measured, in words and tables.
import type { Section } from './document.ts';
import type { SentForm } from './forms.ts';
import type { Measured } from './measured.ts';
import type { Memory } from './memory.ts';
import type { Neighbor } from './neighbors.ts';
import { statements } from './recorded.ts';
import { ratio, share, spread, type Plan, type Spread, type Turn, type Turns } from './rounds.ts';
import type { Size } from './size.ts';

const processor = (turn: Turn) => turn.processor;
const passed = (turn: Turn) => turn.passed;
const each = (turns: Turn[]) => turns.flatMap(({ each }) => each);
const middle = (turns: Turn[], of: (turn: Turn) => number) => spread(turns.map(of)).middle;

const whole = (n: number) => n.toLocaleString('en-US', { maximumFractionDigits: 0 });
const tenth = (n: number) => n.toFixed(1);
const ranged = ({ low, middle, high }: Spread) => `${middle.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;

export function besideFloor(pages: Measured[], sizes: number[], { rounds, requests }: Plan): Section {
  const size = sizes.at(-1)!;
  const floors = sizes.map((it) => `× floor at ${whole(it)}`);
  return {
    title: 'Pages beside their floor',
    words: `${rounds} rounds of ${requests} requests. "Processor" is the time of the whole workerd for one request, database included, in ms; the ratios beside it are of that. "One" and "four" are connections; their ratios are of the time that passed. At ${whole(size)} trips if nothing else is said.`,
    table: [
      ['page', 'processor', ...floors, 'p50, one', 'p99, one', '× floor, one', 'requests/s, four', '× floor, four'],
      ...pages.map(({ name, one, four }) => [
        name,
        middle(one('portal', size), processor).toFixed(2),
        ...sizes.map((it) => ranged(ratio(one('portal', it), one('floor', it), processor))),
        tenth(share(each(one('portal', size)), 0.5)),
        tenth(share(each(one('portal', size)), 0.99)),
        ranged(ratio(one('portal', size), one('floor', size), passed)),
        whole(1000 / middle(four('portal', size), passed)),
        ranged(ratio(four('portal', size), four('floor', size), passed)),
      ]),
    ],
  };
}

export function asked(pages: Measured[], sizes: number[]): Section {
  const [smallest, ...larger] = sizes as [number, ...number[]];
  const growth = (one: Turns, size: number) => ratio(one('portal', size), one('portal', smallest), processor);
  const slower = pages.filter(({ one }) => larger.some((size) => growth(one, size).low > 1.1)).map(({ name }) => name);
  return {
    title: 'What pages ask, and whether they slow down as a workspace grows',
    words: `All of a page's statements are one batch, and those that follow each other and only read are sent as one. "Rows" are what D1 says it read. A workspace with so many trips has as many requests, quotes, invoices, payments, service orders, blocks, threads, contacts, passengers, mails, accounts, portal users, leads, sign-ups and events. The last columns compare processor time with that at ${whole(smallest)} trips, in the same rounds: 1.00 is no growth. Calendars read every trip of their weeks, of which the larger workspace has more.`,
    table: [
      ['page', 'statements', ...sizes.map((it) => `rows at ${whole(it)}`), 'bytes, gzip', ...larger.map((it) => `${whole(it)} ÷ ${whole(smallest)}`)],
      ...pages.map(({ name, recorded, one }) => [
        name,
        whole(statements(recorded.at(-1)!)),
        ...recorded.map(({ rows }) => whole(rows)),
        whole(recorded.at(-1)!.bytes),
        ...larger.map((it) => ranged(growth(one, it))),
      ]),
    ],
    note: `More than a tenth slower than at ${whole(smallest)} trips in three of four rounds: ${slower.join('; ') || 'none'}.`,
  };
}

export function besideOther(pages: Measured[], size: number, build: string): Section {
  return {
    title: `This build ÷ ${build}`,
    words: '',
    table: [
      ['page', 'processor', 'time, one connection', 'time, four connections'],
      ...pages.map(({ name, one, four }) => [
        name,
        ranged(ratio(one('portal', size), one('other', size), processor)),
        ranged(ratio(one('portal', size), one('other', size), passed)),
        ranged(ratio(four('portal', size), four('other', size), passed)),
      ]),
    ],
  };
}

export function forms(all: SentForm[], size: number): Section {
  return {
    title: 'Forms',
    words: 'The first batch of a form reads, the second writes.',
    table: [
      ['form', 'batches', 'statements', `rows at ${whole(size)}`],
      ...all.map(({ name, batches, statements, rows }) => [name, whole(batches), whole(statements), whole(rows)]),
    ],
  };
}

export function neighbors(all: Neighbor[]): Section {
  return {
    title: 'What holds up other requests',
    words: 'An isolate computes one thing at a time. The times of the client\'s home page in the smallest workspace, asked for over four connections, while the same isolate serves something long; and how long that takes alone. In ms.',
    table: [
      ['meanwhile', 'alone', 'page p50', 'page p99'],
      ...all.map(({ name, alone, p50, p99 }) => [name, alone === undefined ? '' : tenth(alone), tenth(p50), tenth(p99)]),
    ],
  };
}

export function memory(all: Memory[], requests: number): Section {
  return {
    title: 'Memory',
    words: `MB that workerd holds after rounds of ${whole(requests)} requests of each page, with only this Worker in it, on the smallest workspace.`,
    table: [
      ['Worker', ...all[0]!.rounds.map((_, i) => `round ${i + 1}`)],
      ...all.map(({ kind, rounds }) => [kind, ...rounds.map(whole)]),
    ],
  };
}

export function size({ bytes, gzip, startUp }: Size): Section {
  return {
    title: 'Size and start-up',
    words: 'The start-up time is that of `wrangler check startup`.',
    table: [['WASM, bytes', 'with gzip', 'start-up'], [whole(bytes), whole(gzip), startUp]],
  };
}
