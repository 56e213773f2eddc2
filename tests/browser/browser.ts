// Chromium on the built Worker: every page can be opened at each width, light and dark, with and without scripts.
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
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

export type Look = { width?: 390 | 1280; dark?: boolean; scripts?: boolean };

/** Every way to look at a page, for a test that looks at it in all of them. */
export const LOOKS: Required<Look>[] = ([390, 1280] as const).flatMap((width) =>
  [false, true].flatMap((dark) => [true, false].map((scripts) => ({ width, dark, scripts }))));

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

  constructor(portal: Portal, browser: Browser) {
    this.portal = portal;
    this.#browser = browser;
  }

  /** A page of a new profile; relative addresses are on `host`. */
  async open(host: string, { width = 1280, dark = false, scripts = true }: Look = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: this.portal.url(host),
      viewport: { width, height: width === 390 ? 844 : 800 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: scripts,
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.problems.push(`${page.url()}: ${error}`));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED') this.problems.push(`${request.url()}: ${reason}`);
    });
    page.on('console', (said) => {
      if (said.type() === 'error') this.problems.push(`${page.url()}: ${said.text()}`);
    });
    return page;
  }

  /** A page of somebody of the demo data who has signed in; close its context to end it. */
  async signIn(email: string, look?: Look, host?: string): Promise<Page> {
    const login = loginOf(email, host);
    const page = await this.open(login.host, look);
    await page.goto('/session/new');
    await page.fill('[name=email]', email);
    await page.fill('[name=password]', login.password);
    await page.press('[name=password]', 'Enter');
    await page.waitForURL((url) => !url.pathname.startsWith('/session'));
    return page;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.portal.stop();
  }
}

/** What axe finds against WCAG 2.2 AA on a page with scripts, one line each. */
export async function barriers(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** Whether the page is wider than its screen. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
