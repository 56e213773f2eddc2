// The data inside invoices (Factur-X) against the schema and the business rules of EN 16931. The files are what
// `src/invoices/views/electronic/tests.rs` compares its invoices with.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import saxon from 'saxon-js';

const at = (path: string) => fileURLToPath(new URL(`fixtures/factur-x/${path}`, import.meta.url));
const unpacked = (name: string) => gunzipSync(readFileSync(at(`rules/${name}`))).toString();

xmlRegisterFsInputProviders();
const schema = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(at('rules/Factur-X_EN16931.xsd')), { url: at('rules/Factur-X_EN16931.xsd') }));
const rules = unpacked('en16931.sef.json.gz');
const codes = await saxon.getResource({ type: 'xml', text: unpacked('FACTUR-X_EN16931_codedb.xml.gz') });

/** What the rules say against an invoice. */
function broken(invoice: string): string[] {
  const { principalResult } = saxon.transform({
    stylesheetText: rules,
    stylesheetBaseURI: 'file:///rules/rules.json',
    sourceText: invoice,
    destination: 'serialized',
    documentPool: { 'file:///rules/FACTUR-X_EN16931_codedb.xml': codes },
  });
  assert.match(principalResult, /svrl:fired-rule/, 'no rule was asked');
  const failed = principalResult.matchAll(/<svrl:failed-assert([^>]*)>[\s\S]*?<svrl:text>([\s\S]*?)<\/svrl:text>/g);
  // A warning is that the delivery says nothing, which the schema asks for all the same.
  return [...failed].filter(([, about]) => !about?.includes('flag="warning"')).map(([, , words]) => words?.trim() ?? '');
}

function inSchema(invoice: string): boolean {
  try {
    schema.validate(XmlDocument.fromString(invoice));
    return true;
  } catch {
    return false;
  }
}

const invoices = readdirSync(at('')).filter((name) => name.endsWith('.xml'));

test('there is an invoice, a deposit, one that is paid or credited in part, and credit notes for the whole and for a part', () => {
  const named = ['invoice', 'deposit', 'partly-paid', 'partly-credited', 'credit-note', 'partial-credit-note'];
  for (const name of named) assert.ok(invoices.includes(`${name}.xml`), name);
});

for (const name of invoices) {
  test(`${name} is in the schema and keeps every rule`, () => {
    const invoice = readFileSync(at(name), 'utf8');
    assert.ok(inSchema(invoice));
    assert.deepEqual(broken(invoice), []);
  });
}

test('an invoice that is wrong is found', () => {
  const invoice = readFileSync(at('invoice.xml'), 'utf8');
  assert.ok(!inSchema(invoice.replaceAll('ram:GrandTotalAmount', 'ram:Total')));
  const wrong = broken(invoice.replace(/<ram:GrandTotalAmount>[^<]*/, '<ram:GrandTotalAmount>1.00'));
  assert.ok(wrong.some((words) => words.includes('BR-CO-15')), wrong.join('\n'));
  const nowhere = broken(invoice.replace('<ram:CountryID>DE', '<ram:CountryID>XX'));
  assert.ok(nowhere.length > 0);
});
