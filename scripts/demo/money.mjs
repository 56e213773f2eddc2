// Rates, and quotes with their answers.
import { MINUTE, addDays, dateAt, instant } from './clock.mjs';
import { tell, tellStaff } from './messages.mjs';
import { departsAt, endsAt, hours, route } from './places.mjs';
import { applying, estimate, line, sums, taxes } from './price.mjs';
import { move, trip, wishesOf } from './trips.mjs';

export function rate(op, name, { percent, fee, kind = 'per_passenger_leg' }, from, until) {
  const row = {
    id: op.ids.at(op.at(-700, '16:00')), name, kind: percent === undefined ? kind : 'percent',
    ppm: Math.round((percent ?? 0) * 10_000), amount: fee ?? 0, in_force_from: from, in_force_until: until,
    created_at: op.at(-700, '16:00'),
  };
  op.rates.push(row);
  return op.add('rates', row);
}

/** The priced lines of these legs, before `extras`. */
export function lines(op, { tail, legs, extras = [], taxed = true, passengers }) {
  const time = hours(legs);
  const isAir = op.workspace.trade === 'air';
  const work = isAir
    ? [
        line(`Flight time, ${tail.type}`, time, 'h', tail.hourly),
        estimate('Fuel surcharge', time, 'h', tail.fuel, true),
        estimate('Landing and handling', legs.length, '', tail.landing),
      ]
    : [
        line(`${tail.type} with driver`, Math.max(time, 5), 'h', tail.hourly),
        estimate('Tolls and parking', legs.length, '', tail.landing),
      ];
  const all = [...work, ...extras];
  return taxed ? [...all, ...taxes(op.rates, all, legs, passengers)] : all;
}

/**
 * A quote for a request. `sent`: when it was sent, if it was. `answer`: the client's answer, `{ state, at, by, words, because }`.
 * `choices`: lines that the client may choose; `chosen`: the places of those that they ticked. `trip`: the trip of an accepted quote, `{ stage, travellers }`.
 */
export function quote(op, request, offer) {
  const { by, made, sent, days, tail, legs = request.legs, extras = [], choices = [], chosen = [], taxed = true, message = '', after, answer, booking } = offer;
  const { workspace } = op;
  const { passengers } = request.row;
  const ticked = choices.map((it, place) => ({ ...it, extra: chosen.includes(place) ? 'chosen' : 'offered' }));
  const priced = lines(op, { tail, legs, extras: [...extras, ...ticked.filter((it) => it.extra === 'chosen')], taxed, passengers });
  const until = addDays(op.dateOf(sent ?? made), days ?? workspace.quote_days);
  const row = op.add('quotes', {
    id: op.ids.at(made), reference: after && (() => after.reference), revision: (after?.revision ?? 0) + 1,
    request_id: request.row.id,
    account_id: request.account.id, state: 'draft', version: 1, tail_id: tail.id, vehicle: tail.type, itinerary: legs,
    route: route(legs),
    departs_at: departsAt(legs), ends_at: endsAt(legs), passengers, currency: workspace.currency, lines: priced,
    extras: ticked, rates: taxed && choices.length > 0 ? applying(op.rates, legs) : [],
    disclaimers: sent ? workspace.quote_disclaimers : '',
    ...sums(priced, workspace.deposit_ppm), deposit_ppm: workspace.deposit_ppm, ...balance(workspace, legs), taxed,
    valid_until: instant(workspace.zone, until, '17:00'),
    terms: sent ? workspace.quote_terms.replaceAll('{deposit_percent}', `${workspace.deposit_ppm / 10_000}%`) : workspace.quote_terms,
    terms_template: sent ? workspace.quote_terms : null, message, sent_at: null,
    answered_at: null, invoiced_at: null,
    answered_by: '', answer: '', declined_for: null, created_at: made,
  });
  if (!after) op.number('quote', row);
  op.event(after ? 'quote_revised' : 'quote_drafted', row.id, by, made);
  if (sent) send(op, request, row, after, by, sent);
  if (answer) settle(op, request, row, tail, answer, { ...booking, by });
  return row;
}

/** When the balance is due: as many days before the first departure as the workspace says. */
function balance({ balance_days }, legs) {
  const departure = dateAt(legs[0].origin.zone, departsAt(legs));
  return { balance_days, balance_on: addDays(departure, -balance_days) };
}

function send(op, request, row, after, by, at) {
  move(row, 'sent');
  row.sent_at = at;
  if (after) move(after, 'superseded');
  if (request.row.state !== 'quoted') move(request.row, 'quoted');
  const event = op.event('quote_sent', row.id, by, at);
  tell(op, event, request.row.account_id, () => ({
    subject: `Quote ${after?.reference ?? row.reference} for ${row.route}`,
    lead: `${op.workspace.name} has sent you a quote.`,
    facts: [['Route', row.route]], action: 'Review quote', path: `/quotes/${row.id}`,
  }));
}

const ACTIONS = { change_requested: 'quote_changes_requested' };
const REASONS = { price: 'Price', plans_changed: 'Plans changed' };
const ANSWERS = { accepted: 'accepted', declined: 'declined', change_requested: 'changes requested' };

function settle(op, request, row, tail, { state, at, by, words = '', because }, booking) {
  move(row, state);
  if (state !== 'superseded' && state !== 'withdrawn') row.answered_at = at;
  row.answer = words;
  row.declined_for = because ?? null;
  if (state === 'accepted') {
    row.answered_by = by.name;
    move(request.row, 'won');
    row.trip_id = request.row.trip_id = trip(op, {
      account: request.account, tail, legs: row.itinerary, passengers: row.passengers, travellers: request.travellers,
      wishes: wishesOf(request), stage: 'pending', made: at, born: true, ...booking,
    }).id;
  }
  if (state === 'change_requested' || state === 'withdrawn') move(request.row, 'under_review');
  if (state === 'superseded') return;
  if (by.face === 'client') op.event('quote_viewed', row.id, by, Math.max(row.sent_at, at - 20 * MINUTE));
  const event = op.event(ACTIONS[state] ?? `quote_${state}`, row.id, by, at, state === 'accepted' ? by.name : because ? `${REASONS[because]}: ${words}` : words);
  if (by.face === 'client') {
    tellStaff(op, event, 'answer', () => ({
      subject: `Quote ${row.reference}: ${ANSWERS[state]}`,
      lead: `${by.name} has answered quote ${row.reference} for ${row.route}.`,
      facts: words ? [['In their words', words]] : [], action: 'View quote', path: `/quotes/${row.id}`,
    }));
  }
}
