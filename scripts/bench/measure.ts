// Measures the built Worker and prints the tables of docs/numbers.md.
import { rmSync, writeFileSync } from 'node:fs';
import { at, main } from '../run.mjs';
import { document, print, type Section } from './document.ts';
import { filled } from './filled.ts';
import { sendForms } from './forms.ts';
import { measured } from './measured.ts';
import { memory } from './memory.ts';
import { neighbors } from './neighbors.ts';
import { options } from './options.mjs';
import { pagesOf } from './pages.ts';
import { prepared } from './places.ts';
import { Server, type Worker } from './server.ts';
import { sizeOf } from './size.ts';
import * as tables from './tables.ts';

const FOLDER = at('.wrangler/bench');
const { parts, words, sizes, plan, memory: repeats, build: other, write } = options(process.argv.slice(2));

await main(async () => {
  const discard = () => rmSync(FOLDER, { recursive: true, force: true });
  discard();
  try {
    await filled(FOLDER, sizes);
    const sections = await measure();
    print(sections);
    if (write) writeFileSync(at('docs/numbers.md'), document(sections));
  } finally {
    discard();
  }
});

async function measure(): Promise<Section[]> {
  const sections: Section[] = [];
  const [smallest, largest] = [sizes[0]!, sizes.at(-1)!];
  const timed: Worker[] = sizes.flatMap((size) => [{ kind: 'portal', size }, { kind: 'floor', size }]);
  if (other) timed.push({ kind: 'other', size: largest, build: other });
  const recorders: Worker[] = sizes.map((size) => ({ kind: 'recorder', size }));

  const { pages, place } = await Server.run(FOLDER, [...timed, ...recorders], async (server) => {
    const pages = await pagesOf(await server.database('portal', smallest), words);
    const places = await prepared(server, sizes, pages);
    if (parts.includes('pages')) {
      const all = await measured(server, timed, pages, places, plan);
      sections.push(tables.besideFloor(all, sizes, plan), tables.asked(all, sizes));
      if (other) sections.push(tables.besideOther(all, largest, other));
    }
    if (parts.includes('forms')) sections.push(tables.forms(await sendForms(server, places.at(-1)!), largest));
    if (parts.includes('neighbors')) sections.push(tables.neighbors(await neighbors(server, places[0]!)));
    return { pages, place: places[0]! };
  });
  if (parts.includes('memory')) {
    const alone = [];
    for (const kind of ['portal', 'floor'] as const) alone.push(await memory(FOLDER, { kind, size: smallest }, pages, place, repeats));
    sections.push(tables.memory(alone, repeats));
  }
  if (parts.includes('size')) sections.push(tables.size(sizeOf(at('build'))));
  return sections;
}
