// The main job in a browser: on a phone with scripts and the keyboard, and on a desktop without scripts.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { overflows, start, type Look } from './browser.ts';

const screens = await start();
after(() => screens.stop());

const day = (days: number) => new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' }).format(Date.now() + days * 86_400_000);
const path = (page: Page) => new URL(page.url()).pathname;

async function press(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();
  await page.waitForLoadState();
}

async function follow(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('link', { name, exact: true }).filter({ visible: true }).first().click();
  await page.waitForLoadState();
}

async function reads(page: Page, words: string): Promise<void> {
  await page.locator('main').getByText(words, { exact: true }).filter({ visible: true }).first().waitFor({ timeout: 5_000 });
  assert.equal(await overflows(page), false, `${page.url()} is wider than the screen`);
}

/** Chooses an airport: with scripts by its name and the keyboard, without by typing its code. */
async function place(page: Page, field: string, name: string, label: string, scripts: boolean): Promise<void> {
  const input = page.locator(`[name="${field}"]`);
  if (!scripts) return input.fill(label);
  await input.focus();
  await page.keyboard.type(name);
  await page.getByRole('option').first().waitFor();
  assert.equal(await input.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Enter'); // takes the only one, and does not send the form
  assert.equal(await input.inputValue(), label);
  const chosen = page.locator(`[name="${field.replace('.', '_at.')}"]`);
  assert.ok((await chosen.inputValue()).endsWith(` ${label}`), 'the id of the airport is sent with what the field shows');
}

async function ask(page: Page, scripts: boolean): Promise<string> {
  // Days of their own: the aircraft can be sold once.
  const first = scripts ? 40 : 50;
  await page.goto('/');
  await follow(page, /^Request( a trip)?$/);
  await place(page, 'from.0', 'teterb', 'TEB Teterboro', scripts);
  await place(page, 'to.0', 'west palm', 'PBI Palm Beach', scripts);
  await page.getByLabel('Round trip').check();
  if (!scripts) await press(page, 'Add a leg');
  assert.deepEqual([await page.inputValue('[name="from.1"]'), await page.inputValue('[name="to.1"]')], ['PBI Palm Beach', 'TEB Teterboro']);
  await page.fill('[name="date.0"]', day(first));
  await page.fill('[name="time.0"]', '10:15');
  await page.fill('[name="date.1"]', day(first + 3));
  await page.fill('[name="time.1"]', '16:00');
  await press(page, 'Continue');
  await page.fill('[name=passengers]', '3');
  await press(page, 'Continue');
  await press(page, 'Continue');
  await press(page, 'Send request');
  await reads(page, 'Request sent.');
  return path(page);
}

async function offer(page: Page, request: string, scripts: boolean): Promise<string> {
  await page.goto(request);
  await press(page, 'Take under review');
  await reads(page, 'Under review');
  await follow(page, 'Build a quote');
  await page.selectOption('[name=tail]', { index: 2 });
  for (let i = 0; i < await page.locator('[name^="label."]').count(); i += 1) {
    await page.fill(`[name="label.${i}"]`, i === 0 ? 'Flight' : '');
    await page.fill(`[name="quantity.${i}"]`, i === 0 ? '5.5' : '');
    await page.fill(`[name="price.${i}"]`, i === 0 ? '7,000.00' : '');
  }
  // The totals follow while the form is filled in; without scripts, a button asks for them.
  if (!scripts) await press(page, 'Update totals');
  await page.locator('#totals', { hasText: '38,500.00' }).waitFor();
  await page.locator('#totals', { hasText: 'Not saved yet' }).waitFor();
  await press(page, 'Save draft');
  await reads(page, 'Draft saved.');
  await press(page, 'Save and preview');
  await press(page, 'Send quote');
  return path(page);
}

async function accept(page: Page, quote: string): Promise<string> {
  await page.goto(quote);
  await reads(page, 'Awaiting your answer');
  await page.getByLabel('Type your full name to sign').fill('Mira Lindqvist');
  await page.getByLabel(/^I accept the/).check();
  await press(page, 'Accept quote');
  await page.locator('[role=status]', { hasText: 'Quote accepted. The deposit of ' }).waitFor();
  await page.goto(quote);
  await follow(page, 'View trip');
  await reads(page, 'Being confirmed');
  return path(page);
}

async function bill(page: Page, quote: string): Promise<string> {
  await page.goto(quote);
  await follow(page, 'New invoice');
  await press(page, 'Issue invoice');
  await reads(page, 'Invoice issued.');
  return path(page);
}

async function pay(page: Page, amount: string, state: string): Promise<void> {
  await page.getByLabel('Amount').fill(amount);
  await page.getByLabel('Method').selectOption('Wire transfer');
  await press(page, 'Record payment');
  await reads(page, state);
}

async function download(page: Page): Promise<void> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download PDF' }).click()]);
  assert.match(file.suggestedFilename(), /^Invoice .+\.pdf$/);
}

const looks: Required<Look>[] = [{ width: 390, dark: false, scripts: true }, { width: 1280, dark: false, scripts: false }];

for (const look of looks) {
  test(`from a request to the paid invoice at ${look.width} px ${look.scripts ? 'with' : 'without'} scripts`, async () => {
    const mira = await screens.signIn('mira@harbour.example', look);
    const dana = await screens.signIn('dana@harbour.example', look);
    const ines = await screens.signIn('ines@harbour.example', look);

    const request = await ask(mira, look.scripts);
    const quote = await offer(dana, request, look.scripts);
    const trip = await accept(mira, quote);

    await dana.goto(trip);
    await dana.getByLabel('Stage').selectOption('Booked');
    await press(dana, 'Move trip');
    await reads(dana, 'Trip moved to Booked.');
    await mira.reload();
    await reads(mira, 'Confirmed');

    const invoice = await bill(ines, quote);
    await mira.goto(invoice);
    await reads(mira, 'Due ');
    await download(mira);
    await pay(ines, '10,000.00', 'Partly paid');
    const [rest = ''] = /[\d,]+\.\d\d/.exec(await ines.locator('.figure').innerText()) ?? [];
    await pay(ines, rest, 'Paid');
    await mira.reload();
    await reads(mira, 'Paid');

    await mira.goto(trip);
    await follow(mira, 'Message operations');
    await mira.getByLabel('Message', { exact: true }).fill('Is there room for skis?');
    await press(mira, 'Send message');
    await dana.goto(path(mira));
    await dana.getByLabel('Your reply').fill('There is.');
    await press(dana, 'Send message');
    await mira.reload();
    await reads(mira, 'There is.');

    for (const page of [mira, dana, ines]) await page.context().close();
    assert.deepEqual(screens.problems.splice(0), []);
  });
}
