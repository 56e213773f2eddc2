// The PDFs that the built Worker makes are sound and say what they should.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './harness.ts';
import { isSound, squeezed, textOf } from './pdf.ts';
import type { Visitor } from './visitor.ts';

const NAMES = [
  'שלום תעופה בע״מ', 'شركة الأفق للطيران', '東京チャーター株式会社', 'บริษัท สยามเจ็ท จำกัด', 'Şükrü Özgür A.Ş.',
  'सूर्य विमान सेवा प्राइवेट लिमिटेड', '대한항공전세기 주식회사', 'Công ty Hàng không Việt',
];
// What is set already comes last: a form without a change is refused.
const INVOICE = /^\/invoices\/[0-9a-f-]{36}$/;
const REPORTS = ['summary', 'plain', 'detailed'];

const portal = await start();
after(() => portal.stop());
const [mira, ines, ole] = await Promise.all(['mira', 'ines', 'ole'].map((name) => portal.signIn(`${name}@harbour.example`)));

async function download(visitor: Visitor, path: string): Promise<Uint8Array> {
  const file = await visitor.request(path);
  assert.deepEqual([file.status, file.headers.get('content-type')], [200, 'application/pdf'], path);
  return new Uint8Array(await file.arrayBuffer());
}

/** Downloads a document, which must be sound, and returns its text without spaces. */
async function sound(visitor: Visitor, path: string): Promise<string> {
  const bytes = await download(visitor, path);
  assert.ok(await isSound(bytes), path);
  return (await textOf(bytes)).join('');
}

/** The paths of a kind that the links of a page lead to. */
async function linked(visitor: Visitor, page: string, kind: RegExp): Promise<string[]> {
  await visitor.get(page);
  const paths = visitor.page.all('a[href]').map((link) => link.getAttribute('href') ?? '');
  const found = [...new Set(paths.filter((path) => kind.test(path)))];
  assert.ok(found.length > 0, `${page} links to nothing like ${kind}`);
  return found;
}

/** Issues an invoice to Mira's account in the database, with these labels as its lines; returns its path. */
async function issued(last: string, billTo: string, labels: string[]): Promise<string> {
  const id = `00000000-0000-7000-8000-0000000d0c${last}`;
  const { lines } = await portal.env.DB.prepare("SELECT lines FROM invoices WHERE json_array_length(lines) > 1 AND currency = 'USD' LIMIT 1").first<{ lines: string }>() ?? assert.fail();
  const [line] = JSON.parse(lines);
  const all = labels.map((label) => ({ ...line, label, quantity: 1000, price: 10_000, amount: 10_000 }));
  await portal.env.DB.prepare(
    `INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, issued_on, due_on, terms, created_at)
     SELECT ?1, m.workspace_id, ?2, m.account_id, 'issued', 'Hangar', ?3, 'USD', ?4, ?5, 0, ?5, '2026-11-01', '2099-12-31', '', ?6
     FROM users u JOIN memberships m ON m.contact_id = u.contact_id WHERE u.email = 'mira@harbour.example' LIMIT 1`,
  ).bind(id, `DOC-${last}`, billTo, JSON.stringify(all), all.length * 10_000, Date.now()).run();
  return `/invoices/${id}`;
}

test('a file that is cut off is found', async () => {
  const [invoice] = await linked(mira!, '/invoices', INVOICE);
  const whole = await download(mira!, `${invoice}/pdf`);
  assert.ok(await isSound(whole));
  assert.ok(!await isSound(whole.slice(0, whole.length / 2)));
});

for (const report of REPORTS) {
  test(`every kind of document is sound as ${report}`, async () => {
    await ole!.get('/settings/documents');
    await ole!.submit('/settings/documents', { quote_report: report, trip_report: report, invoice_report: report });
    assert.equal(ole!.page.status, 200, ole!.page.text());

    for (const path of await linked(mira!, '/quotes?status=all', /^\/quotes\/[0-9a-f-]{36}$/)) {
      const reference = /^Quote (\S+)/.exec((await mira!.get(path)).text('title'))?.[1] ?? assert.fail(path);
      assert.ok((await sound(mira!, `${path}/pdf`)).includes(reference), path);
    }
    for (const path of (await linked(mira!, '/trips', /^\/trips\/[0-9a-f-]{36}$/)).slice(0, 3)) {
      assert.match(await sound(mira!, `${path}/sheet.pdf`), /HarbourAviation/);
    }
    for (const path of (await linked(ines!, '/invoices?status=all', INVOICE)).slice(0, 12)) {
      const number = /^Invoice (\S+)|^Deposit invoice (\S+)/.exec((await ines!.get(path)).text('title'))?.slice(1).find(Boolean) ?? assert.fail(path);
      assert.ok((await sound(ines!, `${path}/pdf`)).includes(number), path);
      if (ines!.page.has('a[href$="/credit-note"]')) assert.match(await sound(ines!, `${path}/credit-note`), /Creditnote/);
    }
    assert.match(await sound(mira!, '/statement.pdf'), /Closingbalance/);
  });
}

test('receipts are sound', async () => {
  let receipts = 0;
  for (const invoice of await linked(mira!, '/invoices?status=paid', INVOICE)) {
    const link = (await mira!.get(invoice)).all('a[href^="/receipts/"]')[0];
    if (!link) continue;
    assert.match(await sound(mira!, link.getAttribute('href') ?? ''), /Receipt/);
    receipts += 1;
  }
  assert.ok(receipts > 0, 'no invoice of Mira has a receipt');
});

test('names of every script are text that can be searched and copied', async () => {
  const path = await issued('01', NAMES.join('\n'), NAMES);
  const text = await sound(mira!, `${path}/pdf`);
  for (const name of NAMES) {
    assert.equal(text.split(squeezed(name)).length - 1, 2, `${name}, in ${text}`);
  }
});

test('an invoice of 200 lines takes less than 400 ms, and has every line', async () => {
  const labels = Array.from({ length: 200 }, (_, i) => `Item number ${i + 1} of many`);
  const warm = await issued('02', 'Warm', labels);
  await download(mira!, `${warm}/pdf`);
  const path = await issued('03', 'Northwind Imports LLC', labels);
  const began = performance.now();
  const bytes = await download(mira!, `${path}/pdf`);
  const took = performance.now() - began;
  assert.ok(await isSound(bytes));
  const pages = await textOf(bytes);
  for (const label of labels) assert.ok(pages.join('').includes(squeezed(label)), label);
  assert.ok(pages.length > 3 && pages.length < 12, `${pages.length} pages`);
  for (const [i, text] of pages.entries()) assert.ok(text.includes(`Page${i + 1}of${pages.length}`), `page ${i + 1}: ${text}`);
  assert.ok(took < 400, `${took} ms`);
});
