// npm run lighthouse: Lighthouse on twelve main pages, on a phone and at a desk, against the demo that `npm start` serves.
// `-- --port N` for another port, `-- --only quote` for the pages whose name has that word. Nothing else should run meanwhile.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { Failure, main, quietly } from './run.mjs';

const LIGHTHOUSE = 'lighthouse@13.5.0';

/** The least score of each category. The speed of a phone is a model, and varies by a few points from run to run. */
const FLOORS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

// Who opens it, and the steps: a path, then `*` for the first entry of its list.
const PAGES = {
  'client: home': ['mira', '/'],
  'client: request': ['mira', '/requests/new?kind=return'],
  'client: quote': ['mira', '/quotes', '*'],
  'client: trip': ['mira', '/trips', '*'],
  'client: invoice': ['mira', '/invoices?show=open', '*'],
  'client: statement': ['mira', '/statement'],
  'client: schedule': ['mira', '/schedule'],
  'staff: trip': ['dana', '/trips', '*'],
  'staff: deal': ['dana', '/requests', '*'],
  'staff: quote': ['dana', '/quotes', '*'],
  'staff: invoice': ['ines', '/invoices', '*'],
  'staff: calendar': ['dana', '/calendar'],
};

const HOSTS = { mira: 'harbour', dana: 'harbour-ops', ines: 'harbour-ops' };

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Lighthouse's phone. */
const PHONE = { width: 412, height: 823, deviceScaleFactor: 1.75 };

/**
 * Signs somebody in and returns the address of a page, or of what its list begins with, and a phone that is as high as
 * the page: axe takes what is scrolled below the bar at the bottom for covered.
 */
async function address(context, origin, who, [first, ...rest]) {
  const page = await context.newPage();
  await page.goto(`${origin}/session/new`);
  await page.fill('[name=email]', `${who}@harbour.example`);
  await page.fill('[name=password]', 'charter-demo');
  await page.press('[name=password]', 'Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/session'));
  await page.goto(origin + first);
  if (rest.length > 0) await page.goto(origin + await page.locator('main a.row').first().getAttribute('href'));
  await page.setViewportSize({ width: PHONE.width, height: PHONE.height });
  const height = await page.evaluate('document.documentElement.scrollHeight');
  const found = { url: page.url(), phone: { ...PHONE, height } };
  await page.close();
  return found;
}

/** The scores of a page from 0 to 100, and what takes points away. */
async function scores({ url, phone }, browserPort, device, file) {
  const screen = Object.entries(phone).map(([name, value]) => `--screenEmulation.${name}=${value}`);
  await quietly('npx', [
    '--yes', LIGHTHOUSE, url, `--port=${browserPort}`, '--disable-storage-reset', '--quiet', '--output=json', `--output-path=${file}`,
    `--only-categories=${Object.keys(FLOORS).join()}`, ...(device === 'desk' ? ['--preset=desktop'] : ['--screenEmulation.mobile', ...screen]),
  ]);
  const { categories, audits, runtimeError } = JSON.parse(readFileSync(file, 'utf8'));
  if (runtimeError) throw new Failure(`${url}: ${runtimeError.message}`);
  return Object.entries(categories).map(([name, { score, auditRefs }]) => {
    const lost = auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1);
    return { name, score: Math.round(score * 100), lost: lost.map(({ id }) => `${id} ${audits[id].displayValue ?? ''}`.trim()) };
  });
}

await main(async () => {
  const options = { port: { type: 'string', default: '8787' }, only: { type: 'string', default: '' } };
  const { port, only } = parseArgs({ options }).values;
  const executablePath = findChromium();
  if (!executablePath) throw new Failure('No Chromium: npm test -- browser installs one.');
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  const below = [];
  try {
    for (const [page, [who, ...steps]] of Object.entries(PAGES).filter(([name]) => name.includes(only))) {
      // Each has a browser of their own: on one host, only one person is signed in.
      const browserPort = await freePort();
      const context = await chromium.launchPersistentContext(join(folder, who), {
        executablePath, chromiumSandbox: false, args: [`--remote-debugging-port=${browserPort}`, '--disable-gpu', '--no-first-run'],
      });
      const found = await address(context, `http://${HOSTS[who]}.localhost:${port}`, who, steps);
      for (const device of ['phone', 'desk']) {
        const scored = await scores(found, browserPort, device, join(folder, 'report.json'));
        console.log(`${page}, ${device}: ${scored.map(({ name, score }) => `${name} ${score}`).join(', ')}`);
        for (const { name, score, lost } of scored.filter((it) => it.score < FLOORS[it.name])) {
          below.push(`${page}, ${device}: ${name} ${score}: ${lost.join('; ')}`);
        }
      }
      await context.close();
      rmSync(join(folder, who), { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (below.length > 0) throw new Failure(`Below the floor:\n${below.join('\n')}`);
});
