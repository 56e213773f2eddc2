// Finds faults of a page at several widths, light and dark: accessibility violations, overflow, missing focus marks.
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { overflows, atFullHeight, violations } from './browser.ts';

const STOPS = 15;

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

/** The elements of the content that scroll horizontally. */
const SIDEWAYS = `[...document.querySelectorAll('main *')].filter((node) => node.scrollWidth > node.clientWidth + 1
  && /auto|scroll/.test(getComputedStyle(node).overflowX)).map((node) => node.tagName + '.' + node.className + ' scrolls sideways')`;

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

/** Checks the page that is open, at the widths of a phone and a desktop. Screenshots are called `name`. */
export async function faults(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  await page.setViewportSize({ width: 320, height: 640 });
  if (await overflows(page)) found.push('overflows at 320');
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    if (await overflows(page)) found.push(`overflows at ${width}`);
    if (width === 1280) found.push(...await page.evaluate<string[]>(SIDEWAYS));
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
