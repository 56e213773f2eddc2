// Finds a Chromium for the browser tests, or installs one.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { Failure, run, say } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

export function findChromium() {
  const installed = (process.env.PATH ?? '').split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...installed, MAC, chromium.executablePath()].find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function ensureChromium() {
  if (findChromium()) return;
  say('Installing Chromium');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env });
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], { env });
  } else {
    await run('playwright-core', ['install', 'chromium']);
  }
  if (!findChromium()) throw new Failure('No Chromium: install Chromium or Google Chrome, then run this again.');
}
