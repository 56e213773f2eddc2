// On paper a page has no navigation and nothing to press, what is folded on the screen is open, and nothing is cut off.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { overflows, start } from './browser.ts';

const screens = await start();
after(() => screens.stop());

// A path, or a list whose first entry is opened.
const PAGES: Record<string, string[]> = {
  'mira@harbour': ['/', '/quotes > *', '/trips > *', '/invoices?show=open > *', '/statement', '/schedule'],
  'dana@harbour': ['/trips > *', '/requests > *', '/quotes > *', '/calendar'],
};

/** A4 between its margins, at 96 pixels an inch. */
const PAPER = { width: 703, height: 1032 };

/** What is to be pressed and still seen, and what is folded away, one line each. */
const FAULTS = `[
  ...[...document.querySelectorAll('nav, form, button, dialog, .btn, .bar, .answer-bar, .ops-nav, .skip')]
    .filter((node) => node.checkVisibility()).map((node) => 'seen: ' + node.outerHTML.slice(0, 80)),
  ...[...document.querySelectorAll('main details')].filter((node) => !node.querySelector('form'))
    .filter((node) => ![...node.children].every((child) => child.checkVisibility())).map((node) => 'folded: ' + node.textContent.trim().slice(0, 80)),
]`;

describe('on paper', () => {
  for (const [name, addresses] of Object.entries(PAGES)) test(name, async (t) => {
    const page = await screens.signIn(`${name}.example`);
    for (const address of addresses) {
      await t.test(address, async () => {
        const [path = '', list] = address.split(' > ');
        await page.emulateMedia({ media: 'screen' });
        await page.goto(path);
        if (list) await page.goto(await page.locator('main a.row').first().getAttribute('href') ?? '');
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize(PAPER);
        assert.deepEqual(await page.evaluate<string[]>(FAULTS), []);
        assert.equal(await overflows(page), false);
      });
    }
    await page.context().close();
  });
});
