// Harbour Aviation: FBOs, those that Mira's account prefers, and what Carl orders at Harbour's own.
import { HOUR } from '../clock.mjs';
import { tell, tellStaff } from '../messages.mjs';
import { found } from '../people.mjs';

export function fbos({ op, people, accounts }) {
  const { dana, carl } = people;
  const fbo = (airport, code, name, address, phone, rest = {}) => {
    const at = op.at(-700, '12:00');
    const row = op.add('fbos', { id: op.ids.at(at), airport_id: airport, name, address, phone, email: '', is_own: false, notes: '', ...rest, created_at: at });
    return found(op, 'fbo', row, name, code);
  };
  const teterboro = fbo('kteb', 'TEB', 'Harbour Hangar One', '101 Charles A. Lindbergh Drive, Teterboro', '+1 201 555 0100', {
    is_own: true, email: 'line@harbour.example', notes: 'Open day and night. Gate code with the line desk.',
  });
  fbo('khpn', 'HPN', 'Harbour at Westchester', '67 Tower Road, White Plains', '+1 914 555 0102', {
    is_own: true, notes: '06:00 to 22:00, later by arrangement.',
  });
  const others = [
    fbo('kdjt', 'PBI', 'Palm Jet Center', '3800 Southern Boulevard, West Palm Beach', '+1 561 555 0161'),
    fbo('eggw', 'LTN', 'Luton Executive Handling', 'Percival Way, Luton', '+44 1582 555 010'),
    fbo('lfmn', 'NCE', 'Riviera Jet', 'Terminal Affaires, Nice', '+33 4 55 50 10 10'),
  ];
  for (const it of [teterboro, ...others]) {
    op.add('preferred_fbos', { account_id: accounts.lindqvist.id, airport_id: it.airport_id, fbo_id: it.id });
  }
  handled(op, accounts.lindqvist, [teterboro, ...others]);

  const order = (days, arrives, departs, wanted, rest) => {
    const asked = rest.asked ?? op.at(days - 2, '10:20');
    const row = op.number('service', op.add('services', {
      id: op.ids.at(asked), account_id: accounts.mendez.id, user_id: carl.id, fbo_id: teterboro.id, tail: 'N402CM',
      arrives_at: op.at(days, arrives), departs_at: op.at(days + 1, departs), state: 'requested', before: null, note: '', version: 1,
      wanted: { fuel: null, plain: [], catering: '', crew_cars: 0, hotel: '', notes: '', ...wanted }, created_at: asked,
    }));
    const event = op.event('service_requested', row.id, carl, asked);
    tellStaff(op, event, 'service', () => ({
      subject: 'Services requested: N402CM at TEB', lead: `${carl.name} ordered services.`, facts: [['Aircraft', 'N402CM']],
      action: 'Open order', path: `/services/${row.id}`,
    }));
    return row;
  };
  const answered = (row, state, at, subject, note = '') => {
    Object.assign(row, { state, note, version: row.version + 1 });
    const event = op.event(`service_${state}`, row.id, dana, at, note);
    tell(op, event, row.account_id, () => ({
      subject, lead: `${subject}.`, facts: [['Order', row.reference]], action: 'View order', path: `/services/${row.id}`,
    }));
  };
  const fuel = (gallons) => ({ kind: 'jet_a', quantity: gallons * 1_000, unit: 'gallons' });

  const flown = order(-9, '17:40', '08:15', { fuel: fuel(420), plain: ['hangar', 'lavatory'], crew_cars: 1 }, {});
  answered(flown, 'confirmed', op.at(-11, '11:05'), 'Your services for N402CM at TEB are confirmed');
  answered(flown, 'completed', op.at(-8, '08:40'), 'Your services for N402CM at TEB are completed');

  const changed = order(4, '18:00', '09:00', { fuel: fuel(380), plain: ['hangar'], hotel: 'Two rooms, one night' }, { asked: op.at(-1, '14:10') });
  changed.before = { tail: changed.tail, arrives_at: changed.arrives_at, departs_at: changed.departs_at, wanted: changed.wanted };
  changed.wanted = { ...changed.wanted, plain: ['ground_power'] };
  answered(changed, 'amended', op.ago(50), 'Please check your services for N402CM at TEB', 'The hangar is full that night; we park you on the quiet ramp.');

  order(2, '19:30', '07:45', { fuel: fuel(450), plain: ['deicing', 'lavatory', 'water'], catering: 'Two box lunches, no nuts', crew_cars: 1 }, { asked: op.ago(140) });
}

/** Copies the FBOs into the ends of an account's coming legs, as a new trip does. */
function handled(op, account, all) {
  const copied = (place) => {
    const it = all.find((fbo) => fbo.airport_id === place.airport);
    return it ? { ...place, fbo: { name: it.name, address: it.address, phone: it.phone } } : place;
  };
  const trips = new Set(op.tables.rows('trips').filter((trip) => trip.account_id === account.id).map((trip) => trip.id));
  for (const leg of op.tables.rows('legs')) {
    if (!trips.has(leg.trip_id) || leg.departs_at < op.now - HOUR) continue;
    Object.assign(leg, { origin: copied(leg.origin), destination: copied(leg.destination) });
  }
}
