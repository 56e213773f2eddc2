// The pages of signing in and signing up, reached as people reach them: no accessibility violation, nothing cut off and no
// console error.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { newestMail } from '../mail.ts';
import { logOut, start } from './browser.ts';
import { faults } from './faults.ts';

const screens = await start();
after(() => screens.stop());

const { portal } = screens;

/** Reads mails and approves people. One for each test, because the tests run in parallel. */
const staff = () => portal.signIn('dana@harbour.example');

/** Checks the page that is open. Console messages about this status are expected. */
async function look(page: Page, name: string, status = /^$/): Promise<void> {
  const found = await faults(page, `way-${name}`);
  const said = screens.complaints(page).filter((problem) => !status.test(problem));
  assert.deepEqual([...found, ...said], [], `${name} at ${page.url()}`);
}

async function press(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('button', { name, exact: true }).first().click();
  await page.waitForLoadState();
}

/** The code that an authenticator app shows now for a secret. */
function code(key: string): string {
  const bits = [...key.replace(/\s/g, '')].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))).update(time).digest();
  return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

describe('signing in', { concurrency: 2 }, () => {
  test('the sign-in pages', async () => {
    for (const [host, address] of [['harbour', '/session/new'], ['harbour-ops', '/session/new'], ['harbour', '/session/code'], ['harbour', '/inquiries/new']] as const) {
      const page = await screens.open(host);
      await page.goto(address);
      await look(page, `${host}${address.replaceAll('/', '-')}`);
      await page.context().close();
    }
    const front = await screens.open('localhost');
    await front.goto(`http://localhost:${portal.port}/`);
    await look(front, 'front', /asks for/);
    await front.context().close();
  });

  test('signing in by a mailed link or code', async () => {
    const page = await screens.open('harbour');
    await page.goto('/session/new');
    await page.fill('[name=email]', 'mira@harbour.example');
    await page.getByRole('button', { name: 'Email me a sign-in link instead' }).click();
    await page.waitForURL('**/session/code*');
    await look(page, 'code');
    await page.fill('[name=code]', '000000');
    await press(page, 'Sign in');
    await look(page, 'code-wrong', /422/);
    const { link } = await newestMail(await staff(), 'mira@harbour.example', 'Sign in to');
    await page.goto(link);
    await look(page, 'link');
    const elsewhere = await screens.open('harbour');
    await elsewhere.goto(link);
    await look(elsewhere, 'link-elsewhere');
    await elsewhere.goto('/session/link?token=nothing');
    await look(elsewhere, 'link-over', /410/);
    await elsewhere.context().close();
    await page.context().close();
  });

  test('signing up and confirming the address', async () => {
    const page = await screens.open('harbour');
    await page.goto('/sign-ups/new');
    await look(page, 'sign-up');
    await press(page, 'Request access');
    await look(page, 'sign-up-wrong', /422/);
    const email = 'nora@newcomer.example', password = 'four herons on a jetty';
    for (const [field, words] of Object.entries({ name: 'Nora Newcomer', email, phone: '+1 201 555 0199', password, again: password })) {
      await page.fill(`[name=${field}]`, words);
    }
    await press(page, 'Request access');
    await page.waitForURL('**/sign-ups/thanks');
    await look(page, 'sign-up-thanks');
    const { link } = await newestMail(await staff(), email, 'We received your request');
    await page.goto(link);
    await look(page, 'confirmation');
    await page.fill('[name=password]', password);
    await press(page, 'Confirm address');
    await look(page, 'confirmed');
    await page.goto('/sign-ups/confirmation?token=nothing');
    await look(page, 'confirmation-gone', /4\d\d/);
    await page.context().close();
  });

  test('signing in for the first time', async () => {
    const email = 'zoe@harbour.example';
    const dana = await staff();
    await dana.get('/contacts?q=Zoë');
    await dana.click('Zoë Ångström');
    await dana.submit('Send activation email', { role: 'charter' });
    const { text, link } = await newestMail(dana, email, 'Your access to');
    const page = await screens.open('harbour');
    await page.goto(link);
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', /^Temporary password: (\S+)$/m.exec(text)?.[1] ?? '');
    await press(page, 'Sign in');
    await page.waitForURL('**/password/new');
    await look(page, 'password-new');
    await page.context().close();
  });

  test('setting up a second factor and using it', async () => {
    const page = await screens.signIn('milo@ridgeline.example');
    await page.goto('/profile/factors');
    await press(page, 'Set up an authenticator app');
    await page.waitForURL('**/profile/factors/app');
    await look(page, 'app');
    await page.fill('[name=code]', code(await page.locator('main code').innerText()));
    await press(page, 'Turn on');
    await page.waitForURL('**/profile/factors/codes');
    await look(page, 'codes');
    await page.goto('/profile/factors/codes');
    await look(page, 'codes-again');
    await page.goto('/profile/factors');
    await look(page, 'factors');
    await logOut(page);
    await page.waitForURL('**/session/new');
    await page.fill('[name=email]', 'milo@ridgeline.example');
    await page.fill('[name=password]', 'charter-demo');
    await press(page, 'Sign in');
    await page.waitForURL('**/session/factor*');
    await look(page, 'factor');
    await page.context().close();
  });

  test('a workspace that requires a second factor', async () => {
    const noor = await portal.signIn('noor@northstar.example');
    const page = await screens.signIn('bea@northstar.example');
    await noor.get('/settings/access');
    await noor.submit('Save settings', { client_factors: 'yes' });
    await page.goto('/');
    await page.waitForURL('**/factors');
    await look(page, 'enrol');
    await page.context().close();
  });

  test('confirming the password again after ten minutes', async () => {
    const page = await screens.signIn('ole@harbour.example');
    await portal.env.DB.exec("UPDATE sessions SET proven_at = proven_at - 660000 WHERE user_id IN (SELECT id FROM users WHERE name = 'Ole Berg')");
    await page.goto('/settings/access');
    await look(page, 'settings-unproven');
    await page.getByRole('link', { name: 'confirm that it is you' }).click();
    await page.waitForURL('**/session/proof*');
    await look(page, 'proof');
    await page.fill('[name=password]', 'charter-demo');
    await press(page, 'Go on');
    await page.waitForURL('**/settings/access');
    await page.getByLabel('Sign out after inactivity (days)').fill('0');
    await press(page, 'Save settings');
    await look(page, 'settings-wrong', /422/);
    await portal.env.DB.exec("UPDATE sessions SET proven_at = proven_at - 660000 WHERE user_id IN (SELECT id FROM users WHERE name = 'Ole Berg')");
    await page.getByLabel('Sign out after inactivity (days)').fill('21');
    await press(page, 'Save settings');
    await page.waitForURL('**/session/proof*');
    await page.getByText('Nothing was changed yet').waitFor();
    await look(page, 'proof-unsent');
    await page.fill('[name=password]', 'charter-demo');
    await press(page, 'Go on');
    await page.getByText('Here is what you wrote').waitFor();
    assert.equal(await page.getByLabel('Sign out after inactivity (days)').inputValue(), '21');
    await page.context().close();
  });
});
