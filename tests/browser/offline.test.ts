// A client's trips are read without a connection, on the device where they were opened and by that person alone.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { loginOf } from '../harness.ts';
import { logOut, start } from './browser.ts';

const screens = await start();
after(() => screens.stop());

/** The paths of the pages that the browser keeps. */
const kept = (page: Page): Promise<string[]> => page.evaluate(
  `caches.open('trips').then((cache) => cache.keys()).then((keys) => keys.map(({ url }) => new URL(url).pathname).sort())`);

async function keeps(page: Page, expected: string[]): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (JSON.stringify(await kept(page)) === JSON.stringify(expected)) return;
    await page.waitForTimeout(100);
  }
  assert.deepEqual(await kept(page), expected);
}

async function openTrips(page: Page): Promise<string> {
  await page.goto('/trips');
  await keeps(page, ['/trips']);
  const trip = await page.locator('main a.row').first().getAttribute('href') ?? '';
  await page.goto(trip);
  await keeps(page, ['/trips', trip]);
  return trip;
}

async function fails(page: Page, path: string): Promise<void> {
  await assert.rejects(page.goto(path), /net::ERR/, path);
  await page.waitForURL(/^chrome-error:/); // the browser's own page, which would interrupt the next one
}

test('a trip that was opened is read without a connection', async () => {
  const page = await screens.signIn('mira@harbour.example', { width: 390 });
  const trip = await openTrips(page);
  const words = await page.locator('main h1').innerText();
  await page.context().setOffline(true);

  await page.goto(trip);
  assert.equal(await page.locator('main h1').innerText(), words);
  assert.match(await page.locator('main > [role=status]').innerText(), /^No connection\. This page is as it was on .+, and may have changed since\.$/);
  assert.equal(await page.evaluate('getComputedStyle(document.querySelector(".legs")).borderTopStyle'), 'solid', 'with its style');
  const land = await page.evaluate<number>('document.querySelector(".map-land use")?.getBBox().width ?? 0');
  assert.ok(land > 0, 'with its map');

  await page.goto('/');
  assert.equal(new URL(page.url()).pathname, '/trips', 'the start page leads to what is kept');
  await fails(page, '/invoices');
  await page.goto('/trips');
  const others = page.locator('main a.row');
  if (await others.count() > 1) await fails(page, await others.nth(1).getAttribute('href') ?? '');

  await page.context().setOffline(false);
  await page.goto(trip);
  assert.equal(await page.locator('main > [role=status]').innerText(), '');
  await page.context().close();
});

test('who logs out leaves nothing behind', async () => {
  const page = await screens.signIn('ruth@harbour.example');
  const trip = await openTrips(page);
  await logOut(page);
  await page.waitForURL('**/session/new');
  await keeps(page, []);
  await page.context().setOffline(true);
  await fails(page, trip);
  await page.context().close();
});

test('whose session has ended, and the next person, find nothing of the one before', async () => {
  const page = await screens.signIn('tomas@harbour.example');
  const trip = await openTrips(page);
  await page.context().clearCookies();
  await page.goto(trip);
  assert.equal(new URL(page.url()).pathname, '/session/new');
  await keeps(page, []);

  // Not by the address that was asked for: Ruth may open that trip too, as it is on her aircraft.
  await page.goto('/session/new');
  const login = loginOf('ruth@harbour.example');
  await page.fill('[name=email]', 'ruth@harbour.example');
  await page.fill('[name=password]', login.password);
  await page.press('[name=password]', 'Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/session'));
  await page.goto('/trips');
  await keeps(page, ['/trips']);
  await page.context().setOffline(true);
  await fails(page, trip);
  await page.context().close();
});

test('operations keep nothing', async () => {
  const page = await screens.signIn('dana@harbour.example');
  await page.goto('/trips');
  assert.equal(await page.evaluate('navigator.serviceWorker.getRegistrations().then((all) => all.length)'), 0);
  await page.context().close();
});
