// Harbour Aviation: trips without a quote: past, in progress, ahead and cancelled.
import { HOUR, MINUTE, floor } from '../clock.mjs';
import { departsAt, itinerary, underway } from '../places.mjs';
import { trip } from '../trips.mjs';

const FLOWN = [
  // days ago, account, tail, itinerary, passengers
  [2, 'okafor', 'latitude', 'TEB 08:00 BOS 18:15 TEB', 3],
  [4, 'grant', 'challenger', 'TEB 07:15 MDW 17:40 TEB', 5],
  [6, 'lindqvist', 'latitude', 'TEB 12:30 DCA', 2],
  [9, 'zolc', 'phenom', 'TEB 09:00 PIT 16:30 TEB', 3],
  [12, 'lindqvist', 'global', 'LTN 17:00 TEB', 4],
  [16, 'lindqvist', 'global', 'TEB 21:00 LTN', 4],
  [20, 'lindqvist', 'latitude', 'TEB 08:00 BED 17:45 TEB', 4],
  [23, 'okafor', 'latitude', 'TEB 10:30 CHS', 4],
  [26, 'grant', 'challenger', 'HPN 09:00 AUS +2 15:30 HPN', 6],
  [29, 'zolc', 'challenger', 'TEB 13:00 YYZ +1 18:00 TEB', 2],
  [33, 'lindqvist', 'challenger', 'TEB 11:00 ORD +1 16:00 TEB', 5],
  [37, 'okafor', 'latitude', 'CHS 14:00 TEB', 4],
  [44, 'lindqvist', 'phenom', 'TEB 17:30 MVY', 3],
  [55, 'grant', 'phenom', 'TEB 08:30 CLT', 4],
  [62, 'lindqvist', 'latitude', 'TEB 09:15 SAV +2 17:00 TEB', 6],
  [70, 'okafor', 'latitude', 'TEB 09:00 PWM', 2],
  [78, 'lindqvist', 'global', 'TEB 19:30 GVA +4 10:00 NCE +3 13:00 TEB', 8],
  [89, 'zolc', 'phenom', 'TEB 08:00 CLE', 2],
  [97, 'okafor', 'latitude', 'HPN 07:45 PBI +3 16:00 HPN', 5],
  [110, 'lindqvist', 'latitude', 'ACK 18:30 TEB', 4],
  [117, 'lindqvist', 'latitude', 'TEB 10:00 ACK', 4],
  [131, 'grant', 'challenger', 'TEB 08:00 DAL 17:00 TEB', 4],
  [150, 'lindqvist', 'global', 'TEB 20:00 ARN', 5],
  [168, 'okafor', 'latitude', 'TEB 12:00 EYW +4 15:00 TEB', 6],
];

const WISHES = [
  '', 'Coffee and fruit only.', '', 'Car at the aircraft on arrival.', 'Lunch for all; one without gluten.',
];

export function flown({ op, tails, people, accounts, passengers: who }) {
  const { dana } = people;
  const manifests = {
    lindqvist: [who.mira, who.tomas, who.nils, who.ingrid], okafor: [who.ruth, who.chidi, who.amara],
    zolc: [who.lukasz], grant: [],
  };
  const legs = (words, days, tail) => itinerary(words, op.day(days), tails[tail].speed_kt);
  const booked = (account, tail, theirs, passengers, rest) =>
    trip(op, {
      account: accounts[account], tail: tails[tail], legs: theirs, passengers,
      travellers: manifests[account].slice(0, passengers), by: dana, ...rest,
    });

  const past = {};
  FLOWN.forEach(([days, account, tail, words, passengers], index) => {
    const theirs = legs(words, -days, tail);
    const made = departsAt(theirs) - (6 + (index % 5) * 3) * 24 * HOUR;
    const row = booked(account, tail, theirs, passengers, {
      stage: 'completed', made, wishes: WISHES[index % WISHES.length],
    });
    past[days] = { trip: row, account: accounts[account], tail: tails[tail], legs: theirs, passengers };
  });

  const left = floor(op.now, 5 * MINUTE) - 50 * MINUTE;
  const now = booked('okafor', 'latitude', underway('TEB', 'CHS', left, tails.latitude.speed_kt), 3, {
    stage: 'in_progress', made: op.at(-7, '12:10'), wishes: 'A cello travels in the cabin, in a seat of its own.',
  });
  booked('zolc', 'phenom', legs('TEB 08:00 BED +1 17:00 TEB', 1, 'phenom'), 2, {
    stage: 'dispatched', made: op.at(-9, '15:00'),
  });
  booked('okafor', 'latitude', legs('CHS 16:30 TEB', 5, 'latitude'), 3, { stage: 'booked', made: op.at(-7, '12:20') });
  booked('grant', 'challenger', legs('TEB 09:00 OPF +3 17:30 TEB', 12, 'challenger'), 6, {
    stage: 'booked', made: op.at(-6, '10:40'),
  });
  booked('lindqvist', 'phenom', legs('TEB 13:00 PWM', 6, 'phenom'), 2, {
    stage: 'cancelled', made: op.at(-14, '09:10'),
    cancelled: { at: op.at(-2, '11:32'), reason: 'the client’s plans changed' },
  });
  return { past, now };
}
