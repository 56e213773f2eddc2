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

for (const [name, path] of Object.entries(built)) {
  test(`${name} may be cached for a year`, async () => {
    const response = await portal.visitor('harbour').request(path);
    assert.equal(response.status, 200);
    assert.match(path, /-[0-9a-f]{8}\.\w+$/);
    assert.match(response.headers.get('cache-control') ?? '', /max-age=31536000, immutable/);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  });
}

test('an asset of another build is not found', async () => {
  const response = await portal.visitor('harbour').request('/assets/portal-00000000.css');
  assert.equal(response.status, 404);
});
