// The demo data: three operators with their people, trips and money, with dates around "now".
import { harbour } from './demo/harbour/index.mjs';
import { Ids } from './demo/ids.mjs';
import { northstar } from './demo/northstar.mjs';
import { PASSWORD } from './demo/people.mjs';
import { ridgeline } from './demo/ridgeline.mjs';
import { Tables } from './demo/tables.mjs';

const login = (name, slug, face = '') =>
  ({
    who: name, host: `${slug}${face}`, email: `${name.split(' ')[0].toLowerCase()}@${slug}.example`, password: PASSWORD,
  });

/** Who can sign in to the demo, and on which host below the portal's domain. */
export const logins = [
  login('Mira Lindqvist', 'harbour'), login('Tomas Lindqvist', 'harbour'), login('Ruth Okafor', 'harbour'),
  login('Carl Mendez', 'harbour'),
  login('Ole Berg', 'harbour', '-ops'), login('Dana Whitfield', 'harbour', '-ops'),
  login('Ines Duarte', 'harbour', '-ops'),
  login('Milo Brandt', 'ridgeline'), login('Rhea Stone', 'ridgeline', '-ops'),
  login('Bea Larsen', 'northstar'), login('Noor Haddad', 'northstar', '-ops'),
];

/** The demo data as SQL, with dates relative to `now`. The same `now` gives the same data. */
export const demo = (now) => tell(now).tables.sql();

/** The files of the demo in R2: key, content type, and the file to copy. */
export const files = (now) => tell(now).files;

function tell(now) {
  const kit = { tables: new Tables(), ids: new Ids(), now: now.getTime(), files: [] };
  for (const operator of [harbour, ridgeline, northstar]) operator(kit);
  return kit;
}
