// Finds faults of a page at several widths, light and dark: accessibility violations, overflow, missing focus marks.
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { overflows, atFullHeight, violations } from './browser.ts';

const STOPS = 15;

/** From the smallest phone to a desk, with the widths at which a table hardly fits beside the menu. */
const WIDTHS = [320, 390, 640, 768, 1024, 1155, 1280];

/** The tables that are wider than the panel around them, which then hides their last columns. */
const SPILLS = `[...document.querySelectorAll('main .panel > table:not(.many)')]
  .filter((table) => table.getBoundingClientRect().right > table.parentElement.getBoundingClientRect().right + 1)
  .map((table) => 'the table "' + (table.caption?.textContent ?? '').trim() + '" is wider than its panel')`;

/** Records each element reached by the Tab key that shows no focus, or is covered by something. */
const WATCH = `(() => {
  window.stops = { wrong: [], check: () => { const wrong = check(); if (wrong) stops.wrong.push(wrong); } };
  addEventListener('keydown', stops.check, { capture: true });
  function check() {
    const at = document.activeElement;
    if (!at || at === document.body || at.matches('[tabindex="-1"]')) return '';
    const marked = (node) => { const s = getComputedStyle(node); return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; };
    const box = at.getBoundingClientRect();
    const [x, y] = [box.x + Math.min(box.width, innerWidth) / 2, box.y + Math.min(box.height, innerHeight) / 2];
    const top = document.elementFromPoint(x, y);
    const name = at.tagName + ' "' + (at.textContent || at.getAttribute('name') || '').trim().slice(0, 40) + '"';
    if (![at, at.parentElement, at.closest('tr')].some((node) => node && marked(node))) return name + ' is not marked';
    if (!top || !(at.contains(top) || top.contains(at) || at.labels?.[0]?.contains(top))) return name + ' is covered or off the screen';
    return '';
  }
})()`;

/** The lists whose cards have more than four lines on a phone. The state beside the name takes none, and two records that are compared show all. */
const LONG_CARDS = `[...document.querySelectorAll('main .table-cards:has(a.row):not(.lines, .many, .compare)')].filter((table) => {
  const shown = (node) => getComputedStyle(node).display !== 'none';
  const lines = (row) => [...row.cells].filter((cell) => shown(cell) && !cell.matches('.corner'))
    .reduce((sum, cell) => sum + 1 + [...cell.querySelectorAll('.sub')].filter(shown).length, 0);
  return getComputedStyle(table).display === 'block' && Math.max(...[...table.tBodies[0].rows].map(lines)) > 4;
}).map((table) => 'a card of "' + table.caption.textContent.trim() + '" has more than four lines')`;

/** The elements of the content that scroll horizontally. */
const SIDEWAYS = `[...document.querySelectorAll('main *')].filter((node) => node.scrollWidth > node.clientWidth + 1
  && /auto|scroll/.test(getComputedStyle(node).overflowX)).map((node) => node.tagName + '.' + node.className + ' scrolls sideways')`;

/** A header of more than one line on a desk. */
const TALL_HEADER = `[...document.querySelectorAll('body > header:not(.ops-nav)')].filter((node) => node.offsetHeight > 80).map(() => 'the header has more than one line')`;

/** Scrolls to the top and removes the focus. */
const rest = (page: Page) => page.evaluate('document.activeElement.blur(); getSelection().collapse(document.body, 0); scrollTo(0, 0)');

/** Presses Tab from the top of the page, or from the content after following the skip link. */
async function unmarked(page: Page, skip: boolean): Promise<string[]> {
  await rest(page);
  const link = page.locator('a.skip');
  if (skip && await link.count() > 0) await link.press('Enter');
  await page.evaluate(WATCH);
  for (let stop = 0; stop < STOPS; stop += 1) await page.keyboard.press('Tab');
  const found = await page.evaluate<string[]>("stops.check(), removeEventListener('keydown', stops.check, { capture: true }), stops.wrong");
  await rest(page);
  return found;
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** The innermost elements that stick out of the page. */
const STICKING_OUT = `[...document.querySelectorAll('body *')]
  .filter((node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && node.children.length === 0)
  .slice(0, 3).map((node) => node.tagName + ' "' + node.textContent.trim().slice(0, 40) + '"').join(', ')`;

/** What does not fit on the page at a width, with text of a size. */
async function misfits(page: Page, width: number, text: '100%' | '200%'): Promise<string[]> {
  await page.setViewportSize({ width, height: width < 640 ? 844 : 800 });
  await page.evaluate(`document.documentElement.style.fontSize = '${text}'`);
  const found = await page.evaluate<string[]>(SPILLS);
  if (await overflows(page)) found.push(`the page overflows: ${await page.evaluate<string>(STICKING_OUT)}`);
  await page.evaluate("document.documentElement.style.fontSize = ''");
  return found.map((what) => `at ${width}, text ${text}: ${what}`);
}

/** Checks the page that is open: that it fits at every width, and the rest on a phone and a desk. Screenshots are called `name`. */
export async function faults(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    found.push(...await misfits(page, width, '100%'));
    if (width >= 1024) found.push(...(await page.evaluate<string[]>(TALL_HEADER)).map((what) => `at ${width}: ${what}`));
  }
  for (const width of [390, 1280]) {
    found.push(...await misfits(page, width, '200%'));
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    for (const check of width === 1280 ? [SIDEWAYS] : [LONG_CARDS]) found.push(...await page.evaluate<string[]>(check));
    await atFullHeight(page, async () => {
      await picture(page, `${name}-${width}-light`);
      found.push(...await violations(page));
      await page.emulateMedia({ colorScheme: 'dark' });
      await picture(page, `${name}-${width}-dark`);
      found.push(...(await violations(page, { contrast: true })).map((it) => `dark: ${it}`));
    });
    found.push(...(await unmarked(page, width === 1280)).map((stop) => `at ${width}: ${stop}`));
  }
  return found;
}
