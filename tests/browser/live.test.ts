// Two people with the same trip open: what one changes, the other sees, without a reload and without losing their place.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page, WebSocket } from 'playwright-core';
import { logOut, start } from './browser.ts';

const screens = await start();
after(() => screens.stop());

/** Opens a page and waits until it listens. */
async function open(page: Page, path: string): Promise<WebSocket> {
  const opened = page.waitForEvent('websocket');
  await page.goto(path);
  const socket = await opened;
  assert.equal(new URL(socket.url()).pathname, '/live');
  await page.waitForTimeout(500);
  await page.evaluate('window.isTheSamePage = true');
  return socket;
}

const sees = (page: Page, words: string) => page.waitForFunction((text) => document.querySelector('main')?.textContent?.includes(text), words, { timeout: 2_000 });
const isTheSamePage = (page: Page) => page.evaluate<boolean>('window.isTheSamePage === true');
const topOf = (page: Page, selector: string) => page.locator(selector).first().evaluate((node) => Math.round(node.getBoundingClientRect().top));

const { DB } = screens.portal.env;
const MIRA = "SELECT m.account_id FROM users u JOIN memberships m ON m.contact_id = u.contact_id WHERE u.email = 'mira@harbour.example'";

test('a stage that staff move is seen on the open page of the client, who keeps their place', async () => {
  const trip = await DB.prepare(`SELECT t.id FROM trips t JOIN stages s ON s.id = t.stage_id WHERE t.account_id IN (${MIRA})
    AND s.kind IN ('pending', 'booked', 'dispatched') ORDER BY t.departs_at LIMIT 1`).first<{ id: string }>();
  const mira = await screens.signIn('mira@harbour.example', { width: 390 });
  const dana = await screens.signIn('dana@harbour.example');
  await open(mira, `/trips/${trip?.id}`);
  await open(dana, `/trips/${trip?.id}`);
  await mira.locator('#history').scrollIntoViewIfNeeded();
  await mira.evaluate('document.querySelector("main details")?.setAttribute("open", "")');
  const before = await topOf(mira, '#history');
  await dana.selectOption('[name=stage]', { label: 'In Progress' });
  await dana.click('text=Move trip');
  await sees(mira, 'Active');
  assert.ok(await isTheSamePage(mira));
  assert.ok(Math.abs(await topOf(mira, '#history') - before) <= 1, 'what is read does not move');
  assert.match(await mira.locator('body > [role=status]').textContent() ?? '', /was updated/);
  await Promise.all([mira, dana].map((page) => page.context().close()));
});

test('a message arrives while an answer is being written, which keeps its words and its place', async () => {
  const thread = await DB.prepare(`SELECT id FROM threads WHERE account_id IN (${MIRA}) ORDER BY last_at DESC LIMIT 1`).first<{ id: string }>();
  const path = `/messages/${thread?.id}`;
  const mira = await screens.signIn('mira@harbour.example');
  const dana = await screens.signIn('dana@harbour.example');
  await open(mira, path);
  await mira.setViewportSize({ width: 1280, height: 400 });
  await mira.fill('#body', 'A half-written ans');
  await mira.locator('#body').focus();
  const before = await topOf(mira, '#body');
  await open(dana, path);
  await dana.fill('#body', 'The crew is at the aircraft.');
  await dana.locator('#reply .btn-primary').click();
  await sees(mira, 'The crew is at the aircraft.');
  assert.ok(await isTheSamePage(mira));
  assert.equal(await mira.inputValue('#body'), 'A half-written ans');
  assert.equal(await mira.evaluate('document.activeElement.tagName'), 'TEXTAREA');
  const now = await topOf(mira, '#body');
  assert.ok(Math.abs(now - before) <= 1, `the field stays under the fingers: ${before}, ${now}`);
  // And the other way round: the answer arrives on the page of staff.
  await mira.keyboard.type('wer.');
  await mira.keyboard.press('Control+Enter');
  await sees(dana, 'A half-written answer.');
  await Promise.all([mira, dana].map((page) => page.context().close()));
});

test('signing out in one window closes the socket of the other', async () => {
  const mira = await screens.signIn('mira@harbour.example');
  const socket = await open(mira, '/trips');
  const other = await mira.context().newPage();
  await other.goto('/');
  const closed = socket.waitForEvent('close', { timeout: 4_000 });
  await logOut(other);
  await closed;
  assert.ok(await isTheSamePage(mira), 'what was on the screen stays');
  await mira.context().close();
});

test('nothing went wrong on these pages', () => {
  assert.deepEqual(screens.problems.filter((it) => !/WebSocket connection/.test(it)), []);
});
