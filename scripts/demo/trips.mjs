// Requests and trips, each with its history.
import { HOUR, MINUTE } from './clock.mjs';
import { tell, tellStaff } from './messages.mjs';
import { found } from './people.mjs';
import { departsAt, endsAt, route, unplanned } from './places.mjs';

/** The words by which a search finds legs: of their places. */
const searched = (legs) =>
  ['to', ...legs.flatMap(({ origin, destination }) => [origin, destination].flatMap(({ code, city, name }) => [code, city, name]))];

/** `by`: the client who asks, or the contact for whom `staff` entered the request. */
export function request(op, { account, by, staff, legs, passengers, travellers = [], asked, reviewed, ...wishes }) {
  const row = op.number('request', op.add('requests', {
    id: op.ids.at(asked), account_id: account.id, contact_id: (by.contact ?? by).id, state: 'submitted',
    itinerary: unplanned(legs),
    route: route(legs), departs_at: departsAt(legs), passengers, travellers: travellers.map((it) => it.id),
    catering: '', ground: '',
    preference: '', notes: '', other_dates: '', ...wishes, reason: '', closed_for: null, proposed_until: null, version: 1, created_at: asked,
  }));
  found(op, 'request', row, ...searched(legs));
  const event = op.event(staff ? 'request_entered' : 'request_submitted', row.id, staff ?? by, asked);
  if (!staff) {
    tellStaff(op, event, 'request', () => ({
      subject: `New request: ${row.route}`, lead: `${by.name} asks for a trip.`,
      facts: [['Trip', row.route], ['Passengers', String(passengers)]], action: 'View request',
      path: `/requests/${row.id}`,
    }));
  }
  if (reviewed) {
    move(row, 'under_review');
    row.assigned_to = reviewed.by.id;
    op.event('request_reviewed', row.id, reviewed.by, reviewed.at);
  }
  return { row, account, by, legs, travellers };
}

export function move(row, state) {
  row.state = state;
  row.version += 1;
}

/** Moves an open deal to one of the operator's stages. */
export function stage(op, { row }, to, by, at, from) {
  row.deal_stage = to.id;
  row.version += 1;
  op.event('deal_staged', row.id, by, at, `${from?.name ?? 'none'} \u2192 ${to.name}`);
}

/** `why`: one of the reasons of src/requests/closing.rs, and `word` as both sides read it. */
export function decline(op, { row }, by, at, why, word, reason) {
  move(row, 'declined');
  Object.assign(row, { closed_for: why, reason });
  op.event('request_declined', row.id, by, at, `${word}: ${reason}`);
}

export function lose(op, { row }, by, at, why, word, reason) {
  move(row, 'lost');
  Object.assign(row, { closed_for: why, reason });
  op.event('request_lost', row.id, by, at, `${word}: ${reason}`);
}

/** Proposes other legs or another aircraft; the client has not answered yet. */
export function propose(op, { row }, { by, at, legs, vehicle = '', note }) {
  const itinerary = unplanned(legs);
  op.add('alternatives', {
    id: op.ids.at(at), request_id: row.id, asked: row.itinerary, itinerary, vehicle, note, created_at: at,
  });
  move(row, 'alternative_proposed');
  row.proposed_until = itinerary.at(-1).departs_at;
  op.event('alternative_proposed', row.id, by, at, note);
}

export function cancel(op, { row }, by, at, reason) {
  move(row, 'cancelled');
  row.reason = reason;
  op.event('request_cancelled', row.id, by, at, reason);
}

const labelled = (label, words) => (words ? [`${label}${words}`] : []);

/** The client's wishes, as a trip copies them from its request. */
export const wishesOf = ({ row }) =>
  [...labelled('Preference: ', row.preference), ...labelled('Catering: ', row.catering), ...labelled('Ground transportation: ', row.ground), ...labelled('', row.notes)].join('\n');

// How long before departure a trip reaches a stage, unless its plan says otherwise.
const PACE = { dispatched: -20 * HOUR, in_progress: -2 * MINUTE };
const PATH = ['pending', 'booked', 'dispatched', 'in_progress', 'completed'];

/** `stage`: the kind of stage it has reached. `cancelled`: when and why it was cancelled. */
export function trip(op, plan) {
  const { account, tail, legs, passengers, travellers = [], wishes = '', stage, made, by, born = false, cancelled } = plan;
  const [departs, ends] = [departsAt(legs), endsAt(legs)];
  const row = op.number('trip', op.add('trips', {
    id: op.ids.at(made), account_id: account.id, tail_id: tail.id, vehicle: tail.type, stage_id: op.stage(stage).id,
    route: route(legs), passengers, wishes, departs_at: departs, ends_at: ends, version: 1, created_at: made,
  }));
  legs.forEach(({ origin, destination, area: _, ...times }, position) => {
    op.add('legs', { trip_id: row.id, position, id: `${row.id}.${position}`, origin, destination, ...times });
  });
  found(op, 'trip', row, ...searched(legs));
  for (const { id } of travellers) op.add('trip_passengers', { trip_id: row.id, passenger_id: id });
  if (!born) op.event('trip_created', row.id, by, made);
  const reached = cancelled ? ['booked'] : PATH.slice(1, PATH.indexOf(stage) + 1);
  for (const kind of reached) {
    const at = kind === 'booked' ? made + 25 * MINUTE : kind === 'completed' ? ends + 20 * MINUTE : departs + PACE[kind];
    moved(op, row, kind, by, Math.min(at, op.ago(1)));
  }
  if (cancelled) moved(op, row, 'cancelled', by, cancelled.at, cancelled.reason);
  return row;
}

// The word that clients see for a stage. They get a mail only if it changes.
const WORDS = { booked: 'Confirmed', in_progress: 'Active', completed: 'Completed', cancelled: 'Canceled' };

function moved(op, row, kind, by, at, reason) {
  row.version += 1;
  const told = (what) => (reason ? `${what}: ${reason}` : what);
  const event = op.event('trip_moved', row.id, by, at, told(op.stage(kind).name));
  const word = WORDS[kind];
  if (!word) return;
  op.event('trip_announced', row.id, by, at, told(word));
  tell(op, event, row.account_id, () => ({
    subject: `${row.route}: ${word}`, lead: `Your trip ${row.route} is now ${word.toLowerCase()}.`,
    facts: [['Trip', row.reference]],
    action: 'View trip', path: `/trips/${row.id}`,
  }));
}
