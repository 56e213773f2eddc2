// A page and its forms, as a browser without scripts has them.
import { parse, type HTMLElement } from 'node-html-parser';

export type Value = string | File;
/** Values by field: a list for a field that occurs several times, null to leave a field out. */
export type Values = Record<string, Value | Value[] | null>;

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();

export class Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly document: HTMLElement;

  constructor(url: string, response: { status: number; headers: Headers }, html: string) {
    this.url = url;
    this.status = response.status;
    this.headers = response.headers;
    this.html = html;
    this.document = parse(html, { blockTextElements: { script: true, style: true } });
  }

  /** The path and query of the page's URL. */
  get path(): string {
    const { pathname, search } = new URL(this.url);
    return pathname + search;
  }

  has(selector: string): boolean {
    return this.document.querySelector(selector) !== null;
  }

  find(selector: string): HTMLElement {
    const found = this.document.querySelector(selector);
    if (!found) throw new Error(`${this.url} (${this.status}) has no ${selector}:\n${this.text()}`);
    return found;
  }

  all(selector: string): HTMLElement[] {
    return this.document.querySelectorAll(selector);
  }

  /** The text of an element or of the whole page, with white space collapsed. */
  text(selector = 'body'): string {
    return squeeze((this.document.querySelector(selector) ?? this.document).textContent);
  }

  /** The URL of the link with this text. */
  link(words: string): string {
    const href = this.all('a[href]').find((link) => squeeze(link.textContent) === words)?.getAttribute('href');
    if (!href) throw new Error(`${this.url} (${this.status}) has no link "${words}":\n${this.text()}`);
    return new URL(href, this.url).href;
  }

  /** The value of the first option of a select whose text begins with these words. */
  option(name: string, words: string): string {
    const found = this.all(`select[name="${name}"] option`).find((option) => squeeze(option.textContent).startsWith(words));
    if (!found) throw new Error(`${this.url} (${this.status}) offers no "${words}" as ${name}:\n${this.text()}`);
    return valueOf(found);
  }

  /** The form whose action ends with `which`, or that has a button with this text. */
  form(which: string): Form {
    const forms = this.all('form').map((element) => new Form(element, this));
    const found = forms.find(({ action }) => action.endsWith(which)) ?? forms.find((form) => form.offers(which));
    if (!found) throw new Error(`${this.url} (${this.status}) has no form "${which}":\n${this.text()}`);
    return found;
  }
}

export class Form {
  readonly action: string;
  readonly method: 'GET' | 'POST';
  readonly page: Page;
  readonly #element: HTMLElement;

  constructor(element: HTMLElement, page: Page) {
    this.action = new URL(element.getAttribute('action') || page.url, page.url).href;
    this.method = element.getAttribute('method')?.toLowerCase() === 'post' ? 'POST' : 'GET';
    this.page = page;
    this.#element = element;
  }

  offers(words: string): boolean {
    return this.#controls().some((control) => control.tagName === 'BUTTON' && squeeze(control.textContent) === words);
  }

  /** The fields that a browser would send after filling in `values`. An unknown field is an error. */
  filled(values: Values): [string, Value][] {
    const pairs: [string, Value][] = [];
    const filled = new Set<string>();
    for (const control of this.#controls()) {
      const name = control.getAttribute('name');
      if (!name || filled.has(name)) continue;
      const value = values[name];
      if (value === undefined) {
        pairs.push(...untouched(control).map((text): [string, Value] => [name, text]));
        continue;
      }
      filled.add(name);
      for (const one of value === null ? [] : [value].flat()) {
        this.#refuseUnoffered(name, one);
        pairs.push([name, one]);
      }
    }
    const missing = Object.keys(values).filter((name) => !filled.has(name));
    if (missing.length > 0) throw new Error(`the form ${this.action} has no field ${missing.join(', ')}`);
    return pairs;
  }

  encode(pairs: [string, Value][]): BodyInit {
    if (this.#element.getAttribute('enctype') !== 'multipart/form-data') {
      return new URLSearchParams(pairs as [string, string][]);
    }
    const body = new FormData();
    for (const [name, value] of pairs) body.append(name, value);
    return body;
  }

  #controls(): HTMLElement[] {
    const id = this.#element.getAttribute('id');
    const inside = this.#element.querySelectorAll('input, select, textarea, button');
    const outside = id ? this.page.all(`[form="${id}"]`) : [];
    return [...inside, ...outside].filter((c) => !c.hasAttribute('disabled') && !c.closest('fieldset[disabled]'));
  }

  /** A person can choose only the values that a select or radio buttons offer. */
  #refuseUnoffered(name: string, value: Value): void {
    const choices = this.#controls().filter((c) => c.getAttribute('name') === name).flatMap(options);
    if (choices.length > 0 && !choices.includes(value as string)) {
      throw new Error(`the form ${this.action} does not offer ${name}=${value}, only ${choices.join(', ')}`);
    }
  }
}

function options(control: HTMLElement): string[] {
  if (control.tagName === 'SELECT') return control.querySelectorAll('option').map(valueOf);
  return control.getAttribute('type') === 'radio' ? [valueOf(control)] : [];
}

function valueOf(control: HTMLElement): string {
  return control.getAttribute('value') ?? (control.tagName === 'OPTION' ? squeeze(control.textContent) : 'on');
}

/** The values that a control sends if nobody changed it. */
function untouched(control: HTMLElement): string[] {
  if (control.tagName === 'TEXTAREA') return [control.textContent.replace(/^\n/, '')];
  if (control.tagName === 'SELECT') {
    const all = control.querySelectorAll('option');
    const chosen = all.filter((option) => option.hasAttribute('selected'));
    return (chosen.length > 0 || control.hasAttribute('multiple') ? chosen : all.slice(0, 1)).map(valueOf);
  }
  const type = control.getAttribute('type') ?? 'text';
  if (control.tagName === 'BUTTON' || ['submit', 'button', 'reset', 'image', 'file'].includes(type)) return [];
  if (type === 'checkbox' || type === 'radio') return control.hasAttribute('checked') ? [valueOf(control)] : [];
  return [control.getAttribute('value') ?? ''];
}
