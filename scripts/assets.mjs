// Builds public/: style sheet, script, icons and maps, each with a hash of its content in the name.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure, at, digest, isFresh, markFresh, run, say } from './run.mjs';

// The headers of every page (src/http/router.rs), also for what is not found. The journeys compare them.
const HEADERS = ['/assets/*', '/api/v1/openapi.json', '/sw.js'].map((path) => `${path}
  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Strict-Transport-Security: max-age=31536000; includeSubDomains
`).join('') + '  Cache-Control: no-cache\n';

/** Only files that exist may be cached: a name with a hash for a year, the others for a day. */
function caching(hashed) {
  const forever = hashed.map((file) => `/assets/${file}\n  Cache-Control: public, max-age=31536000, immutable\n`);
  const files = ['fonts', 'img'].flatMap((folder) => readdirSync(at('public/assets', folder)).map((file) => `${folder}/${file}`));
  return [...forever, ...files.map((file) => `/assets/${file}\n  Cache-Control: public, max-age=86400\n`)].join('');
}

export async function assets() {
  const stamp = digest('assets', 'templates', 'package-lock.json', 'scripts/assets.mjs', 'scripts/map.mjs');
  if (isFresh('public', stamp)) return;
  say('Building styles, script, icons and maps');

  const made = {
    PORTAL_CSS: named('portal', 'css', await stylesheet()),
    PORTAL_JS: named('portal', 'js', await script('portal.js')),
    PORTAL_ICONS: named('icons', 'svg', icons()),
  };
  // The packages of the maps are there once npm has installed them.
  const { maps } = await import('./map.mjs');
  const map = maps();
  mkdirSync(at('public/assets'), { recursive: true });
  // It keeps its name: a browser asks for it again under the same one.
  writeFileSync(at('public/sw.js'), await script('sw.js'));
  mkdirSync(at('public/api/v1'), { recursive: true });
  cpSync(at('assets/openapi.json'), at('public/api/v1/openapi.json'));
  for (const { file, content } of Object.values(made)) writeFileSync(at('public/assets', file), content);
  for (const folder of ['fonts', 'img']) {
    rmSync(at('public/assets', folder), { recursive: true, force: true });
    if (existsSync(at('assets', folder))) cpSync(at('assets', folder), at('public/assets', folder), { recursive: true });
  }
  fonts();
  mkdirSync(at('public/assets', map.folder), { recursive: true });
  for (const [file, content] of Object.entries(map.files)) writeFileSync(at('public/assets', map.folder, file), content);
  const kept = new Set(['fonts', 'img', map.folder, ...Object.values(made).map(({ file }) => file)]);
  for (const file of readdirSync(at('public/assets'))) {
    if (!kept.has(file)) rmSync(at('public/assets', file), { recursive: true });
  }

  writeFileSync(at('public/_headers'), HEADERS + caching([...Object.values(made).map(({ file }) => file), `${map.folder}/*`]));
  writeFileSync(at('public/.assetsignore'), '.stamp\nassets.env\n');
  // build.rs compiles these names in. The file is not written if it is the same, so that cargo need not rebuild.
  const names = [...Object.entries(made).map(([key, { file }]) => [key, file]), ['PORTAL_MAP', map.folder]];
  const env = names.map(([key, name]) => `${key}=/assets/${name}\n`).join('');
  if (!existsSync(at('public/assets.env')) || readFileSync(at('public/assets.env'), 'utf8') !== env) {
    writeFileSync(at('public/assets.env'), env);
  }
  markFresh('public', stamp);
}

function named(name, extension, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8);
  return { file: `${name}-${hash}.${extension}`, content };
}

async function stylesheet() {
  return compiled('tailwindcss', (out) => ['--input', 'assets/portal.css', '--output', out, '--minify']);
}

async function script(name) {
  return compiled('esbuild', (out) => [`assets/${name}`, '--minify', '--log-level=warning', `--outfile=${out}`]);
}

async function compiled(command, args) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-'));
  try {
    await run(command, args(join(folder, 'out')));
    return readFileSync(join(folder, 'out'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Copies the fonts of scripts that the typeface of PDFs lacks (src/pdf/scripts.rs). The Worker reads one only for a
 * document that needs it. Of the large ones there is one weight.
 */
function fonts() {
  const from = (name, weight) => at('node_modules/@expo-google-fonts', `noto-sans-${name.toLowerCase()}`, weight, `NotoSans${name}_${weight}.ttf`);
  const two = { hebrew: 'Hebrew', arabic: 'Arabic', devanagari: 'Devanagari', thai: 'Thai' };
  const one = { japanese: 'JP', korean: 'KR', chinese: 'SC' };
  for (const [file, name] of Object.entries({ ...two, ...one })) {
    cpSync(from(name, '400Regular'), at('public/assets/fonts', `${file}-400.ttf`));
    if (file in two) cpSync(from(name, '600SemiBold'), at('public/assets/fonts', `${file}-600.ttf`));
  }
  cpSync(at('node_modules/@expo-google-fonts/noto-sans-jp/LICENSE_FONT'), at('public/assets/fonts/LICENSE_NOTO.txt'));
}

/** Makes one sprite of all icons: <use href="….svg#name"> draws one in the color of the text around it. */
function icons() {
  const names = readFileSync(at('assets/icons.txt'), 'utf8').split('\n').map((line) => line.trim()).filter(Boolean);
  const symbols = names.map((name) => {
    const file = at('node_modules/lucide-static/icons', `${name}.svg`);
    if (!existsSync(file)) throw new Failure(`assets/icons.txt: lucide has no icon "${name}".`);
    const drawing = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" `
      + `stroke-linecap="round" stroke-linejoin="round">${drawing.replace(/\s*\n\s*/g, '')}</symbol>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Lucide, https://lucide.dev, ISC licence -->\n${symbols.join('')}</svg>\n`;
}
