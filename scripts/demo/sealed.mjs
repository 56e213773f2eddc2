// Encrypts texts as src/kit/sealed.rs does, with the data key of developers' machines, which is public.
import { createCipheriv, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const SETUP = new URL('../setup.mjs', import.meta.url);
const secret = /DATA_KEY="(.+)"/.exec(readFileSync(SETUP, 'utf8'))[1];

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((it) => Buffer.from(it)))).digest();
const derived = (label) => sha256(label, '\0', secret);

/** `of`: the owner and the purpose, which are authenticated. The nonce follows from them, so that the data is always the same. */
export function sealed(of, text) {
  const bound = of.map((part) => `${Buffer.byteLength(part)}:${part}`).join('');
  const nonce = sha256(bound).subarray(0, 12);
  const cipher = createCipheriv('chacha20-poly1305', derived('sealed text, version 1'), nonce, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(bound), { plaintextLength: Buffer.byteLength(text) });
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const key = derived('name of a key').subarray(0, 4);
  return [key, nonce, body].map((it) => it.toString('base64url')).join('.');
}
