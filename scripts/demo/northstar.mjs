// Northstar Coaches: an operator of coaches, with street addresses in place of airports.
import { HOUR, MINUTE, floor } from './clock.mjs';
import { tail } from './fleet.mjs';
import { thread } from './messages.mjs';
import { invoice } from './invoices.mjs';
import { lines, quote, rate } from './money.mjs';
import { Operator } from './operator.mjs';
import { account, client, contact, invited, passenger, staff } from './people.mjs';
import { departsAt, itinerary, underway } from './places.mjs';
import { estimate, line } from './price.mjs';
import { cancel, decline, request, trip } from './trips.mjs';

const WORKSPACE = {
  slug: 'northstar', name: 'Northstar Coaches', legal_name: 'Northstar Coaches LLC', trade: 'coach', brand: '1f4e9c',
  logo: '1', logo_width: 96, logo_height: 96,
  reply_to: 'ops@northstar.example', phone: '+1 612 555 0100',
  address: '2300 E 26th Street\nMinneapolis, MN 55406\nUnited States',
  zone: 'America/Chicago', currency: 'USD', deposit_ppm: 200_000, balance_days: 14, quote_days: 14, payment_days: 14,
  quote_terms: '{deposit_percent} of the total is due on acceptance, the balance 14 days before departure. Drivers are on duty for 15 hours and drive for 10 hours a day at most. The coach stands at the pick-up 15 minutes early. Cancellation up to 14 days before departure is free of charge.',
  quote_disclaimers: 'Passengers wear seat belts while the coach moves.\nDamage and extra cleaning are charged to the account.',
  quote_catalog: 'Coach with driver; 175; taxable; hours\nTolls and parking; 35; each; estimate; legs\nDriver’s room; 140; night; nights\nExtra miles; 4.25; mile; estimate\nGratuity; 15; optional',
  invoice_terms: 'Due within fourteen days.',
  payment_provider: 'practice',
  payment_instructions: 'ACH to Northstar Coaches LLC\nLake Street Credit Union, Minneapolis MN\nRouting 000000000, account 000555501234',
};

const FLOWN = [
  // days ago, coach, itinerary, passengers
  [3, 'big', 'school 07:15 museum 14:00 school', 48], [10, 'small', 'school 08:00 capitol 12:30 school', 27],
  [17, 'big', 'school 06:30 canal +1 15:00 school', 52], [31, 'mid', 'school 16:30 college 21:30 school', 38],
  [45, 'big', 'school 06:00 palmer +2 13:00 school', 50], [66, 'small', 'school 09:00 clinic 15:00 school', 24],
  [85, 'big', 'school 07:00 dells 17:30 school', 55], [120, 'mid', 'union 08:00 aquarium 16:00 union', 40],
];

export function northstar(kit) {
  const op = new Operator(kit, WORKSPACE);
  const noor = staff(op, 'Noor Haddad', 'admin', ['request', 'answer', 'message']);
  const school = account(
    op, 'Hennepin Arts School', 'Hennepin Arts School, Accounts Payable',
    '1415 Hennepin Avenue\nMinneapolis, MN 55403\nUnited States',
  );
  const club = account(op, 'Lowertown Rowing Club', 'Lowertown Rowing Club', '240 E Kellogg Boulevard\nSt Paul, MN 55101\nUnited States', { since: -200 });
  const bea = client(op, school, 'Bea Larsen', 'charter', noor, {
    phone: '+1 612 555 0133', title: 'Head of excursions', granted: ['change_itineraries'],
  });
  const gus = contact(op, club, 'Gus Tran', { phone: '+1 651 555 0144', title: 'Treasurer' });
  invited(op, school, 'Imani Brooks', 'charter', noor, op.at(-3, '09:15'), { title: 'Teacher, year 9' });
  const coaches = {
    big: tail(op, 'NC 56-1', '56-seat coach', 56, 45, { hourly: 19_500, landing: 3_500 }),
    mid: tail(op, 'NC 40-2', '40-seat coach', 40, 45, { hourly: 17_500, landing: 3_500 }),
    small: tail(op, 'NC 32-1', '32-seat minicoach', 32, 47, { hourly: 15_500, landing: 2_500 }),
  };
  const year = Number(op.day(0).slice(0, 4));
  rate(op, 'Fuel surcharge', { percent: 5.5 }, `${year - 2}-01-01`, `${year - 1}-12-31`);
  rate(op, 'Fuel surcharge', { percent: 4 }, `${year}-01-01`);
  const teachers = [
    passenger(op, school, 'Bea Larsen', { email: 'bea@northstar.example', phone: '+1 612 555 0133' }),
    passenger(op, school, 'Imani Brooks', { phone: '+1 612 555 0190', note: 'First aider' }),
    passenger(op, school, 'Oskar Lindgren', { note: 'Uses a wheelchair; needs the lift' }),
    passenger(op, school, 'Mai Vang', { country: 'US', expires: 140, note: 'Passport for the Canada exchange' }),
  ];
  const legs = (words, days) => itinerary(words, op.day(days), 45);
  const gratuity = (coach) => line('Driver gratuity', 1, '', coach === coaches.small ? 12_000 : 18_000, { taxable: false });
  const driverRoom = (nights) => estimate('Driver room', nights, 'nights', 16_500);

  const past = FLOWN.map(([days, name, words, passengers]) => {
    const [it, theirs] = [coaches[name], legs(words, -days)];
    const row = trip(op, {
      account: school, tail: it, legs: theirs, passengers, travellers: teachers.slice(0, 3), stage: 'completed',
      made: departsAt(theirs) - 20 * 24 * HOUR, by: noor,
    });
    return { trip: row, account: school, tail: it, legs: theirs, passengers };
  });
  const left = floor(op.now, 5 * MINUTE) - 40 * MINUTE;
  trip(op, {
    account: school, tail: coaches.big, legs: underway('school', 'clinic', left, 45), passengers: 44,
    travellers: teachers.slice(0, 2), stage: 'in_progress', made: op.at(-18, '09:00'), by: noor,
  });
  trip(op, {
    account: club, tail: coaches.mid, legs: legs('union 06:30 canal 18:00 union', 11), passengers: 34, stage: 'booked',
    made: op.at(-21, '15:00'), by: noor, wishes: 'Trailer hitch for the boats.',
  });

  const asked = { account: school, by: bea };
  const toStadium = request(op, {
    ...asked, legs: legs('school 17:30 field 22:15 school', 4), passengers: 49, travellers: teachers,
    asked: op.at(-24, '10:10'), reviewed: { by: noor, at: op.at(-24, '11:00') }, notes: 'One wheelchair place, please.',
  });
  const stadium = quote(op, toStadium, {
    by: noor, made: op.at(-23, '09:00'), sent: op.at(-23, '09:20'), tail: coaches.big, extras: [gratuity(coaches.big)],
    answer: { state: 'accepted', at: op.at(-19, '12:40'), by: bea }, booking: { stage: 'booked' },
  });
  const toChicago = request(op, {
    ...asked, legs: legs('school 06:00 campus +2 13:00 school', 29), passengers: 52, travellers: teachers,
    asked: op.at(-6, '14:00'), reviewed: { by: noor, at: op.at(-6, '15:00') },
  });
  const chicago = quote(op, toChicago, {
    by: noor, made: op.at(-5, '09:00'), sent: op.at(-5, '09:30'), tail: coaches.big,
    extras: [driverRoom(2), gratuity(coaches.big)],
    answer: {
      state: 'change_requested', at: op.at(-4, '08:20'), by: bea, words: 'May we stop at the Dells on the way home?',
    },
  });
  quote(op, toChicago, {
    by: noor, made: op.at(-3, '09:00'), sent: op.at(-2, '10:00'), tail: coaches.big,
    legs: legs('school 06:00 campus +2 07:00 dells 15:00 school', 29), after: chicago,
    choices: [line('Second driver for the way home', 6, 'h', 6_500, { taxable: false }), estimate('Dinner at the Dells', 52, '', 2_200)],
    extras: [driverRoom(2), gratuity(coaches.big)], message: 'With four hours at the Dells; home by eight.',
  });
  request(op, {
    ...asked, legs: legs('school 08:30 museum 13:00 school', 15), passengers: 30, asked: op.ago(55),
    ground: 'Drop at the side entrance.',
  });
  const toDearborn = request(op, {
    ...asked, legs: legs('school open greenfield', 50), passengers: 54, asked: op.at(-2, '16:00'),
    reviewed: { by: noor, at: op.at(-1, '09:00') }, notes: 'Two drivers, overnight.',
  });
  quote(op, toDearborn, {
    by: noor, made: op.at(-1, '10:30'), tail: coaches.big,
    extras: [line('Second driver', 14, 'h', 6_500), gratuity(coaches.big)],
  });
  decline(
    op,
    request(op, {
      account: club, by: gus, staff: noor, legs: legs('union 05:00 palmer 22:00 union', 20), passengers: 36,
      asked: op.at(-9, '13:00'),
    }),
    noor, op.at(-9, '13:30'), 'dates', 'Not possible on these dates or times', 'One driver may not do this in a day. With a night in Chicago we can.',
  );
  cancel(
    op,
    request(op, {
      ...asked, legs: legs('school 09:00 capitol 12:00 school', 8), passengers: 28, asked: op.at(-12, '09:40'),
    }),
    bea, op.at(-10, '08:10'), 'The tour was cancelled.',
  );

  const bill = (it, days, rest) =>
    invoice(op, {
      by: noor, account: it.account, trip: it.trip, lines: lines(op, { ...it, extras: [gratuity(it.tail)] }), days,
      seen: bea, ...rest,
    });
  bill(past[4], 42, { paid: [[30, 'rest', 'cheque', 'No. 20518']] });
  bill(past[3], 29, { paid: [[18, 'rest', 'ach', 'ACH 5512']] });
  bill(past[2], 19, { due: 14 });
  bill(past[1], 8, { paid: [[5, 30_000, 'ach', 'ACH 5790']] });
  invoice(op, { by: noor, account: school, quote: stadium, days: 4 });

  const about = op.tables.rows('trips').find(({ id }) => id === stadium.trip_id);
  thread(op, { account: school, trip: about, messages: [
    [bea, op.at(-1, '13:10'), 'Where does the coach stand after the match? Last time we walked for ten minutes.'],
    [
      noor, op.ago(80),
      'On Spruce Tree Avenue, right at the north gate. The driver will hold a sign with your school’s name.',
    ],
  ] });
  thread(op, { account: school, subject: 'Seat belts for the younger ones', messages: [
    [noor, op.at(-7, '10:00'), 'You asked about boosters: we have twelve and can bring them to any trip.'],
    [bea, op.ago(200), 'Please bring four to the museum.'],
  ] });
  op.close();
}
