// Opens pages of the built Worker in Chromium: at any width, light or dark, with or without scripts.
import axe from 'axe-core';
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
  /** Problems on all pages: script errors, blocked content, failed requests. */
  readonly problems: string[] = [];
  readonly #browser: Browser;
  readonly #sessions = new Map<string, Session>();
  readonly #complaints = new WeakMap<Page, string[]>();

  constructor(portal: Portal, browser: Browser) {
    this.portal = portal;
    this.#browser = browser;
  }

  /** Opens a page in a new browser profile. Relative URLs are on `host`. */
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
    const complaints: string[] = [];
    this.#complaints.set(page, complaints);
    const note = (problem: string) => [complaints, this.problems].forEach((list) => list.push(problem));
    page.on('pageerror', (error) => note(`${page.url()}: ${error}`));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED') note(`${request.url()}: ${reason}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) note(`${page.url()} asks for ${request.url()}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') note(`${page.url()}: ${message.text()}`);
    });
    return page;
  }

  /** The problems on a page since this was last called. */
  complaints(page: Page): string[] {
    return this.#complaints.get(page)?.splice(0) ?? [];
  }

  /** Opens a page for a person of the demo data, signed in. Close its context when done. */
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

const RULES = { contrast: ['color-contrast'], all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/** The violations of WCAG 2.2 AA that axe finds, one line each; `contrast` checks color contrast only. */
export async function violations(page: Page, { contrast = false } = {}): Promise<string[]> {
  if (!await page.evaluate<boolean>('"axe" in window')) await page.evaluate(axe.source);
  const options = { runOnly: RULES[contrast ? 'contrast' : 'all'], resultTypes: ['violations'] };
  return page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.flatMap(
    ({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ': ' + node.failureSummary)))`);
}

/** Runs `act` with a screen as high as the page, because axe takes what is scrolled below a bar for covered. */
export async function atFullHeight<T>(page: Page, act: () => Promise<T>): Promise<T> {
  const screen = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ ...screen, height: await page.evaluate<number>('document.documentElement.scrollHeight') });
  const answer = await act();
  await page.setViewportSize(screen);
  return answer;
}

export const accessibilityViolations = (page: Page): Promise<string[]> => atFullHeight(page, () => violations(page));

/** Logs a client out by the menu behind their initials. */
export async function logOut(page: Page): Promise<void> {
  await page.locator('[popovertarget=profile]').click();
  await page.locator('#profile').getByRole('button', { name: 'Log out' }).click();
}

/** Whether the page is wider than its screen. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');
}
