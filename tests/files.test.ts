// Files on a trip, through R2: of every size, with names in any script, in parts, and gone when they are removed.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { start } from './harness.ts';
import type { Page } from './page.ts';
import type { Visitor } from './visitor.ts';

const portal = await start();
after(() => portal.stop());

const MB = 1024 * 1024;

/** Something that begins as a PDF does, and has so many bytes. */
function pdf(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).map((_, i) => i % 251);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
  return bytes;
}

/** The trip of Mira's that ends last. */
async function trip(): Promise<string> {
  const found = await portal.env.DB.prepare(
    `SELECT t.id FROM trips t JOIN memberships m ON m.account_id = t.account_id JOIN contacts c ON c.id = m.contact_id
     WHERE c.email = 'mira@harbour.example' ORDER BY t.ends_at DESC LIMIT 1`,
  ).first<{ id: string }>();
  assert.ok(found);
  return found.id;
}

/** Adds a file on the page of a trip's files. */
async function add(visitor: Visitor, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Page> {
  await visitor.get(`/trips/${await trip()}/files`);
  return visitor.submit('Add file', { file: new File([bytes], name) });
}

/** The address of the file that was added last. */
const last = (page: Page) => page.all('a[href^="/files/"]').at(-1)?.getAttribute('href') ?? '';

const stored = async () => (await portal.env.FILES.list({ prefix: 'files/' })).objects.length;

test('a client adds files of every size, and operations download the same bytes', async () => {
  const mira = await portal.signIn('mira@harbour.example');
  const dana = await portal.signIn('dana@harbour.example');
  for (const [name, size, plain] of [
    ['Pa\u0308sse (Kopie).pdf', 2000, 'P_sse (Kopie).pdf'],
    ['한글.pdf', 6 * MB, '__.pdf'],
    ['Screenshot 2026-11-30 at 9.41.00\u202fAM.pdf', 10 * MB, 'Screenshot 2026-11-30 at 9.41.00_AM.pdf'],
    ['large.pdf', 25 * MB, ''],
  ] as const) {
    const bytes = pdf(size);
    const page = await add(mira, name, bytes);
    assert.equal(page.status, 200, page.text());
    assert.ok(page.text().includes(name.normalize('NFC').replace('\u202f', ' ')), name);
    const reply = await dana.request(last(page));
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('content-type'), 'application/pdf');
    const disposition = reply.headers.get('content-disposition') ?? '';
    if (plain) {
      assert.ok(disposition.startsWith(`attachment; filename="${plain}"; filename*=UTF-8''`), disposition);
      assert.equal(decodeURIComponent(disposition.split("''")[1] ?? ''), name.normalize('NFC'));
    } else {
      assert.equal(disposition, `attachment; filename="${name}"`);
    }
    assert.match(reply.headers.get('content-security-policy') ?? '', /; sandbox$/);
    const received = new Uint8Array(await reply.arrayBuffer());
    assert.ok(Buffer.from(received).equals(Buffer.from(bytes)), `${name} arrives as it was sent`);
  }
});

test('a part of a file is sent, and nothing to whoever has it already', async () => {
  const mira = await portal.signIn('mira@harbour.example');
  const bytes = pdf(6 * MB);
  const file = last(await add(mira, 'parts.pdf', bytes));
  const part = await mira.request(file, { headers: { range: `bytes=${5 * MB - 3}-${5 * MB + 2}` } });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), `bytes ${5 * MB - 3}-${5 * MB + 2}/${6 * MB}`);
  assert.deepEqual([...new Uint8Array(await part.arrayBuffer())], [...bytes.slice(5 * MB - 3, 5 * MB + 3)]);
  const etag = part.headers.get('etag') ?? '';
  assert.equal((await mira.request(file, { headers: { 'if-none-match': etag } })).status, 304);
  assert.equal((await mira.request(file, { headers: { range: `bytes=${6 * MB}-` } })).status, 416);
});

test('what is too large, empty or of another kind is refused, and nothing of it stays', async () => {
  const mira = await portal.signIn('mira@harbour.example');
  const before = await stored();
  for (const [bytes, words] of [
    [pdf(25 * MB + 1), 'larger than 25 MB'],
    [new Uint8Array(0), 'This file is empty.'],
    [new TextEncoder().encode('<script>alert(1)</script>'), 'Files of this kind cannot be added.'],
  ] as const) {
    const page = await add(mira, 'photo.png', bytes);
    assert.equal(page.status, 422, page.text());
    assert.ok(page.text().includes(words), words);
  }
  assert.equal(await stored(), before);
});

test('a removed file is gone, also from R2', async () => {
  const mira = await portal.signIn('mira@harbour.example');
  const before = await stored();
  const page = await add(mira, 'gone.pdf', pdf(100));
  const file = last(page);
  assert.equal(await stored(), before + 1);
  await mira.submit(`${file}/removal`);
  assert.equal(await stored(), before);
  assert.equal((await mira.request(file)).status, 404);
});

test('the sweep leaves what was stored within the hour, as its row may still come', async () => {
  const mira = await portal.signIn('mira@harbour.example');
  await add(mira, 'kept.pdf', pdf(100));
  const before = await stored();
  await portal.env.FILES.put('files/of-nobody', 'x');
  await portal.cron();
  assert.equal(await stored(), before + 1);
});
