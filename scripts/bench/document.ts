// docs/numbers.md, made of sections. On the console only their tables are shown.

/** The table has its head first. Its first column is text, the others are numbers. A note says what follows from it. */
export type Section = { title: string; words: string; table: string[][]; note?: string };

const INTRODUCTION = `# Numbers

\`npm run bench -- --write\` writes this document, in some twenty minutes. It builds the release Worker, fills local databases and measures in workerd, on loopback, without a proxy in between.

For a quick look, \`npm run bench -- --only pages --page "client: home" --trips 1000\` measures one page, and \`--build <folder>\` measures the Worker that was built there in the same rounds, to compare two builds. \`npm run bench -- --trips 1000,1000000\` fills a million. \`npm run bench -- --help\` lists all options.

**How to read the ratios.** The *floor* of a page is a Worker of a few lines (\`scripts/bench/workers/floor.js\`) in the same workerd. It sends the same database the batch that the page sends, recorded in the same run, and answers with a constant: that page, with its headers. So "1.20 × floor" says that the portal adds a fifth to what the platform takes. Everything has its turn in every round. A ratio is formed within a round; the tables show the median of the rounds, and in brackets the first and third quartile. Two ratios whose brackets overlap do not differ. Ratios hold on other machines. Times hold only on this one: two cores of a virtual machine, shared with the client that asks. If it is busy with something else, trust the processor's ratios.

**What lies above the floor.** V8's sampling profiler, on the home page, a trip and the profile of a client and on two pages of operations, finds 24 to 51 % of the time of the JavaScript thread in the portal: 14 to 31 % in its compiled code (rows are decoded, the page is rendered), 4 to 12 % where strings cross between JavaScript and WebAssembly, 4 to 7 % in the class and the proxies that worker-build makes for each request to start the portal again after a crash, 2 to 7 % in microtasks between futures and promises. Most of the rest is D1's client. An entry without the class, with promises in place of microtasks, made pages 1 to 5 % faster; it is not used, because it would have to take over the recovery after a crash.
`;

export function document(sections: Section[]): string {
  return [INTRODUCTION, ...sections.map(({ title, words, ...rest }) => `## ${title}\n\n${words}\n\n${body(rest)}\n`)].join('\n');
}

export function print(sections: Section[]): void {
  for (const { title, ...rest } of sections) console.log(`\n## ${title}\n\n${body(rest)}`);
}

function body({ table: [head = [], ...rows], note }: Pick<Section, 'table' | 'note'>): string {
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines, ...(note ? ['', note] : [])].join('\n');
}
