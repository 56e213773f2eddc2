// Harbour Aviation: requests, quotes and their answers, and the trips that resulted.
import { quote } from '../money.mjs';
import { itinerary } from '../places.mjs';
import { estimate, line } from '../price.mjs';
import { cancel, decline, lose, propose, request, stage } from '../trips.mjs';

export function deals({ op, tails, people, accounts, passengers: who }) {
  const { dana, ole, mira, tomas, ruth, hollis, lukasz } = people;
  const { lindqvist, okafor, zolc, grant } = accounts;
  const legs = (words, days, tail) => itinerary(words, op.day(days), tail.speed_kt);
  const reviewed = (days, time, by = dana) => ({ by, at: op.at(days, time) });
  const ours = { account: lindqvist, by: mira };
  const [qualifying, pricing] = [['Qualifying', 20], ['Pricing', 40], ['Quoted', 60], ['Verbal yes', 90]].map(([name, probability], rank) =>
    op.add('deal_stages', { id: op.ids.at(op.at(-60, '09:00')), name, rank, probability, version: 1 }));

  const toFlorida = request(op, {
    ...ours, legs: legs('TEB 09:30 PBI', 3, tails.latitude), passengers: 4,
    travellers: [who.mira, who.tomas, who.nils, who.zoe],
    asked: op.at(-12, '09:05'), reviewed: reviewed(-12, '09:40'), catering: 'Light breakfast, one vegetarian; tea.',
    ground: 'Car on the ramp at PBI.',
    preference: 'Citation Latitude',
  });
  const florida = quote(op, toFlorida, {
    by: dana, made: op.at(-12, '10:10'), sent: op.at(-12, '11:00'), tail: tails.latitude,
    extras: [estimate('Catering', 4, '', 14_500)], message: 'The Latitude you flew in spring is free that morning.',
    answer: { state: 'accepted', at: op.at(-10, '18:22'), by: mira }, booking: { stage: 'booked' },
  });

  const fromFlorida = request(op, {
    account: lindqvist, by: tomas, legs: legs('PBI 16:00 TEB', 8, tails.latitude), passengers: 4,
    travellers: [who.mira, who.tomas, who.nils, who.zoe],
    asked: op.at(-9, '12:30'), reviewed: reviewed(-9, '13:05'), ground: 'Two cars at Teterboro.',
  });
  const home = quote(op, fromFlorida, {
    by: dana, made: op.at(-9, '14:00'), sent: op.at(-9, '14:20'), tail: tails.latitude,
    extras: [line('Returning customer', 1, '', -150_000)],
    answer: { state: 'accepted', at: op.at(-6, '08:47'), by: tomas },
    booking: { stage: 'booked' },
  });

  const toEurope = request(op, {
    ...ours, legs: legs('TEB 20:15 LTN +2 11:00 NCE', 19, tails.global), passengers: 6,
    travellers: [who.mira, who.tomas, who.zoe, who.elsa, who.nils, who.ingrid], asked: op.at(-6, '17:20'),
    reviewed: reviewed(-5, '09:15'),
    catering: 'Dinner after take-off, breakfast before landing.', preference: 'Large cabin with beds',
    notes: 'We stay in London for one night.',
  });
  const europe = quote(op, toEurope, {
    by: dana, made: op.at(-5, '11:00'), sent: op.at(-4, '10:30'), tail: tails.global, taxed: false,
    extras: [estimate('Crew overnight, London', 4, '', 60_000), estimate('Catering', 6, '', 30_000)],
    choices: [
      line('Wi-Fi over the Atlantic', 1, '', 120_000, { taxable: false }),
      estimate('Car at Luton, there and back', 2, '', 38_000),
    ],
    chosen: [0],
    message: 'Slots at Luton are requested; both are usual at these times.',
    answer: { state: 'accepted', at: op.at(-1, '19:03'), by: mira }, booking: { stage: 'pending' },
  });

  const fromNice = request(op, {
    ...ours, legs: legs('NCE 12:00 TEB', 26, tails.global), passengers: 6, asked: op.at(-5, '17:45'),
    reviewed: reviewed(-4, '09:00'),
    travellers: [who.mira, who.tomas, who.zoe, who.nils], notes: 'Could also be the day after.',
  });
  const first = quote(op, fromNice, {
    by: dana, made: op.at(-4, '11:30'), sent: op.at(-4, '12:00'), tail: tails.global, taxed: false,
    extras: [estimate('Positioning, Luton to Nice', 1.9, 'h', 980_000)],
    answer: {
      state: 'change_requested', at: op.at(-3, '08:15'), by: mira,
      words: 'Can the aircraft wait in Nice, so that we save the positioning?',
    },
  });
  quote(op, fromNice, {
    by: dana, made: op.at(-3, '10:00'), sent: op.at(-2, '09:30'), tail: tails.global, taxed: false, after: first,
    extras: [estimate('Parking at Nice', 6, 'nights', 85_000), estimate('Crew overnight, Nice', 18, '', 48_000)],
    choices: [
      line('Wi-Fi over the Atlantic', 1, '', 120_000, { taxable: false }),
      estimate('Dinner from the Negresco', 6, '', 18_500), estimate('Helicopter, Monaco to Nice', 1, '', 210_000),
    ],
    message: 'The aircraft waits for you in Nice. Positioning is gone; parking and crew are added.',
  });

  const toAspen = request(op, {
    account: lindqvist, by: tomas, legs: legs('TEB 08:30 ASE +5 14:00 TEB', 33, tails.challenger), passengers: 7,
    asked: op.at(-3, '15:10'),
    reviewed: reviewed(-3, '16:00'), travellers: [who.tomas, who.nils], ground: 'Van for seven with skis.',
    notes: 'Five pairs of skis.',
  });
  quote(op, toAspen, {
    by: dana, made: op.at(-2, '10:20'), sent: op.at(-1, '09:50'), days: 9, tail: tails.challenger,
    extras: [estimate('Crew overnight, Aspen', 10, '', 42_000), estimate('De-icing', 1, '', 240_000)],
    message: 'First choice: everyone and all the skis in one aircraft.',
  });
  quote(op, toAspen, {
    by: dana, made: op.at(-2, '10:50'), sent: op.at(-1, '09:55'), days: 9, tail: tails.latitude,
    legs: legs('TEB 08:30 ASE +5 14:00 TEB', 33, tails.latitude),
    extras: [
      estimate('Crew overnight, Aspen', 10, '', 42_000),
      line('Ski shipment by road', 1, '', 185_000, { taxable: false }),
    ],
    message: 'The same days on the Latitude, with the skis sent ahead.',
  });

  const toNassau = request(op, {
    account: lindqvist, by: tomas, legs: legs('PBI open NAS +2 open PBI', 13, tails.phenom), passengers: 5,
    asked: op.at(-1, '11:25'),
    reviewed: { by: dana, at: op.ago(190) }, catering: 'Lunch on the way out.',
    notes: 'Times are up to you; we are free both days.',
  });
  stage(op, toNassau, qualifying, dana, op.ago(185));
  request(op, {
    ...ours, legs: legs('TEB 07:45 BED 17:30 TEB', 10, tails.phenom), passengers: 2, travellers: [who.mira],
    asked: op.ago(42), notes: 'Board meeting in Lexington.',
  });
  request(op, {
    account: okafor, by: ruth, legs: legs('TEB 15:00 ACK', 6, tails.latitude), passengers: 3,
    travellers: [who.ruth, who.chidi, who.amara],
    asked: op.ago(310), preference: 'N517HA', notes: 'The cello comes along.',
  });

  const toJackson = request(op, {
    account: okafor, by: ruth, legs: legs('HPN 10:00 JAC', 40, tails.latitude), passengers: 5,
    travellers: [who.ruth, who.chidi], asked: op.at(-8, '20:14'),
    reviewed: reviewed(-7, '08:50'), preference: 'N517HA',
  });
  const jackson = quote(op, toJackson, {
    by: dana, made: op.at(-7, '09:30'), sent: op.at(-7, '10:00'), days: 14, tail: tails.latitude,
    answer: {
      state: 'change_requested', at: op.at(-4, '21:05'), by: ruth,
      words: 'Please stop in Chicago on the way to pick up my son.',
    },
  });
  quote(op, toJackson, {
    by: dana, made: op.at(-3, '11:15'), tail: tails.latitude, legs: legs('HPN 10:00 MDW 13:15 JAC', 40, tails.latitude),
    after: jackson,
    message: 'With a stop at Midway.',
  });

  const toKeyWest = request(op, {
    account: okafor, by: ruth, legs: legs('TEB 11:00 EYW', 17, tails.phenom), passengers: 6, asked: op.at(-11, '13:40'),
    reviewed: reviewed(-11, '14:30'),
  });
  quote(op, toKeyWest, {
    by: dana, made: op.at(-11, '15:30'), sent: op.at(-11, '16:00'), tail: tails.phenom,
    message: 'N517HA is in maintenance that week.',
    answer: {
      state: 'declined', at: op.at(-9, '09:12'), by: ruth, because: 'plans_changed', words: 'We will wait until our own aircraft is back.',
    },
  });

  const toVineyard = request(op, {
    ...ours, legs: legs('TEB 16:30 MVY', 22, tails.phenom), passengers: 3, asked: op.at(-13, '10:05'),
    reviewed: reviewed(-13, '10:50'),
  });
  quote(op, toVineyard, { by: dana, made: op.at(-12, '15:00'), sent: op.at(-10, '15:30'), tail: tails.phenom });

  const toWarsaw = request(op, {
    account: zolc, by: lukasz, staff: dana, legs: legs('TEB 19:00 WAW', 30, tails.global), passengers: 4,
    travellers: [who.lukasz], asked: op.at(-7, '09:20'),
    reviewed: reviewed(-7, '09:25'), notes: 'Taken down on the phone.',
  });
  quote(op, toWarsaw, {
    by: dana, made: op.at(-6, '10:00'), sent: op.at(-6, '10:15'), tail: tails.global, taxed: false,
    answer: {
      state: 'withdrawn', at: op.at(-2, '15:30'), by: dana, words: 'The Global is needed for maintenance that week.',
    },
  });

  const skiing = request(op, {
    account: grant, by: hollis, staff: ole, legs: legs('HPN 08:30 ASE', 28, tails.challenger), passengers: 7,
    asked: op.at(-2, '12:00'),
    reviewed: reviewed(-2, '12:05', ole), notes: 'Skis, and a dog in the cabin.',
  });
  stage(op, skiing, qualifying, ole, op.at(-2, '12:10'));
  quote(op, skiing, {
    by: ole, made: op.at(-1, '16:20'), tail: tails.challenger, extras: [estimate('Cabin cleaning, dog', 1, '', 45_000)],
  });
  stage(op, skiing, pricing, ole, op.at(-1, '16:30'), qualifying);

  const toBarts = request(op, {
    ...ours, legs: legs('TEB 09:00 SBH', 24, tails.phenom), passengers: 4, asked: op.at(-15, '11:10'),
    reviewed: reviewed(-15, '12:00'),
  });
  const why = 'No aircraft of ours may land on the runway at St. Barthélemy. We would gladly quote St. Maarten.';
  decline(op, toBarts, dana, op.at(-14, '09:30'), 'route', 'Not possible on this route', why);
  const toChicago = request(op, {
    account: lindqvist, by: tomas, legs: legs('TEB 07:30 ORD 18:00 TEB', 5, tails.phenom), passengers: 3,
    asked: op.at(-10, '08:20'), reviewed: reviewed(-10, '09:00'),
  });
  cancel(op, toChicago, tomas, op.at(-8, '16:45'), 'The meeting is held by video.');

  const toChicagoAgain = request(op, {
    account: lindqvist, by: tomas, legs: legs('HPN 09:00 MDW', 9, tails.phenom), passengers: 2,
    asked: op.at(-9, '10:00'), reviewed: reviewed(-9, '10:40'),
  });
  lose(op, toChicagoAgain, dana, op.at(-6, '09:15'), 'elsewhere', 'Booked with somebody else', 'They took an airline.');
  const toNantucket = request(op, {
    ...ours, legs: legs('TEB 15:00 ACK', 12, tails.phenom), passengers: 6, asked: op.at(-1, '15:05'),
    reviewed: { by: dana, at: op.ago(200) }, other_dates: 'A day later would do.',
  });
  propose(op, toNantucket, {
    by: dana, at: op.ago(95), legs: legs('TEB 15:00 ACK', 13, tails.latitude), vehicle: 'Citation Latitude',
    note: 'The Phenom is in maintenance on that day. A day later the larger Latitude is free.',
  });

  const toCarolina = request(op, {
    ...ours, legs: legs('TEB 10:00 HHH +3 15:00 TEB', -48, tails.challenger), passengers: 5,
    travellers: [who.mira, who.tomas, who.nils],
    asked: op.at(-66, '10:00'), reviewed: reviewed(-66, '11:00'), ground: 'Rental car for five.',
  });
  const answer = { state: 'accepted', at: op.at(-63, '14:10'), by: mira };
  quote(op, toCarolina, {
    by: dana, made: op.at(-65, '09:30'), sent: op.at(-65, '10:05'), tail: tails.latitude,
    answer: { state: 'superseded' },
  });
  const carolina = quote(op, toCarolina, {
    by: dana, made: op.at(-65, '10:00'), sent: op.at(-65, '10:06'), tail: tails.challenger,
    extras: [estimate('Catering', 10, '', 9_500)], answer,
    booking: { stage: 'completed' },
  });

  return { florida, home, europe, carolina };
}
