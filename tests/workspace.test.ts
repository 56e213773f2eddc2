// npm run workspace: a new operator's administrator comes from the mail to the first invited client, without help.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { unstable_splitSqlQuery as statements } from 'wrangler';
import { at, offline, quietly } from '../scripts/run.mjs';
import { complaints } from '../scripts/workspace.mjs';
import { creation, disabling, enabling } from '../scripts/workspace/sql.mjs';
import { start, until } from './harness.ts';
import { newestMail } from './mail.ts';

const portal = await start();
after(() => portal.stop());

const KESTREL = {
  slug: 'kestrel', name: 'Kestrel Air', trade: 'air', zone: 'America/Chicago', currency: 'USD', phone: '+1 312 555 0100',
  address: '1 Field Road, Chicago, IL 60638', admin: 'Kim Falk', email: 'kim@kestrel.example',
};
const LETTER = 'c0ffee00c0ffee00c0ffee00c0ffee00';

const apply = (sql: string) => portal.env.DB.batch(statements(sql).map((one) => portal.env.DB.prepare(one)));

test('a new administrator sets the workspace up to the first client who signs in', async () => {
  await apply(creation(KESTREL, LETTER, Date.now()));
  await portal.cron();
  const text = await until(async () => (await portal.env.FILES.get(`local/mail/${LETTER}.txt`))?.text(), 20);
  const password = /^Temporary password: (\S+)$/m.exec(text)?.[1] ?? '';
  assert.match(text, /http:\/\/kestrel-ops\.localhost/);

  const kim = portal.visitor('kestrel-ops');
  await kim.get('/session/new');
  await kim.submit('Sign in', { email: KESTREL.email, password });
  await kim.submit('Set password', { password: 'nine geese over the bay', again: 'nine geese over the bay' });
  assert.equal(kim.page.path, '/', kim.page.text());

  await kim.get('/settings/company');
  await kim.submit('Save settings', { legal_name: 'Kestrel Air LLC' });
  assert.match(kim.page.text(), /Settings saved/);
  await kim.get('/tails/new');
  await kim.submit('Add to the fleet', { registration: 'N100KA', type: 'Phenom 300E', seats: '7', speed: '400' });
  assert.match(kim.page.text(), /N100KA/);

  await kim.get('/accounts/new');
  await kim.submit('/accounts', { name: 'Larch Capital' });
  await kim.get('/contacts/new');
  await kim.submit('/contacts', { name: 'Lea Larch', email: 'lea@Lärch.example' });
  const contact = kim.page.path;
  await kim.get(`${contact}?account=Larch`);
  await kim.submit(`${contact}/accounts`, { account: kim.page.option('account', 'Larch Capital') });
  await kim.submit('Send activation email', { role: 'charter' });
  const mail = await newestMail(kim, 'lea@xn--lrch-loa.example', 'Your access to');
  const lea = portal.visitor('kestrel');
  await lea.get(mail.link);
  await lea.submit('Sign in', { email: 'lea@lärch.example', password: /^Temporary password: (\S+)$/m.exec(mail.text)?.[1] ?? '' });
  await lea.submit('Set password', { password: 'four herons on a jetty', again: 'four herons on a jetty' });
  assert.equal(lea.page.path, '/', lea.page.text());
  assert.match(lea.page.text(), /Kestrel Air/);

  await apply(disabling('kestrel', Date.now()));
  for (const visitor of [kim, lea]) assert.equal((await visitor.get('/')).status, 404, 'a disabled workspace shows nothing');
  await apply(enabling('kestrel'));
  assert.match((await lea.get('/')).path, /^\/session\/new/, 'its sessions have ended');
});

test('options that cannot be right are named', () => {
  assert.deepEqual(complaints(KESTREL), []);
  assert.equal(complaints({}).length, 9);
  for (const [name, value] of [['slug', 'Kestrel'], ['slug', 'kestrel-ops'], ['trade', 'rail'], ['zone', 'Chicago'], ['currency', 'XXY'], ['email', 'kim']]) {
    assert.equal(complaints({ ...KESTREL, [String(name)]: value }).length, 1, `${name} ${value}`);
  }
});

test('the command works on the local database', async () => {
  const state = mkdtempSync(join(tmpdir(), 'portal-'));
  after(() => rmSync(state, { recursive: true }));
  await quietly('wrangler', ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', state], offline);
  const workspace = (...args: string[]) => quietly('node', [at('scripts/workspace.mjs'), ...args, '--state', state], offline);
  const given = Object.entries(KESTREL).flatMap(([name, value]) => [`--${name}`, value]);
  assert.match(await workspace('create', ...given), /kestrel \(clients\) and kestrel-ops \(staff\)/);
  await workspace('disable', '--slug', 'kestrel');
  assert.match(await workspace('list'), /^kestrel .*Kestrel Air \(disabled\)$/m);
  await workspace('enable', '--slug', 'kestrel');
  assert.match(await workspace('list'), /^kestrel .*1 staff +Kestrel Air/m);
});
