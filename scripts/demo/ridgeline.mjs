// Ridgeline Jets: a second operator with aircraft, to show that the data of operators is separate.
import { HOUR, MINUTE, floor } from './clock.mjs';
import { tail } from './fleet.mjs';
import { thread } from './messages.mjs';
import { invoice } from './invoices.mjs';
import { lines, quote, rate } from './money.mjs';
import { Operator } from './operator.mjs';
import { account, client, contact, invited, passenger, staff } from './people.mjs';
import { departsAt, itinerary, underway } from './places.mjs';
import { actual, estimate } from './price.mjs';
import { cancel, decline, request, trip } from './trips.mjs';

const WORKSPACE = {
  slug: 'ridgeline', name: 'Ridgeline Jets', legal_name: 'Ridgeline Jets Inc.', trade: 'air', brand: '7a3b12',
  logo: '1', logo_width: 96, logo_height: 96,
  reply_to: 'ops@ridgeline.example', phone: '+1 303 555 0100',
  address: '7565 S Peoria Street\nEnglewood, CO 80112\nUnited States',
  zone: 'America/Denver', clock: 24, date_order: 'day_first', amounts: 'code', currency: 'USD', deposit_ppm: 250_000, balance_days: 7, quote_catalog: '', quote_days: 5, payment_days: 10,
  quote_terms: 'Subject to weather and runway limits at mountain airports; a diversion is charged as flown. {deposit_percent} of the total is due on acceptance. Within 72 hours of departure half the total is charged on cancellation, within 24 hours all of it.',
  invoice_terms: 'Due within ten days.',
  quote_disclaimers: '', payment_provider: 'none',
  payment_instructions: 'Wire to Ridgeline Jets Inc.\nFront Range Savings, Denver CO\nRouting 000000000, account 000987654321',
};

const FLOWN = [
  // days ago, tail, itinerary, passengers
  [5, 'lear', 'APA 07:30 ASE', 4], [11, 'hawker', 'ASE 15:00 VNY', 6], [19, 'lear', 'APA 09:00 JAC +2 16:00 APA', 5],
  [28, 'hawker', 'VNY 10:00 EGE', 7], [41, 'lear', 'EGE 12:00 APA', 3], [58, 'hawker', 'APA 08:00 LAS +1 19:00 APA', 6],
  [76, 'lear', 'APA 11:30 SUN', 4], [101, 'hawker', 'BJC 09:00 TEB +3 17:00 BJC', 7],
];

export function ridgeline(kit) {
  const op = new Operator(kit, WORKSPACE);
  const rhea = staff(op, 'Rhea Stone', 'admin', ['request', 'answer', 'message']);
  const studio = account(
    op, 'Milo Productions', 'Milo Productions LLC', '1440 N Gower Street\nLos Angeles, CA 90028\nUnited States',
  );
  const lodge = account(op, 'Castle Peak Lodge', 'Castle Peak Lodge LLC', '12 Beaver Creek Plaza\nAvon, CO 81620\nUnited States', { since: -260 });
  const milo = client(op, studio, 'Milo Brandt', 'charter', rhea, { phone: '+1 323 555 0126', title: 'Producer' });
  const june = contact(op, lodge, 'June Castle', { phone: '+1 970 555 0150', title: 'General manager' });
  invited(op, studio, 'Saoirse Quinn', 'charter', rhea, op.at(-1, '10:30'), { title: 'Line producer' });
  const tails = {
    lear: tail(op, 'N75RJ', 'Learjet 75', 8, 430, { hourly: 520_000, fuel: 51_000, landing: 98_000 }),
    hawker: tail(op, 'N900RJ', 'Hawker 900XP', 8, 410, { hourly: 590_000, fuel: 62_000, landing: 110_000 }),
  };
  rate(op, 'Federal excise tax', { percent: 7.5 }, '2018-01-01');
  rate(op, 'Domestic segment fee', { fee: 520 }, '2025-01-01');
  rate(op, 'International head tax', { fee: 2_220, kind: 'international_head' }, '2024-01-01');
  const crew = [
    passenger(op, studio, 'Milo Brandt', { email: 'milo@ridgeline.example', country: 'US', expires: 1_500 }),
    passenger(op, studio, 'Saoirse Quinn', { country: 'IE', expires: 88 }),
    passenger(op, studio, 'Tobias Achterberg', { country: 'NL', expires: 410, note: 'Camera cases, 60 kg' }),
  ];
  const legs = (words, days, it) => itinerary(words, op.day(days), it.speed_kt);

  const past = FLOWN.map(([days, name, words, passengers]) => {
    const [it, theirs] = [tails[name], legs(words, -days, tails[name])];
    const row = trip(op, {
      account: studio, tail: it, legs: theirs, passengers, travellers: crew, stage: 'completed',
      made: departsAt(theirs) - 9 * 24 * HOUR, by: rhea,
    });
    return { trip: row, account: studio, tail: it, legs: theirs, passengers };
  });
  const left = floor(op.now, 5 * MINUTE) - 35 * MINUTE;
  trip(op, {
    account: lodge, tail: tails.hawker, legs: underway('APA', 'VNY', left, tails.hawker.speed_kt), passengers: 5,
    stage: 'in_progress', made: op.at(-4, '09:00'), by: rhea,
  });

  const asked = { account: studio, by: milo, travellers: crew };
  const toEagle = request(op, {
    ...asked, legs: legs('VNY 09:00 EGE', 4, tails.hawker), passengers: 6, asked: op.at(-9, '12:00'),
    reviewed: { by: rhea, at: op.at(-9, '12:40') }, ground: 'Two vans at Eagle.',
  });
  const eagle = quote(op, toEagle, {
    by: rhea, made: op.at(-9, '13:30'), sent: op.at(-9, '14:00'), tail: tails.hawker,
    extras: [estimate('De-icing', 1, '', 180_000)],
    answer: { state: 'accepted', at: op.at(-7, '10:05'), by: milo }, booking: { stage: 'booked' },
  });
  const back = request(op, {
    ...asked, legs: legs('EGE 15:00 VNY', 9, tails.lear), passengers: 6, asked: op.at(-3, '11:00'),
    reviewed: { by: rhea, at: op.at(-3, '12:00') },
  });
  quote(op, back, {
    by: rhea, made: op.at(-2, '09:00'), sent: op.at(-2, '09:30'), tail: tails.lear,
    message: 'Snow is likely that day; we plan Rifle as the alternate.',
  });
  request(op, {
    ...asked, legs: legs('VNY 08:00 SAF 18:00 VNY', 21, tails.lear), passengers: 4, asked: op.ago(75),
    notes: 'Location scouting, one day.',
  });
  const telluride = request(op, {
    ...asked, legs: legs('APA 10:00 TEX', 30, tails.lear), passengers: 5, asked: op.at(-14, '16:00'),
    reviewed: { by: rhea, at: op.at(-13, '09:00') },
  });
  quote(op, telluride, {
    by: rhea, made: op.at(-13, '10:00'), sent: op.at(-13, '10:20'), tail: tails.lear,
    answer: { state: 'declined', at: op.at(-11, '17:30'), by: milo, because: 'plans_changed', words: 'We drive instead.' },
  });
  decline(
    op,
    request(op, { ...asked, legs: legs('APA 21:30 ASE', 16, tails.lear), passengers: 4, asked: op.at(-6, '13:00') }),
    rhea, op.at(-6, '14:10'), 'dates', 'Not possible on these dates or times', 'Aspen is closed to us at that hour. Rifle is open; shall we quote it?',
  );
  cancel(
    op,
    request(op, {
      account: lodge, by: june, staff: rhea, legs: legs('EGE 11:00 DAL', 18, tails.hawker), passengers: 8,
      asked: op.at(-20, '10:00'),
    }),
    rhea, op.at(-18, '09:00'), 'The group has moved its dates.',
  );

  const bill = (it, days, rest) => invoice(op, {
    by: rhea, account: it.account, trip: it.trip, lines: lines(op, it), days, seen: milo, ...rest,
  });
  bill(past[5], 57, { paid: [[49, 'rest', 'ach', 'ACH 30112']] });
  bill(past[2], 16, {});
  bill(past[1], 9, { paid: [[6, 'half', 'wire', 'Deposit']] });
  invoice(op, { by: rhea, account: studio, quote: eagle, days: 6 });
  invoice(op, {
    by: rhea, account: lodge, name: 'Hangar and handling, N900RJ', days: 25,
    lines: [actual('Hangar', 4, 'nights', 38_000)], paid: [[20, 'rest', 'cheque', 'No. 1184']],
  });

  const about = op.tables.rows('trips').find(({ id }) => id === eagle.trip_id);
  thread(op, { account: studio, trip: about, messages: [
    [milo, op.at(-2, '08:20'), 'How late may we load? The truck comes from Burbank.'],
    [rhea, op.ago(50), 'Forty minutes before departure at the latest. We open the gate for the truck.'],
  ] });
  thread(op, { account: studio, subject: 'Dry ice on board', messages: [
    [rhea, op.at(-6, '15:00'), 'Your prop list has dry ice on it. How many kilograms?'],
    [milo, op.ago(130), 'Four, in two boxes.'],
  ] });
  op.close();
}
