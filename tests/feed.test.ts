// The calendar feed: a secret address, which another program reads and parses.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import ICAL from 'ical.js';
import { start } from './harness.ts';

const portal = await start();
after(() => portal.stop());

/** Makes a feed as somebody and returns its address. */
async function feedOf(email: string): Promise<string> {
  const visitor = await portal.signIn(email);
  await visitor.get('/profile/feed');
  const page = await visitor.submit('Make an address');
  const address = /https?:\/\/[^\s<]+\/calendar\/[\w-]{43}\.ics/.exec(page.text())?.[0];
  assert.ok(address, page.text());
  return address;
}

const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((it) => new ICAL.Event(it));

test('a client subscribes to their trips, and another parser reads them', async () => {
  const address = await feedOf('mira@harbour.example');
  const anonymous = portal.visitor('harbour');
  const reply = await anonymous.request(address);
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('content-type') ?? '', /^text\/calendar/);
  const text = await reply.text();
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const events = eventsIn(text);
  const { results } = await portal.env.DB.prepare(
    `SELECT l.id, l.departs_at, l.time_agreed FROM legs l JOIN trips t ON t.id = l.trip_id JOIN stages s ON s.id = t.stage_id
     JOIN memberships m ON m.account_id = t.account_id JOIN contacts c ON c.id = m.contact_id
     WHERE c.email = 'mira@harbour.example' AND s.kind <> 'cancelled' AND t.ends_at > ?1`,
  ).bind(Date.now() - 60 * 86_400_000 + 60_000).all<{ id: string; departs_at: number; time_agreed: number }>();
  assert.ok(results.length > 1);
  for (const leg of results) {
    const event = events.find((it) => it.uid.startsWith(`${leg.id}@`));
    assert.ok(event, leg.id);
    assert.equal(event.startDate.isDate, leg.time_agreed === 0);
    if (leg.time_agreed) assert.equal(event.startDate.toJSDate().getTime(), Math.floor(leg.departs_at / 1000) * 1000);
  }
  const again = await anonymous.request(address, { headers: { 'if-none-match': reply.headers.get('etag') ?? '' } });
  assert.equal(again.status, 304);
});

test('a new address replaces the old one', async () => {
  const old = await feedOf('tomas@harbour.example');
  const tomas = await portal.signIn('tomas@harbour.example');
  await tomas.get('/profile/feed');
  await tomas.submit('Make a new address');
  assert.equal((await portal.visitor('harbour').request(old)).status, 404);
});
