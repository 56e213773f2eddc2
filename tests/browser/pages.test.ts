// Every page has no accessibility violation, nothing cut off and no console error, at any width.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { start } from './browser.ts';
import { faults } from './faults.ts';

const screens = await start();
after(() => screens.stop());

// Adds what the demo data does not have: clients who manage their account's users, an open invitation on each side,
// and an inactive contact.
const [dana, ole] = await Promise.all(['dana', 'ole'].map((name) => screens.portal.signIn(`${name}@harbour.example`)));
if (!dana || !ole) throw new Error('nobody is signed in');
for (const name of ['Mira Lindqvist', 'Ruth Okafor']) {
  await dana.get('/access');
  await dana.click(`Edit the access of ${name}`);
  await dana.submit('Save role and rights', {
    grants: ['request_trips', 'approve_quotes', 'see_money', 'pay', 'manage_passengers', 'manage_users', 'change_itineraries', 'schedule'],
  });
}
await dana.get('/contacts?q=Hollis');
await dana.click('Hollis Grant');
await dana.submit('Deactivate contact');
await ole.get('/staff/new');
await ole.submit('Send activation email', { name: 'Sven Halvorsen', email: 'sven@harbour.example', role: 'accounting' });
const mira = await screens.portal.signIn('mira@harbour.example');
await mira.get('/people/new');
await mira.submit('Send activation email', { name: 'Noa Lindqvist', email: 'noa@harbour.example' });

// An invoice that waits for somebody else's approval.
const ines = await screens.portal.signIn('ines@harbour.example');
await ole.get('/settings/offers');
await ole.submit('Save settings', { invoices_need_approval: 'yes' });
await ines.get('/accounts?q=Lindqvist');
await ines.click('Lindqvist Holdings');
await ines.click('New invoice');
await ines.submit('Save draft', { about: 'Conference room', 'label.0': 'Room', 'price.0': '80.00' });

// A word that is longer than a phone is wide, wherever people write freely.
const long = `https://maps.example/${'far-out-on-the-road-'.repeat(6)}`;
await mira.get('/requests/new?kind=one_way');
await mira.submit('Continue', { to: 'who', 'from.0': 'TEB', 'to.0': 'PBI', 'date.0': '2027-03-10', 'time.0': '10:00' });
await mira.submit('Continue', { to: 'preferences', passengers: '3' });
await mira.submit('Continue', { to: 'check', preference: long, catering: long, ground: long, notes: long });
await mira.submit('Send request');
await mira.get('/messages/new');
await mira.submit('Send message', { subject: `Directions ${long}`.slice(0, 100), body: long });

// Steps to a page: a path, then `*` for the first entry of its list, `?…` for a search, or the text of a link.
const PAGES: Record<string, string[]> = {
  'mira@harbour': [
    '/', '/trips', '/trips?tab=past', '/trips?from=2020-01-01', '/trips?from=2099-01-01', '/trips > *', '/trips?tab=past > *', '/trips > * > Choose who is on each leg', '/trips > * > Add or remove', '/trips > * > Change itinerary', '/trips > * > Change aircraft', '/trips > * > Cancel trip', '/trips > * > Catering, cars and more', '/requests', '/requests > *', '/requests/new?kind=return', '/quotes', '/quotes > *', '/quotes > * > Compare side by side', '/quotes?show=all > *',
    '/schedule', '/schedule?view=week', '/schedule?view=list',
    '/invoices', '/invoices?show=open > *', '/payments/new', '/statement', '/passengers', '/passengers/new', '/passengers > *', '/messages', '/messages > *', '/messages/new', '/notices', '/nowhere',
    '/people', '/people > Mira Lindqvist', '/people > Noa Lindqvist', '/people > Tomas Lindqvist', '/people > Zoë Ångström', '/people/new',
    '/profile', '/profile/address', '/profile/password', '/profile/sessions', '/profile/factors', '/profile/factors/codes', '/profile/notices', '/profile/feed',
  ],
  'carl@harbour': ['/', '/services', '/services > *', '/services?show=closed > *', '/services/new', '/invoices', '/invoices > *', '/messages', '/messages > *', '/profile'],
  'ruth@harbour': ['/', '/trips', '/trips > *', '/schedule', '/schedule > Block time', '/quotes?show=all', '/signed-copies', '/invoices > *', '/people > Petra Novák', '/people/new'],
  'dana@harbour': [
    '/search', '/search?q=lindqvist', '/search?q=nobody',
    '/', '/requests', '/requests?whose=mine&sort=departure', '/invoices?show=to-invoice', '/requests > *', '/requests?show=won', '/requests > * > Build a quote', '/requests?q=R-1015 > * > Build a quote', '/requests > * > Propose an alternative', '/requests?q=lindqvist', '/requests?whose=nobody', '/requests/new?find=mira',
    '/quotes', '/quotes > *', '/trips', '/trips > *', '/trips > * > Add or remove', '/trips > * > Change trip', '/trips > * > Actual times', '/trips > * > Choose FBOs', '/trips?tab=past > *', '/messages', '/messages > *', '/messages/new?find=lind', '/messages/answers',
    '/passengers', '/passengers > *', '/trips > * > Choose who is on each leg', '/mails', '/mails > *', '/mails?show=failed > *', '/rates',
    '/services', '/services > *', '/services > * > Change order', '/services?show=agreed > *', '/fbos', '/fbos > *', '/fbos > * > Edit FBO', '/fbos/new',
    '/calendar', '/calendar?view=week', '/calendar?view=list', '/calendar > Block time', '/calendar > Answer the request for N517HA',
    '/leads', '/leads?q=nobody', '/leads > *', '/leads > * > Edit lead', '/leads?show=converted > *', '/leads?show=dropped > *', '/leads/new',
    '/accounts', '/accounts?q=Okafor > *', '/accounts > * > Edit account', '/accounts > * > Merge > ?q=Okafor > Okafor Family', '/accounts > * > Change preferred FBOs', '/accounts/new',
    '/contacts', '/contacts?q=Mira > *', '/contacts?q=Zoë > *', '/contacts?q=Wren > *', '/contacts?q=Petra > *', '/contacts?q=Hollis > *',
    '/contacts > * > Edit contact', '/contacts?q=Zoë > * > Merge', '/contacts?q=Zoë > * > Merge > ?q=Tomas > Tomas Lindqvist', '/contacts/new',
    '/access', '/access > Edit the access of Mira Lindqvist',
    '/sign-ups', '/sign-ups?show=approved', '/sign-ups > Hollis Grant', '/sign-ups > Priya Raman', '/sign-ups > Astrid Vinter', '/sign-ups?show=rejected > *',
    '/staff', '/settings/access', '/profile', '/profile/sessions', '/profile/factors',
  ],
  'ole@harbour': ['/invoices?show=drafts', '/invoices?show=drafts > *', '/invoices?show=drafts > * > Change', '/tails', '/tails > *', '/tails/new', '/settings/payments', '/staff', '/staff > Dana Whitfield', '/staff > Ole Berg', '/staff > Sven Halvorsen', '/staff/new', '/audit', '/audit?who=nobody', '/settings/access', '/settings/documents', '/settings/company', '/settings', '/settings?q=colour', '/settings/portal', '/settings/new-clients', '/settings/domains', '/settings/api', '/runs', '/stages', '/stages > Booked', '/deal-stages', '/contacts?q=Carl > * > Data', '/settings/formats', '/settings/passengers', '/settings/retention'],
  'ines@harbour': ['/', '/invoices', '/invoices?show=overdue', '/invoices > *', '/invoices?show=paid > *', '/contacts?q=Mira > *', '/accounts > * > New invoice', '/accounts > * > Invoice a month', '/accounts > * > Payments', '/access', '/sign-ups > *'],
  'bea@northstar': ['/', '/trips', '/schedule', '/trips > *', '/requests/new', '/quotes?show=all > *', '/invoices > *'],
  'noor@northstar': ['/', '/calendar', '/requests', '/requests > *', '/requests > * > Build a quote', '/trips > *', '/trips > * > Change trip', '/trips > * > Actual times', '/invoices > *', '/leads', '/accounts > *', '/sign-ups'],
};

async function open(page: Page, steps: string): Promise<void> {
  const [first = '', ...rest] = steps.split(' > ');
  await page.goto(first);
  for (const step of rest) {
    const links = page.locator('main').locator('a');
    const link = step === '*' ? links.and(page.locator('.row, ul.list a')) : links.filter({ hasText: step });
    await page.goto(step.startsWith('?') ? page.url() + step : await link.first().getAttribute('href') ?? '');
  }
}

/** Checks the page that is open. Console messages about these statuses are expected. */
async function look(page: Page, name: string, status = /^$/): Promise<void> {
  const found = await faults(page, name);
  const said = screens.complaints(page).filter((problem) => !status.test(problem));
  assert.deepEqual([...found, ...said], [], name);
}

describe('the pages of', { concurrency: 2 }, () => {
  for (const [name, addresses] of Object.entries(PAGES)) test(name, async (t) => {
    const page = await screens.signIn(`${name}.example`);
    page.setDefaultTimeout(5_000);
    for (const address of addresses) {
      await t.test(address, async () => {
        await page.setViewportSize({ width: 320, height: 640 });
        await open(page, address);
        await look(page, `${name}${address.replace(/[^\p{L}]+/gu, '-')}`, address === '/nowhere' ? /404/ : undefined);
      });
    }
    await page.context().close();
  });
});
