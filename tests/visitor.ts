// A browser without scripts: keeps cookies for each host, follows redirects, fills in and sends forms.
import { Page, type Form, type Values } from './page.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const HOPS = 5;
let visitors = 0;

export class Visitor {
  readonly #fetch: Fetch;
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #address: string;
  #at: string;
  #page: Page | undefined;

  /** Until a page was visited, relative URLs are resolved from `start`. */
  constructor(fetch: Fetch, start: string) {
    visitors += 1;
    this.#fetch = fetch;
    this.#at = start;
    this.#address = `10.0.${visitors >> 8}.${visitors & 255}`;
  }

  /** The page visited last. */
  get page(): Page {
    if (!this.#page) throw new Error('no page was visited yet');
    return this.#page;
  }

  /** The origin of the page visited last. */
  get origin(): string {
    return new URL(this.#at).origin;
  }

  /** A cookie for the host of the page visited last. */
  cookie(name: string): string {
    return this.#cookies.get(new URL(this.#at).hostname)?.get(name) ?? '';
  }

  /** Sets a cookie for that host, as an attacker would. */
  plant(name: string, value: string): void {
    const { hostname } = new URL(this.#at);
    this.#cookies.set(hostname, new Map(this.#cookies.get(hostname)).set(name, value));
  }

  /** Opens a page, following redirects. */
  get(url: string): Promise<Page> {
    return this.#visit(url, { method: 'GET' });
  }

  /** Follows the link with this text on the page visited last. */
  async click(words: string): Promise<Page> {
    return this.get(this.page.link(words));
  }

  /** Fills in and sends a form of the page visited last: see `Page.form`. */
  async submit(form: string, values: Values = {}): Promise<Page> {
    return this.send(this.page.form(form), values);
  }

  /** Sends a form, perhaps of a page that was visited earlier. */
  async send(form: Form, values: Values = {}): Promise<Page> {
    const pairs = form.filled(values);
    if (form.method === 'GET') {
      const url = new URL(form.action);
      url.search = new URLSearchParams(pairs as [string, string][]).toString();
      return this.get(url.href);
    }
    // A Response encodes the body, so that the content type has the boundary of multipart forms.
    const encoded = new Response(form.encode(pairs));
    const { origin } = new URL(form.page.url);
    const headers = {
      origin,
      'sec-fetch-site': origin === new URL(form.action).origin ? 'same-origin' : 'cross-site',
      'content-type': encoded.headers.get('content-type') ?? '',
    };
    return this.#visit(form.action, { method: 'POST', headers, body: await encoded.arrayBuffer() });
  }

  /** Sends a single request with the visitor's cookies, without following redirects. */
  async request(url: string, init: RequestInit = {}): Promise<Response> {
    const target = new URL(url, this.#at);
    const jar = this.#cookies.get(target.hostname) ?? new Map<string, string>();
    this.#cookies.set(target.hostname, jar);
    const headers = new Headers(init.headers);
    headers.set('cf-connecting-ip', this.#address);
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await this.#fetch(target.href, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  async #visit(url: string, init: RequestInit): Promise<Page> {
    let target = new URL(url, this.#at);
    for (let hop = 0; hop <= HOPS; hop += 1) {
      const response = await this.request(target.href, hop === 0 ? init : { method: 'GET' });
      const location = response.headers.get('location');
      if (!location) {
        this.#at = target.href;
        this.#page = new Page(target.href, response, await response.text());
        return this.#page;
      }
      target = new URL(location, target);
    }
    throw new Error(`${url} redirects more than ${HOPS} times`);
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const name = pair.slice(0, pair.indexOf('='));
  if (attributes.some((attribute) => /^max-age=(0|-\d+)$/i.test(attribute))) jar.delete(name);
  else jar.set(name, pair.slice(name.length + 1));
}
