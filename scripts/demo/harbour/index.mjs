// Harbour Aviation: the largest of the three operators.
import { bills } from './bills.mjs';
import { blocks } from './blocks.mjs';
import { cast } from './cast.mjs';
import { deals } from './deals.mjs';
import { fbos } from './fbos.mjs';
import { flown } from './flown.mjs';
import { strangers } from './strangers.mjs';
import { talk } from './talk.mjs';

export function harbour(kit) {
  const who = cast(kit);
  const trips = flown(who);
  const sold = deals(who);
  fbos(who);
  bills(who, sold, trips);
  blocks(who);
  talk(who, sold, trips);
  strangers(who);
  who.op.close();
}
