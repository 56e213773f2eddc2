// npm start: sets up, builds, prepares the local database and serves. npm run dev: the same, with quick builds.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { Failure, at, exit, main, offline, say, start } from './run.mjs';
import { setup } from './setup.mjs';

const OPTIONS = {
  port: { type: 'string', default: '8787' },
  reset: { type: 'boolean', default: false },
  dev: { type: 'boolean', default: false },
};

const FIVE_MINUTES = 300_000;

function options() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch {
    throw new Failure('Usage: npm start -- [--reset] [--port N]');
  }
}

async function claim(port) {
  if (!/^\d+$/.test(port) || port < 1 || port > 65535) throw new Failure(`"${port}" is not a port.`);
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', () => reject(new Failure(`Port ${port} is in use; choose another: npm start -- --port N`)));
    server.listen(Number(port), 'localhost', resolve);
  });
  await new Promise((resolve) => server.close(resolve));
}

/** Waits until the server answers. False if it stops before. */
async function answers(port, server) {
  const stylesheet = /^PORTAL_CSS=(.+)$/m.exec(readFileSync(at('public/assets.env'), 'utf8'))[1];
  while (server.exitCode === null) {
    const response = await fetch(`http://localhost:${port}${stylesheet}`).catch(() => undefined);
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Runs the cron job, which wrangler dev does not do by itself. */
function tick(port) {
  fetch(`http://localhost:${port}/cdn-cgi/local/scheduled?cron=*/5+*+*+*+*`).catch(() => {});
}

async function welcome(port) {
  const { logins } = await import('./demo.mjs');
  const rows = logins.map(({ who, host, email, password }) =>
    [who, `http://${host}.localhost:${port}`, email, password]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column].length)));
  console.log(`\nThe portal is at http://localhost:${port}\n`);
  for (const row of rows) console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`);
  console.log('\nCtrl-C stops it.\n');
}

await main(async () => {
  const { port, reset, dev } = options();
  if (dev) process.env.PORTAL_BUILD = 'quick';
  await claim(port);
  await setup();
  await build();
  // The demo data needs a package that the set-up installs.
  const { database } = await import('./database.mjs');
  await database({ reset });
  say('Starting the server');
  const args = ['dev', '--port', port, '--inspector-port', '0', '--var', `PORTAL_ORIGIN:http://localhost:${port}`];
  const server = start('wrangler', args, { env: offline });
  const ended = exit(server);
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      stopped = true;
      server.kill(signal);
    });
  }
  if (await answers(port, server)) {
    await welcome(port);
    tick(port);
    setInterval(tick, FIVE_MINUTES, port).unref();
  }
  const code = await ended;
  if (!stopped) process.exitCode = code;
});
