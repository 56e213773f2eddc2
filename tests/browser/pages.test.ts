// Every main page as its people see it: no barrier, nothing cut off, nothing said in the console, at any width.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { barriers, overflows, start } from './browser.ts';

const screens = await start();
after(() => screens.stop());

// Addresses; `/list *` is the first thing in a list, `/list * words` the first link there that begins so.
const PAGES: Record<string, string[]> = {
  'mira@harbour': [
    '/', '/trips', '/trips?tab=past', '/trips *', '/requests', '/requests *', '/requests/new?kind=return', '/quotes', '/quotes *', '/quotes?show=all *',
    '/invoices', '/invoices?show=open *', '/passengers', '/passengers/new', '/passengers *', '/messages', '/messages *', '/messages/new', '/profile', '/nowhere',
  ],
  'carl@harbour': ['/', '/invoices', '/invoices *', '/messages', '/messages *', '/messages/new'],
  'ruth@harbour': ['/', '/trips', '/trips *', '/quotes?show=all', '/invoices *'],
  'dana@harbour': [
    '/', '/requests', '/requests *', '/requests?show=won', '/requests * Build a quote', '/quotes', '/quotes *', '/trips', '/trips *', '/trips?tab=past *', '/messages', '/messages *',
    '/contacts', '/contacts *', '/passengers', '/mails', '/mails *', '/mails?show=failed *', '/rates',
  ],
  'ines@harbour': ['/', '/invoices', '/invoices?show=overdue', '/invoices *', '/invoices?show=paid *'],
  'bea@northstar': ['/', '/trips', '/trips *', '/requests/new', '/quotes?show=all *', '/invoices *'],
  'noor@northstar': ['/', '/requests', '/requests *', '/requests * Build a quote', '/trips *', '/invoices *'],
};

/** The stops of the tab key without a mark that they have the focus, or hidden behind something. */
const STOP = `(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return '';
  const marked = (node) => { const s = getComputedStyle(node); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; };
  const box = at.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width, innerWidth) / 2, box.y + Math.min(box.height, innerHeight) / 2];
  const top = document.elementFromPoint(x, y);
  const name = at.tagName + ' "' + (at.textContent || at.getAttribute('name') || '').trim().slice(0, 40) + '"';
  if (![at, at.parentElement, at.closest('tr')].some((node) => node && marked(node))) return name + ' is not marked';
  if (!top || !(at.contains(top) || top.contains(at) || at.labels?.[0]?.contains(top))) return name + ' is covered or off the screen';
  return '';
})()`;

async function unmarked(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (let stop = 0; stop < 15; stop += 1) {
    await page.keyboard.press('Tab');
    const wrong = await page.evaluate<string>(STOP);
    if (wrong) found.push(wrong);
  }
  return found;
}

async function open(page: Page, address: string): Promise<void> {
  const [list = '', thing, ...words] = address.split(' ');
  await page.goto(list);
  if (thing === undefined) return;
  const first = page.locator('main').locator('a.row, ul.list a').first();
  await page.goto(await first.getAttribute('href') ?? '');
  if (words.length > 0) await page.goto(await page.getByRole('link', { name: words.join(' ') }).first().getAttribute('href') ?? '');
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const saidNothing = (address: string) => {
  const expected = address === '/nowhere' ? /404/ : /^$/;
  return screens.problems.splice(0).filter((problem) => !expected.test(problem));
};

for (const [name, addresses] of Object.entries(PAGES)) {
  test(`the pages of ${name}`, async (t) => {
    const page = await screens.signIn(`${name}.example`);
    page.setDefaultTimeout(5_000);
    for (const address of addresses) {
      await t.test(address, async () => {
        const found: string[] = [];
        await page.setViewportSize({ width: 320, height: 640 });
        await open(page, address);
        if (await overflows(page)) found.push('overflows at 320');
        for (const width of [390, 1280]) {
          await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
          await page.emulateMedia({ colorScheme: 'light' });
          const file = `${name}${address.replace(/[^a-z]+/g, '-')}-${width}`;
          await picture(page, `${file}-light`);
          found.push(...await barriers(page));
          if (await overflows(page)) found.push(`overflows at ${width}`);
          await page.emulateMedia({ colorScheme: 'dark' });
          await picture(page, `${file}-dark`);
          found.push(...(await barriers(page, { colours: true })).map((barrier) => `dark: ${barrier}`));
          found.push(...(await unmarked(page)).map((stop) => `at ${width}: ${stop}`));
          // The next width begins at the top again.
          await page.evaluate('getSelection().collapse(document.body, 0); document.activeElement.blur(); scrollTo(0, 0)');
        }
        assert.deepEqual([...found, ...saidNothing(address)], []);
      });
    }
    await page.context().close();
  });
}

test('the pages of somebody who is not signed in', async () => {
  for (const [host, address] of [['harbour', '/session/new'], ['harbour-ops', '/session/new'], ['localhost', '/']] as const) {
    const page = await screens.open(host === 'localhost' ? 'localhost' : host);
    await page.goto(host === 'localhost' ? `http://localhost:${screens.portal.port}/` : address);
    const found = await barriers(page);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      if (await overflows(page)) found.push(`overflows at ${width}`);
      await picture(page, `door-${host}-${width}-light`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...await barriers(page, { colours: true }));
    await page.context().close();
    if (host === 'localhost') screens.problems.length = 0;
    assert.deepEqual([...found, ...screens.problems.splice(0)], [], host);
  }
});
