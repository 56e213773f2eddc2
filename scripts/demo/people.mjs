// Staff, accounts, contacts with and without access, and passengers.
import { mail } from './messages.mjs';
import { sealed } from './sealed.mjs';
import { folded } from './tables.mjs';

export const PASSWORD = 'charter-demo';

// The hash of the demo's published password, with the pepper of .dev.vars.
export const PASSWORD_HASH =
  '$argon2id$v=19$m=7168,t=5,p=1$ZGVtbyBvZiBjaGFydGVycw$HO83sfU7hVPaKfFbban+VVu0Rn8NXBh0TdQsp3Xr3a0';

/** Adds the search words of a row, as the portal does. */
export function found(op, noun, row, ...texts) {
  const tokens = texts.flatMap((text) => folded(text).split(/\s+/));
  const parts = tokens.flatMap((it) => (it.includes('@') ? [it, it.split('@')[0]] : [it, ...it.split(/[^\p{L}\p{N}]+/u)]));
  const bare = parts.map((it) => it.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')).filter(Boolean);
  for (const word of new Set(bare)) op.add('search_words', { noun, word, id: row.id });
  return row;
}

/** <first name>@<slug>.example */
const addressOf = (op, name) => `${folded(name.split(' ')[0])}@${op.workspace.slug}.example`;

function user(op, row) {
  return op.add('users', { id: op.ids.at(row.invited_at), temporary_until: null, contact_id: null, ...row });
}

export function staff(op, name, role, topics = []) {
  const at = op.at(-800, '10:00');
  const row = user(op, {
    face: 'ops', email: addressOf(op, name), name, role, state: 'active', password: PASSWORD_HASH, invited_at: at,
    activated_at: at,
  });
  for (const topic of topics) {
    op.add('notifications', { topic, user_id: row.id });
    (op.listed[topic] ??= []).push(row);
  }
  return row;
}

export function account(op, name, billingName, billingAddress, { since = -600 } = {}) {
  const at = op.at(since, '11:00');
  const row = { id: op.ids.at(at), name, billing_name: billingName, billing_address: billingAddress, created_at: at };
  return found(op, 'account', op.add('accounts', row), name, billingName);
}

/** A contact without access to the portal. */
export function contact(op, account, name, { phone = '', title = '', notes = '', disabled } = {}) {
  const at = account.created_at;
  const row = { id: op.ids.at(at), name, email: addressOf(op, name), phone, title, notes, created_at: at };
  if (disabled) row.deactivated_at = at + 90 * 86_400_000;
  op.add('contacts', row);
  found(op, 'contact', row, name, row.email);
  op.add('memberships', { contact_id: row.id, account_id: account.id });
  return row;
}

const USUAL = ['request_trips', 'approve_quotes', 'see_money', 'pay', 'manage_passengers'];

function invite(op, contact, role, state, by, at, rest) {
  for (const name of USUAL) op.add('grants', { contact_id: contact.id, name });
  const row = user(op, {
    face: 'client', contact_id: contact.id, email: contact.email, name: contact.name, role, state, invited_at: at,
    ...rest,
  });
  const event = op.event('client_invited', contact.id, by, at);
  return { row, event };
}

/** A contact who can sign in with the demo's password. `about.granted`: what they may do beyond the usual. */
export function client(op, account, name, role, by, about) {
  const person = contact(op, account, name, about);
  for (const more of about.granted ?? []) op.add('grants', { contact_id: person.id, name: more });
  const at = account.created_at + 7_200_000;
  const { row } = invite(op, person, role, about.disabled ? 'disabled' : 'active', by, at, {
    password: PASSWORD_HASH, activated_at: at + 3_600_000,
  });
  if (!about.disabled) op.clients.push({ account, user: row });
  return { ...row, contact: person };
}

/** A contact who was sent an activation mail and has not signed in yet. */
export function invited(op, account, name, role, by, at, about, outcome) {
  const person = contact(op, account, name, about);
  const { row, event } = invite(op, person, role, 'invited', by, at);
  const subject = outcome?.fault ? 'Your access to the portal' : `Your access to ${op.workspace.name}`;
  mail(op, event, row, ['activation', 'null', subject], outcome);
  return person;
}

// The details of a passenger that the portal stores encrypted, by their names here.
const DETAILS = { born: 'born_on', number: 'document_number', ktn: 'known_traveler', redress: 'redress' };

/** A passenger. `expires`: days until the passport expires. Numbers are invented. */
export function passenger(op, account, name, { expires, country = '', ...about } = {}) {
  const at = op.at(-300, '14:00');
  const id = op.ids.at(at);
  const { email = '', phone = '', surname = '', sex = '', nationality = country, residence = '', weight = null, unit = 'lb', preferences = '', note = '' } = about;
  const row = {
    id, account_id: account.id, name, surname, email, phone, sex, nationality, residence, document_country: country,
    document_expires_on: expires === undefined ? '' : op.day(expires), weight, weight_unit: unit, preferences, note, created_at: at,
  };
  for (const [key, field] of Object.entries(DETAILS)) {
    if (about[key]) op.add('passenger_details', { passenger_id: id, field, sealed: sealed([op.id, id, field], about[key]) });
  }
  return found(op, 'passenger', op.add('passengers', row), name, email);
}

/** A lead. `contact`: the contact that it was converted to. `dropped`: whether it was dropped. */
export function lead(op, name, email, { phone = '', company = '', source = '', notes = '', since = -20, contact, dropped } = {}) {
  const at = op.at(since, '15:20');
  const state = contact ? 'converted' : dropped ? 'dropped' : 'open';
  const row = {
    id: op.ids.at(at), name, email, phone, company, source, notes, state, contact_id: contact?.id ?? null, created_at: at,
  };
  return found(op, 'lead', op.add('leads', row), name, email, company);
}
