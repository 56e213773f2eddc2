// Passkeys, with Chromium's virtual authenticator: added in the profile, used to sign in, and used to confirm a
// sensitive change.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { accessibilityViolations, logOut, start } from './browser.ts';

const screens = await start();
after(() => screens.stop());

const path = (page: Page) => new URL(page.url()).pathname;

/** Adds an authenticator that verifies its user. Returns a function that counts its passkeys. */
async function phone(page: Page): Promise<() => Promise<number>> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length;
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();
}

async function leave(page: Page): Promise<void> {
  await logOut(page);
  await page.waitForURL('**/session/new');
}

test('a passkey can be added, signs in without a password, and confirms a sensitive change', async () => {
  const page = await screens.signIn('tomas@harbour.example', { width: 390 });
  const keys = await phone(page);

  await page.goto('/profile/factors');
  assert.deepEqual(await accessibilityViolations(page), []);
  await page.getByLabel('Name').first().fill('Tomas’s phone');
  await press(page, 'Add a passkey');
  await page.waitForURL('**/profile/factors/codes');
  assert.equal(await keys(), 1);
  assert.equal((await page.locator('pre').innerText()).trim().split('\n').length, 10);
  assert.deepEqual(await accessibilityViolations(page), []);
  await page.getByRole('link', { name: 'I’ve saved them' }).click();
  await page.getByText('Tomas’s phone', { exact: true }).first().waitFor();

  // Chromium may offer the passkey in the email field, and the authenticator accepts at once.
  await leave(page);
  const button = page.getByRole('button', { name: 'Sign in with a passkey' });
  await Promise.race([button.click().catch(() => undefined), page.waitForURL('**/')]);
  await page.waitForURL((url) => url.pathname === '/');
  await page.goto('/profile/factors');
  await page.getByText('last used').waitFor();

  await page.goto('/session/proof?next=%2Fprofile%2Ffactors');
  await press(page, 'Use your passkey');
  await page.waitForURL('**/profile/factors');
  assert.equal(path(page), '/profile/factors');

  await page.getByText('Remove Tomas’s phone').click();
  await press(page, 'Remove it');
  await page.getByText('Passkey removed.', { exact: false }).waitFor();
  await page.context().close();
  assert.deepEqual(screens.problems.splice(0), []);
});

test('without scripts no page offers passkeys', async () => {
  const page = await screens.open('harbour', { scripts: false });
  await page.goto('/session/new');
  assert.equal(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible(), false);
  await page.context().close();
  assert.deepEqual(screens.problems.splice(0), []);
});
