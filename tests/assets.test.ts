// Assets have a hash of their content in the name, so that browsers may cache them forever.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { start } from './harness.ts';

const portal = await start();
after(() => portal.stop());

const built = Object.fromEntries(
  readFileSync('public/assets.env', 'utf8').trim().split('\n').map((line) => line.split('=') as [string, string]),
);

// The maps are a folder, whose name has the hash.
const files = Object.entries(built).map(([name, path]) => [name, name === 'PORTAL_MAP' ? `${path}/world.svg` : path] as const);

for (const [name, path] of files) {
  test(`${name} may be cached for a year`, async () => {
    const response = await portal.visitor('harbour').request(path);
    assert.equal(response.status, 200);
    assert.match(path, /-[0-9a-f]{8}(\/world)?\.\w+$/);
    assert.match(response.headers.get('cache-control') ?? '', /max-age=31536000, immutable/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  });
}

test('an asset carries the security headers of a page, found or not', async () => {
  const visitor = portal.visitor('harbour');
  const page = await visitor.request('/session/new');
  const icon = '/assets/img/icon.svg';
  for (const path of [...files.map(([, path]) => path), icon, '/assets/portal-00000000.css']) {
    const { headers } = await visitor.request(path);
    for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'permissions-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy']) {
      assert.equal(headers.get(name), page.headers.get(name), `${path}: ${name}`);
    }
    assert.equal(headers.get('strict-transport-security'), 'max-age=31536000; includeSubDomains', path);
  }
  assert.equal((await visitor.request(icon)).headers.get('cache-control'), 'public, max-age=86400', 'a name without a hash');
});

test('an asset of another build is not found, and that is not remembered', async () => {
  const response = await portal.visitor('harbour').request('/assets/portal-00000000.css');
  assert.equal(response.status, 404);
  assert.doesNotMatch(response.headers.get('cache-control') ?? '', /max-age=[1-9]/);
});
