// Ids like those of the portal, but the same for the same "now".
import { createHash } from 'node:crypto';

export class Ids {
  #made = 0;

  #chance() {
    this.#made += 1;
    return createHash('sha256').update(`demo ${this.#made}`).digest('hex');
  }

  /** A UUIDv7 with the time at which its row was created. */
  at(moment) {
    const time = Math.floor(moment).toString(16).padStart(12, '0');
    const chance = this.#chance();
    return [time.slice(0, 8), time.slice(8), `7${chance.slice(0, 3)}`, `8${chance.slice(3, 6)}`, chance.slice(6, 18)].join('-');
  }

  task() {
    return this.#chance().slice(0, 32);
  }
}
