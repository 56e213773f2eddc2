// Harbour Aviation: sign-ups, and what staff decided.
import { PASSWORD_HASH } from '../people.mjs';

export function strangers({ op, people }) {
  const { ole, dana, hollis, carl } = people;
  op.workspace.approval_addresses = [ole.email];
  op.workspace.trip_change_addresses = [dana.email];
  op.workspace.takes_inquiries = 1;

  // The first has the address of a contact without access, the second is new, the third has the address of a lead.
  ask(op, op.at(-3, '16:05'), {
    name: 'Hollis Grant', email: hollis.email, phone: hollis.phone, company: 'Brightwater Capital',
    message: 'I travel with Wren’s team and would like to see our quotes myself.',
  });
  ask(op, op.at(-1, '08:31'), {
    name: 'Priya Raman', email: 'priya@ramanlabs.example', phone: '+1 617 555 0164', company: 'Raman Labs',
    message: 'We fly between Boston and Teterboro about twice a month.', confirmed: 11,
  });
  ask(op, op.ago(190), {
    name: 'Astrid Vinter', email: 'astrid@vinter.example', phone: '+46 8 555 01 61', company: 'Vinter & Söner',
    message: 'We met at the trade show. I would like to follow the quote to Nice here.',
  });

  const since = carl.contact.created_at;
  decide(op, 'approved', dana, since + 7_200_000, ask(op, since - 86_400_000, {
    name: carl.name, email: carl.email, phone: carl.contact.phone, company: 'Mendez Aero', confirmed: 4,
  }), { contact_id: carl.contact.id, note: 'new contact, new account Mendez Aero, Customer: See money, Pay' });
  decide(op, 'rejected', ole, op.at(-12, '09:20'), ask(op, op.at(-13, '03:47'), {
    name: 'Chip Nolan', email: 'chip@leadsforjets.example', phone: '+1 305 555 0190', company: 'Leads for Jets',
    message: 'We bring you 500 new clients a month. Ask me how.',
  }), { reason: 'Advertising', note: 'Advertising' });
}

/** `confirmed`: minutes after the form was sent. */
function ask(op, at, { confirmed, company = '', message = '', ...rest }) {
  const stranger = { face: 'client' };
  const row = op.add('sign_ups', {
    id: op.ids.at(at), ...rest, company, message, password: PASSWORD_HASH, state: 'waiting', reason: '', version: 1, created_at: at,
    confirmed_at: confirmed === undefined ? null : at + confirmed * 60_000,
  });
  op.event('sign_up_requested', row.id, stranger, at);
  if (row.confirmed_at) {
    row.version += 1;
    op.event('sign_up_confirmed', row.id, stranger, row.confirmed_at);
  }
  return row;
}

function decide(op, state, by, at, row, { note, ...rest }) {
  Object.assign(row, rest, { state, password: null, decided_by: by.id, decided_at: at, version: row.version + 1 });
  op.event(`sign_up_${state}`, row.id, by, at, note);
}
