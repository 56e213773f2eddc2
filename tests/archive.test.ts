// A client's data as an administrator downloads it: one ZIP, made while it is sent, with files larger than one piece.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader, type Entry } from '@zip.js/zip.js';
import { start } from './harness.ts';

const portal = await start();
after(() => portal.stop());

const MB = 1024 * 1024;
const NFD = 'Pa\u0308sse (Kopie).pdf';

/** Something that begins as a PDF does, and has so many bytes. */
function pdf(size: number, seed = 251): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).map((_, i) => i % seed);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'));
  return bytes;
}

/** The files of an archive, of which every checksum is right. */
async function unzipped(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), { checkSignature: true });
  const files = (await reader.getEntries()).filter((it): it is Entry & { directory: false } => !it.directory);
  return new Map(await Promise.all(files.map(async (it) => [it.filename, await it.getData(new Uint8ArrayWriter())] as const)));
}

const text = (bytes?: Uint8Array) => new TextDecoder().decode(bytes);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url');

test('an administrator downloads all about a client with every file as it was sent', async (t) => {
  const [mira, ole] = [await portal.signIn('mira@harbour.example'), await portal.signIn('ole@harbour.example')];
  const trip = await portal.env.DB.prepare(
    `SELECT t.id FROM trips t JOIN memberships m ON m.account_id = t.account_id JOIN contacts c ON c.id = m.contact_id
     WHERE c.email = 'mira@harbour.example' ORDER BY t.ends_at DESC LIMIT 1`,
  ).first<{ id: string }>();
  const sent = [[NFD, pdf(2000, 7)], [NFD, pdf(3000, 9)], ['한글.pdf', pdf(6 * MB)], ['large.pdf', pdf(25 * MB)]] as const;
  for (const [name, bytes] of sent) {
    await mira.get(`/trips/${trip?.id}/files`);
    assert.equal((await mira.submit('Add file', { file: new File([bytes], name) })).status, 200);
  }
  await mira.get('/messages/new');
  await mira.submit('Send message', { subject: 'Our visas', body: 'Attached.' });
  await mira.submit('Send file', { file: new File([pdf(500, 11)], 'Visa.pdf') });

  await ole.get('/contacts?q=Mira');
  await ole.click('Mira Lindqvist');
  await ole.click('Data');
  const page = ole.page;
  assert.match(page.text(), /One ZIP file/);
  const pairs = new URLSearchParams(page.form('/data/exports').filled({}) as [string, string][]);
  const asked = await ole.request(page.form('/data/exports').action, {
    method: 'POST', body: pairs.toString(), headers: { origin: ole.origin, 'content-type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(asked.status, 303);
  const began = Date.now();
  const reply = await ole.request(asked.headers.get('location') ?? '');
  assert.equal(reply.status, 200);
  assert.equal(reply.headers.get('content-type'), 'application/zip');
  assert.equal(reply.headers.get('content-disposition'), 'attachment; filename="Data of Mira Lindqvist.zip"');
  assert.equal(reply.headers.get('server-timing')?.match(/"(\d+) batch/)?.[1], '1');
  const archive = await unzipped(new Uint8Array(await reply.arrayBuffer()));
  t.diagnostic(`31 MB in ${Date.now() - began} ms`);

  const data = JSON.parse(text(archive.get('data.json')));
  assert.equal(data.profile[0].email, 'mira@harbour.example');
  assert.match(text(archive.get('README.txt')), /^Data of Mira Lindqvist\n/);
  const composed = NFD.normalize('NFC');
  const expected = new Map([
    [`files/${composed}`, sent[1][1]], [`files/${composed.replace('.pdf', ' (2).pdf')}`, sent[0][1]],
    ['files/한글.pdf', sent[2][1]], ['files/large.pdf', sent[3][1]], ['files/Visa.pdf', pdf(500, 11)],
  ]);
  for (const [name, bytes] of expected) {
    assert.ok(Buffer.from(archive.get(name) ?? []).equals(bytes), `${name} of ${[...archive.keys()]}`);
    assert.equal(data.files.find((it: { in_archive: string }) => it.in_archive === name)?.sha256, sha256(bytes), name);
  }
  assert.deepEqual([...archive.keys()].filter((it) => it.startsWith('files/')).sort(), data.files.map((it: { in_archive: string }) => it.in_archive).filter((it: string) => it.startsWith('files/')).sort());
  assert.ok([...archive.keys()].every((it) => !it.includes('..') && !it.startsWith('/') && it === it.normalize('NFC')));
  await ole.get('/audit');
  assert.match(ole.page.text(), /Exported the data of Mira Lindqvist/);

  // One whose bytes are gone is named, and the rest is there.
  const lost = await portal.env.DB.prepare("SELECT key FROM files WHERE name = 'large.pdf'").first<{ key: string }>();
  await portal.env.FILES.delete(lost?.key ?? '');
  const again = await unzipped(new Uint8Array(await (await ole.request(asked.headers.get('location') ?? '')).arrayBuffer()));
  assert.match(text(again.get('MISSING.txt')), /\nfiles\/large\.pdf\n/);
  assert.ok(again.has('files/한글.pdf') && !again.has('files/large.pdf'));
});
