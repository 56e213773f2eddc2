// Chromium on the built Worker: every page can be opened at each width, light and dark, with and without scripts.
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.mjs';
import { loginOf, start as startPortal, type Portal } from '../harness.ts';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Look = { width?: number; dark?: boolean; scripts?: boolean };

type Session = BrowserContextOptions['storageState'];

export async function start(): Promise<Screens> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium: npm test -- browser installs one');
  const [portal, browser] = await Promise.all([
    startPortal(),
    chromium.launch({ executablePath, chromiumSandbox: false, args: FLAGS }),
  ]);
  return new Screens(portal, browser);
}

export class Screens {
  readonly portal: Portal;
  /** What pages complained about: script errors, refused content, failed requests. */
  readonly problems: string[] = [];
  readonly #browser: Browser;
  readonly #sessions = new Map<string, Session>();

  constructor(portal: Portal, browser: Browser) {
    this.portal = portal;
    this.#browser = browser;
  }

  /** A page of a new profile; relative addresses are on `host`. */
  async open(host: string, { width = 1280, dark = false, scripts = true }: Look = {}, storageState?: Session): Promise<Page> {
    const { origin } = new URL(this.portal.url(host));
    const context = await this.#browser.newContext({
      baseURL: this.portal.url(host),
      viewport: { width, height: width < 600 ? 844 : 800 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: scripts,
      reducedMotion: 'reduce',
      storageState,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.problems.push(`${page.url()}: ${error}`));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED') this.problems.push(`${request.url()}: ${reason}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) this.problems.push(`${page.url()} asks for ${request.url()}`);
    });
    page.on('console', (said) => {
      if (said.type() === 'error') this.problems.push(`${page.url()}: ${said.text()}`);
    });
    return page;
  }

  /** A page of somebody of the demo data who has signed in; close its context to end it. */
  async signIn(email: string, look?: Look, host?: string): Promise<Page> {
    const login = loginOf(email, host);
    const key = `${email} ${login.host}`;
    const session = this.#sessions.get(key);
    const page = await this.open(login.host, look, session);
    if (session) return page;
    await page.goto('/session/new');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', login.password);
    await page.press('[name=password]', 'Enter');
    await page.waitForURL((url) => !url.pathname.startsWith('/session'));
    this.#sessions.set(key, await page.context().storageState());
    return page;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.portal.stop();
  }
}

/**
 * What axe finds against WCAG 2.2 AA, one line each; `colours` looks at contrast alone. It takes what is
 * scrolled below a bar for covered, so it is shown the page on a screen of its height.
 */
export async function barriers(page: Page, { colours = false } = {}): Promise<string[]> {
  const screen = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ ...screen, height: await page.evaluate<number>('document.documentElement.scrollHeight') });
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const axe = colours ? builder.withRules(['color-contrast']) : builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.analyze();
  await page.setViewportSize(screen);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** Whether the page is wider than its screen. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
