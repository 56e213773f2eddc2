// Every kind of mail reads well on a phone, in the light and in the dark.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { until } from '../harness.ts';
import { overflows, start, violations } from './browser.ts';

const screens = await start();
after(() => screens.stop());
const { portal } = screens;

/** A word that is wider than a phone. */
const LONG = `https://maps.example/${'far-out-on-the-road-'.repeat(6)}`;

/** Has the portal send mails of many kinds. */
async function cause(): Promise<void> {
  const [mira, dana, ines, ole] = await Promise.all(['mira', 'dana', 'ines', 'ole'].map((name) => portal.signIn(`${name}@harbour.example`)));
  if (!mira || !dana || !ines || !ole) throw new Error('nobody is signed in');
  await mira.get('/messages/new');
  await mira.submit('Send message', { subject: `Directions ${LONG}`.slice(0, 100), body: `Where do we park?\n${LONG}` });
  await dana.get('/messages');
  await dana.get(dana.page.all('main a').map((it) => it.getAttribute('href') ?? '').find((it) => /^\/messages\/[0-9a-f-]{36}/.test(it)) ?? '');
  await dana.submit('/replies', { body: `Here:\n\n${LONG}\n\n— Dana` });
  await ole.get('/staff/new');
  await ole.submit('Send activation email', { name: 'Sven Halvorsen', email: 'sven@harbour.example', role: 'accounting' });
  await mira.get('/requests/new?kind=one_way');
  await mira.submit('Continue', { to: 'who', 'from.0': 'TEB', 'to.0': 'PBI', 'date.0': '2027-03-10', 'time.0': '10:00' });
  await mira.submit('Continue', { to: 'preferences', passengers: '3' });
  await mira.submit('Continue', { to: 'check', notes: LONG });
  await mira.submit('Send request');
  const stranger = portal.visitor('harbour');
  await stranger.get('/session/new');
  await stranger.request('/session/codes', {
    method: 'POST', body: new URLSearchParams({ email: 'tomas@harbour.example', purpose: 'sign_in' }).toString(),
    headers: { origin: stranger.origin, 'content-type': 'application/x-www-form-urlencoded' },
  });
  // What was mailed in the demo is sent anew.
  await portal.env.DB.prepare("UPDATE outbox SET state = 'queued', attempts = 0, next_at = 0 WHERE to_email <> ''").run();
  await portal.cron();
}

type Kind = { id: string; kind: string };

test('mails fit a phone and are legible in the light and in the dark', async (t) => {
  await cause();
  const waiting = "SELECT count(*) AS many FROM outbox WHERE to_email <> '' AND (state = 'working' OR state = 'queued' AND attempts = 0)";
  await until(async () => (await portal.env.DB.prepare(waiting).first<{ many: number }>())?.many === 0, 60);
  const { results: kinds } = await portal.env.DB.prepare(
    `SELECT max(o.id) AS id, o.job || ' of ' || e.action || ' to ' || o.to_face AS kind FROM outbox o JOIN events e ON e.id = o.event_id
     JOIN hosts h ON h.workspace_id = o.workspace_id AND h.host = 'harbour' WHERE o.to_email <> '' AND o.state = 'done' GROUP BY o.job, e.action, o.to_face ORDER BY 2`,
  ).all<Kind>();
  t.diagnostic(kinds.map(({ kind }) => kind).join(', '));
  for (const one of ['talk', 'activation', 'sign_in_code', 'letter']) assert.ok(kinds.some(({ kind }) => kind.startsWith(one)), `a mail of the kind ${one}`);
  const ole = await portal.signIn('ole@harbour.example');
  const page = await screens.open('harbour-ops');
  for (const { id, kind } of kinds) {
    const reply = await ole.request(`/mails/${id}?look=html`);
    assert.equal(reply.status, 200, kind);
    await page.setContent(await reply.text());
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 844 });
        assert.ok(!await overflows(page), `${kind} at ${width} is wider than the screen`);
      }
      assert.deepEqual(await violations(page, { contrast: true }), [], `${kind}, ${colorScheme}`);
    }
  }
});
