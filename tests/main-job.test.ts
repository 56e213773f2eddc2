// The main job of the portal, from the activation mail to the paid invoice, through the forms of the pages.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start, until } from './harness.ts';
import { newestMail } from './mail.ts';
import type { Page } from './page.ts';
import type { Visitor } from './visitor.ts';

const portal = await start();
after(() => portal.stop());

const signIn = (name: string) => portal.signIn(`${name}@harbour.example`);
const [dana, mira, tomas, ines] = await Promise.all(['dana', 'mira', 'tomas', 'ines'].map(signIn)) as [Visitor, Visitor, Visitor, Visitor];

const TERMINAL = 'America/New_York';
const day = (days: number) => new Intl.DateTimeFormat('en-CA', { timeZone: TERMINAL }).format(Date.now() + days * 86_400_000);

/** The state badge at the top of a page. */
const state = (page: Page) => page.text('main .state');
const heading = (page: Page) => page.text('h1');
/** The number of unread messages in the navigation. */
const unread = (page: Page) => Number.parseInt(page.all('nav a[href="/messages"] .count')[0]?.textContent ?? '0', 10);

// The paths of what the steps create, found by following links.
const at = { request: '', quote: '', trip: '', invoice: '' };

test('Dana sends the activation mail; Zoë signs in with it and must choose a password', async () => {
  await dana.get('/contacts?q=Zo');
  await dana.click('Zoë Ångström');
  assert.match(dana.page.text(), /No access/);
  await dana.submit('Send activation email', { role: 'charter' });
  assert.match(dana.page.text('[role=status]'), /^Activation email sent to zoe@harbour.example\.$/);
  assert.match(dana.page.text(), /Pending/);
  const contact = dana.page.path;

  const { text, link } = await newestMail(dana, 'zoe@harbour.example', 'Your access to Harbour Aviation');
  assert.equal(link, portal.url('harbour', '/session/new'));
  const password = /^Temporary password: (\S+)$/m.exec(text)?.[1] ?? '';

  const zoe = portal.visitor('harbour');
  await zoe.get(link);
  await zoe.submit('Sign in', { email: 'zoe@harbour.example', password });
  assert.equal(zoe.page.path, '/password/new');
  assert.equal((await zoe.get('/trips')).path, '/password/new', 'a temporary password opens nothing else');
  await zoe.submit('Set password', { password: 'too short', again: 'too short' });
  assert.equal(zoe.page.status, 422);
  await zoe.submit('Set password', { password: 'nine geese over the bay', again: 'nine geese over the bay' });
  assert.deepEqual([zoe.page.status, zoe.page.path], [200, '/']);
  assert.match(heading(zoe.page), /, Zoë$/);

  const late = portal.visitor('harbour');
  await late.get(link);
  assert.equal((await late.submit('Sign in', { email: 'zoe@harbour.example', password })).status, 422, 'the temporary password is spent');
  assert.match((await dana.get(contact)).text(), /Active/);
});

test('Mira’s home page shows what is ahead, what she has to do and what is new', async () => {
  await mira.get('/');
  assert.match(heading(mira.page), /, Mira$/);
  for (const name of ['next', 'offers', 'balance', 'passports', 'ahead']) assert.ok(mira.page.has(`section[aria-labelledby=${name}]`), name);
  assert.match(mira.page.text('[aria-labelledby=next]'), /Confirmed/);
  assert.match(mira.page.text('[aria-labelledby=balance]'), /\$[\d,]+\.\d\d/);
  assert.match(mira.page.text(), /Recent messages/);
  for (const words of ['Request a trip', 'Add a passenger', 'View invoices', 'View trip']) {
    await mira.get('/');
    assert.equal((await mira.click(words)).status, 200, words);
  }
});

test('Mira asks for a trip; a form with errors comes back with what she typed', async () => {
  await mira.get('/');
  await mira.click('Request a trip');
  const words = { notes: 'Two dogs. Žofie must not have nuts.', 'from.0': 'teb', 'to.0': 'Atlantis' };
  await mira.submit('Continue', { to: 'who', 'from.0': words['from.0'], 'to.0': words['to.0'] });
  assert.equal(mira.page.status, 422);
  assert.equal(mira.page.find('[name="to.0"]').getAttribute('value'), 'Atlantis');
  for (const field of ['to.0', 'date.0']) {
    assert.ok(mira.page.has(`[role=alert] a[href="#${field}"]`), `nothing is said about ${field}`);
    assert.equal(mira.page.find(`[name="${field}"]`).getAttribute('aria-invalid'), 'true');
  }

  await mira.submit('Continue', { 'to.0': 'PBI', 'date.0': day(45), 'time.0': '09:30', kind: 'return', 'add-leg': 'yes' });
  assert.deepEqual(['from.1', 'to.1'].map((name) => mira.page.find(`[name="${name}"]`).getAttribute('value')), ['PBI', 'teb'], 'the way back is filled in');
  await mira.submit('Continue', { to: 'who', 'date.1': day(48), 'time.1': '17:00' });
  await mira.submit('Continue', { to: 'preferences', passengers: '0' });
  assert.ok(mira.page.has('[role=alert] a[href="#passengers"]'), 'nothing is said about passengers');
  await mira.submit('Continue', { to: 'preferences', passengers: '4' });
  await mira.submit('Back', { to: 'who' });
  assert.equal(mira.page.find('[name=passengers]').getAttribute('value'), '4', 'nothing is lost on the way back');
  await mira.submit('Continue', { to: 'preferences' });
  await mira.submit('Continue', { to: 'check', notes: words.notes, catering: 'Breakfast for four' });
  assert.match(mira.page.text(), /Breakfast for four/, 'all of it is read before it is sent');
  await mira.submit('Send request');
  assert.equal(mira.page.text('[role=status]'), 'Request sent.');
  assert.equal(state(mira.page), 'Requested');
  assert.match(mira.page.text(), /Two dogs\. Žofie must not have nuts\./);
  at.request = mira.page.path;
});

test('Dana gets a mail about the request, finds it under Requests and takes it under review', async () => {
  const { text, link } = await newestMail(dana, 'dana@harbour.example', 'New request: ');
  assert.match(text, /Mira Lindqvist requested a trip\./);
  assert.equal(link, portal.url('harbour-ops', at.request));
  await dana.get('/requests');
  const row = dana.page.all('tbody tr').find((one) => one.querySelector('a')?.getAttribute('href') === at.request);
  assert.match(row?.textContent ?? '', /Mira Lindqvist/);
  await dana.get(at.request);
  await dana.submit('Take under review');
  assert.equal(state(dana.page), 'Under review');
  assert.equal(state(await mira.get(at.request)), 'Under review');
});

test('Dana builds a quote, sees its totals and sends it', async () => {
  await dana.get(at.request);
  const blank = await dana.click('Build a quote');
  const rows = blank.all('[name^="label."]').map((_, i) => i);
  const line = (i: number, label: string, quantity: string, unit: string, price: string, rest: object = {}) =>
    ({ [`label.${i}`]: label, [`quantity.${i}`]: quantity, [`unit.${i}`]: unit, [`price.${i}`]: price, [`taxable.${i}`]: null, ...rest });
  const lines = [
    line(0, 'Flight', '5.2', 'h', '8,200.00', { 'taxable.0': 'yes', 'basis.0': 'fixed' }),
    line(1, 'Catering', '4', '', '87.50', { 'basis.1': 'estimate' }),
    ...rows.slice(2).map((i) => line(i, '', '', '', '')),
  ];
  await dana.submit('Save draft', Object.assign({ tail: blank.option('tail', 'N241HA'), message: 'Both dogs are welcome.' }, ...lines));
  assert.equal(dana.page.text('[role=status]'), 'Draft saved.');
  // The hours follow the chosen aircraft: 4.8 × 8,200.00 + 350.00; 7.5 % of the taxable line; 5.20 for each of four people on each of two legs.
  for (const sum of ['39,710.00', '2,952.00', '41.60', '42,703.60']) assert.ok(dana.page.text('.sums').includes(sum), sum);
  assert.match(dana.page.text('.pay-steps'), /Deposit.*21,351\.80.*Balance.*21,351\.80/);
  assert.equal((await mira.get(at.request)).has('a[href^="/quotes/"]:not([href="/quotes"])'), false, 'a draft is not shown');

  await dana.submit('Save and preview', { then: 'preview' });
  at.quote = dana.page.path;
  assert.equal((await mira.get(at.quote)).status, 404, 'nor opened');
  await dana.submit('Send quote');
  assert.match(dana.page.text('[role=status]'), /sent/i);
});

test('Mira opens the quote from the mail and accepts it; Tomas is too late', async () => {
  const { link } = await newestMail(dana, 'mira@harbour.example', 'Your quote for ');
  assert.equal(link, portal.url('harbour', at.quote));
  await mira.get(link);
  assert.equal(state(mira.page), 'Awaiting your answer');
  for (const words of ['42,703.60', 'Both dogs are welcome.', 'Challenger 350']) assert.ok(mira.page.text().includes(words), words);
  const theirs = await tomas.get(at.quote);
  assert.equal(state(theirs), 'Awaiting your answer');

  await mira.submit('Accept quote', { name: 'Mira E. Lindqvist' });
  assert.equal(mira.page.status, 422, 'the terms are not accepted yet');
  assert.equal(mira.page.find('[name=name]').getAttribute('value'), 'Mira E. Lindqvist');
  await mira.submit('Accept quote', { name: 'Mira E. Lindqvist', terms: 'yes' });
  assert.equal(mira.page.text('[role=status]'), 'Quote accepted. The deposit of $21,351.80 is due now.');
  assert.ok(mira.page.text('h1').includes('Make a payment') && mira.page.text().includes('The deposit of $21,351.80'));
  await mira.get(at.quote);
  assert.equal(state(mira.page), 'Accepted');
  assert.match(mira.page.text(), /Accepted by Mira E\. Lindqvist/);

  const late = await tomas.send(theirs.form('Accept quote'), { name: 'Tomas Lindqvist', terms: 'yes' });
  assert.equal(late.status, 409);
  assert.match(late.text(), /Mira E\. Lindqvist accepted this quote already\./);
  assert.match((await tomas.get(at.quote)).text(), /Accepted by Mira E\. Lindqvist/);
  const { text } = await newestMail(dana, 'dana@harbour.example', ' accepted: ');
  assert.match(text, /Mira E\. Lindqvist has accepted /);
});

test('both sides see the trip; Dana changes its stage and Mira sees it', async () => {
  await mira.get(at.quote);
  await mira.click('View trip');
  at.trip = mira.page.path;
  assert.equal(state(mira.page), 'Being confirmed');
  for (const words of ['Teterboro', 'Palm Beach', 'Challenger 350']) assert.ok(mira.page.text().includes(words), words);
  assert.ok((await mira.get('/trips')).has(`a[href="${at.trip}"]`));
  assert.ok((await tomas.get('/trips')).has(`a[href="${at.trip}"]`));

  await dana.get(at.trip);
  for (const [stage, theirs] of [['Booked', 'Confirmed'], ['In Progress', 'Active']] as const) {
    await dana.submit('Move trip', { stage: dana.page.option('stage', stage) });
    assert.equal(dana.page.text('[role=status]'), `Trip moved to ${stage}.`);
    assert.equal(state(await mira.get(at.trip)), theirs);
  }
  const { link } = await newestMail(dana, 'mira@harbour.example', 'Your flight has departed');
  assert.equal(link, portal.url('harbour', at.trip));
});

test('Ines issues the invoice; its PDF is made in the background', async () => {
  await ines.get(at.quote);
  await ines.click('New invoice');
  assert.ok(ines.page.text().includes('42,703.60'));
  await ines.submit('Issue invoice', { 'as_estimated.1': 'yes' });
  assert.equal(ines.page.text('[role=status]'), 'Invoice issued.');
  at.invoice = ines.page.path;
  const id = at.invoice.split('/').at(-1) ?? '';
  await until(async () => {
    const { objects } = await portal.env.FILES.list();
    return objects.some(({ key }) => key.includes(`/invoices/${id}/`) && key.endsWith('.pdf'));
  });
  await ines.get(at.invoice);
  assert.match(ines.page.text(), /Not viewed by the client yet/, 'what staff look at is not counted');
});

test('Mira opens the invoice, which Ines can see, and downloads the PDF', async () => {
  const { text, link } = await newestMail(dana, 'mira@harbour.example', ' from Harbour Aviation');
  assert.match(text, /PDF: Attached, and on the page of the invoice\./);
  assert.equal(link, portal.url('harbour', at.invoice));
  await mira.get(link);
  assert.match(state(mira.page), /^Due /);
  const number = /^Invoice (\S+)$/.exec(heading(mira.page))?.[1];
  assert.match((await ines.get(at.invoice)).text(), /Viewed once, last .+ by Mira Lindqvist/);

  const file = await mira.request(mira.page.link('Download PDF'));
  assert.deepEqual([file.status, file.headers.get('content-type')], [200, 'application/pdf']);
  assert.equal(file.headers.get('content-disposition'), `attachment; filename="Invoice ${number}.pdf"`);
  assert.equal(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString(), '%PDF-');
});

test('Ines records two payments; the invoice is partly paid, then paid', async () => {
  const pay = async (amount: string) => {
    await ines.get(at.invoice);
    return ines.submit('Record payment', { amount, method: 'wire', reference: 'SEB 2299001', received_on: day(0) });
  };
  assert.equal(state(await pay('20,000.00')), 'Partly paid');
  assert.equal(state(await mira.get(at.invoice)), 'Partly paid');
  assert.ok(mira.page.text().includes('22,703.60'), 'what is still to pay');
  assert.equal(state(await pay('22,703.60')), 'Paid');
  assert.equal(state(await mira.get(at.invoice)), 'Paid');
  assert.equal(state(await pay('0.01')), 'Paid', 'more than is owed is credit');
  assert.match(ines.page.text(), /Credit of/);
});

test('an invoice that needs a second person is issued by somebody else than who drafted it', async () => {
  const ole = await signIn('ole');
  await ole.get('/settings/offers');
  await ole.submit('Save settings', { invoices_need_approval: 'yes' });
  const draft = { about: 'Conference room', due_on: day(14), 'label.0': 'Room', 'price.0': '80.00' };
  await ines.get('/accounts');
  await ines.click('Lindqvist Holdings');
  await ines.click('New invoice');
  await ines.submit('Save draft', draft);
  const at = ines.page.path;
  assert.match(at, /^\/invoices\/drafts\//);
  assert.match(ines.page.text(), /Another member of the staff must approve this invoice/);
  await newestMail(ole, 'ole@harbour.example', 'An invoice for Conference room needs your approval');
  await ole.get('/invoices?show=drafts');
  await ole.click('Conference room');
  await ole.submit('Approve and issue');
  assert.equal(ole.page.text('[role=status]'), 'Invoice issued.');
  assert.match((await mira.get(ole.page.path)).text(), /Conference room/);
  await ole.get('/settings/offers');
  await ole.submit('Save settings', { invoices_need_approval: null });
});

test('an invoice past its due date is shown as overdue', async () => {
  const rows = (page: Page) => page.all('tbody tr').filter(({ textContent }) => textContent.includes('Overdue')).length;
  assert.ok(rows(await mira.get('/invoices?show=open')) > 0);
  assert.ok(rows(await ines.get('/invoices?show=overdue')) > 0);
});

test('Mira and Dana write messages about the trip, and each sees what is unread', async () => {
  const before = unread(await dana.get('/trips'));
  await mira.get(at.trip);
  await mira.click('Message operations');
  await mira.submit('Send message', { body: 'Is there water for the dogs?\n<b>Really?</b>' });
  const thread = mira.page.path;
  assert.equal(unread(await dana.get('/trips')), before + 1);

  await dana.get('/messages');
  assert.ok(dana.page.has(`a[href^="${thread}"]`));
  await dana.get(thread);
  assert.match(dana.page.text('.thread'), /Is there water for the dogs\? <b>Really\?<\/b>/);
  assert.equal(unread(await dana.get('/trips')), before, 'opened is read');

  const theirs = unread(await mira.get('/trips'));
  await dana.get(thread);
  await dana.submit('Send message', { body: 'There is, and a bowl each.' });
  assert.equal(unread(await mira.get('/trips')), theirs + 1);
  const { link } = await newestMail(dana, 'mira@harbour.example', 'Message about ');
  assert.match((await mira.get(link)).text('.thread'), /a bowl each/);
  assert.equal(unread(await mira.get('/trips')), theirs);
});
