// docs/numbers.md, made of sections. On the console only their tables are shown.

/** The table has its head first. Its first column is text, the others are numbers. */
export type Section = { title: string; words: string; table: string[][] };

const INTRODUCTION = `# Numbers

Written by \`npm run bench -- --write\`, in some twenty minutes. It builds the release Worker, fills local databases, and measures in workerd, on loopback, without a proxy in between. \`npm run bench -- --help\` lists the options: \`--page "a trip" --only pages\` measures one page in seconds, and \`--build ../elsewhere/build\` measures another build in the same rounds.

The *floor* of a page is a Worker of a few lines (\`scripts/bench/workers/floor.js\`) in the same workerd. It sends the same database the batch that the page sends, recorded in the same run, and answers with a constant: that page, with its headers. So 1.20 × the floor says that the portal adds a fifth to what the platform takes. Everything takes turns, in rounds. A ratio is formed within each round; the table has its median, and the quartiles of the rounds in brackets. Ratios whose brackets overlap do not differ. Ratios hold on any machine, times only on the one that measured: two cores of a virtual machine, shared with the client that asks.
`;

export function document(sections: Section[]): string {
  return [INTRODUCTION, ...sections.map(({ title, words, table }) => `## ${title}\n\n${words}\n\n${markdown(table)}\n`)].join('\n');
}

export function print(sections: Section[]): void {
  for (const { title, table } of sections) console.log(`\n## ${title}\n\n${markdown(table)}`);
}

function markdown([head = [], ...rows]: string[][]): string {
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
