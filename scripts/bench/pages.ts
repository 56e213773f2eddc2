// The pages that are measured.
import type { D1Database } from '@cloudflare/workers-types';
import { Failure } from '../run.mjs';
import type { Who } from './visitors.ts';

export type Page = { name: string; who: Who; path: string };

/** The pages whose names contain one of the words; all if there are no words. */
export async function pagesOf(db: D1Database, words: string[]): Promise<Page[]> {
  const all = await everyPage(db);
  const chosen = all.filter(({ name }) => words.length === 0 || words.some((it) => name.includes(it)));
  if (chosen.length === 0) throw new Failure(`No page is named so; there are: ${all.map(({ name }) => name).join('; ')}`);
  return chosen;
}

async function everyPage(db: D1Database): Promise<Page[]> {
  const id = (sql: string) => idOf(db, sql);
  const contact = await id("SELECT id FROM contacts WHERE email = 'mira@harbour.example'");
  const account = await id("SELECT id FROM accounts WHERE name = 'Lindqvist Holdings'");
  const waiting = await id("SELECT id FROM sign_ups WHERE state = 'waiting' LIMIT 1");
  const [trip, quote, invoice, thread, request] = [
    await newest(db, 'trips'), await newest(db, 'quotes', "t.state = 'sent'"), await newest(db, 'invoices'),
    await newest(db, 'threads'), await newest(db, 'requests'),
  ];
  const coming = await newest(db, 'trips', "t.departs_at > unixepoch() * 1000 + 86400000");
  const [tail, order] = [await id("SELECT id FROM tails WHERE registration = 'N517HA'"), await id("SELECT id FROM services WHERE state = 'requested' LIMIT 1")];
  const page = (name: string, who: Who, path: string): Page => ({ name, who, path });
  return [
    page('sign in', 'stranger', '/session/new'),
    page('ask for access', 'stranger', '/sign-ups/new'),
    page('request a trip without an account', 'stranger', '/inquiries/new'),
    page('client: home', 'mira', '/'),
    page('client: trips', 'mira', '/trips'),
    page('client: a trip', 'mira', `/trips/${trip}`),
    page('client: a trip, passengers', 'mira', `/trips/${trip}/manifest`),
    page('client: a trip, services', 'mira', `/trips/${trip}/services`),
    page('client: a trip, files', 'mira', `/trips/${trip}/files`),
    page('client: change the itinerary', 'mira', `/trips/${coming}/itinerary`),
    page('client: change the aircraft', 'mira', `/trips/${coming}/aircraft`),
    page('client: schedule', 'ruth', '/schedule'),
    page('client: request a trip', 'mira', '/requests/new'),
    page('client: requests', 'mira', '/requests'),
    page('client: a request', 'mira', `/requests/${request}`),
    page('client: quotes', 'mira', '/quotes'),
    page('client: a quote', 'mira', `/quotes/${quote}`),
    page('client: quotes side by side', 'mira', `/quotes/${quote}/comparison`),
    page('client: invoices', 'mira', '/invoices'),
    page('client: an invoice', 'mira', `/invoices/${invoice}`),
    page('client: make a payment', 'mira', '/payments/new'),
    page('client: statement', 'mira', '/statement'),
    page('client: service orders', 'carl', '/services'),
    page('client: a service order', 'carl', `/services/${order}`),
    page('client: passengers', 'mira', '/passengers'),
    page('client: messages', 'mira', '/messages'),
    page('client: a thread', 'mira', `/messages/${thread}`),
    page('client: profile', 'mira', '/profile'),
    page('client: sessions', 'mira', '/profile/sessions'),
    page('client: second factors', 'mira', '/profile/factors'),
    page('client: people', 'mira', '/people'),
    page('operations: today', 'dana', '/'),
    page('operations: requests', 'dana', '/requests'),
    page('operations: requests, searched', 'dana', '/requests?q=teb+to'),
    page('operations: a request', 'dana', `/requests/${request}`),
    page('operations: quotes', 'dana', '/quotes'),
    page('operations: a quote', 'dana', `/quotes/${quote}`),
    page('operations: build a quote', 'dana', `/requests/${request}/quotes/new`),
    page('operations: deal stages', 'ole', '/deal-stages'),
    page('operations: trips', 'dana', '/trips'),
    page('operations: trips, searched', 'dana', '/trips?q=teb+to'),
    page('operations: trips, of some days', 'dana', '/trips?from=2026-11-01&to=2026-11-30'),
    page('operations: a trip', 'dana', `/trips/${trip}`),
    page('operations: change a trip', 'dana', `/trips/${coming}/edit`),
    page('operations: a trip, passengers', 'dana', `/trips/${trip}/manifest`),
    page('operations: calendar', 'dana', '/calendar'),
    page('operations: passengers', 'dana', '/passengers'),
    page('operations: service orders', 'dana', '/services'),
    page('operations: a service order', 'dana', `/services/${order}`),
    page('operations: FBOs', 'dana', '/fbos'),
    page('operations: fleet', 'dana', '/tails'),
    page('operations: an aircraft', 'ole', `/tails/${tail}`),
    page('operations: invoices', 'ines', '/invoices'),
    page('operations: invoices to approve', 'ines', '/invoices?show=drafts'),
    page('operations: an invoice', 'ines', `/invoices/${invoice}`),
    page('operations: messages', 'dana', '/messages'),
    page('operations: leads', 'dana', '/leads'),
    page('operations: leads, searched', 'dana', '/leads?q=prospect+000500'),
    page('operations: accounts', 'dana', '/accounts'),
    page('operations: an account', 'dana', `/accounts/${account}`),
    page('operations: several invoices at once', 'ines', `/accounts/${account}/invoices/batch`),
    page('operations: payments of an account', 'ines', `/accounts/${account}/payments`),
    page('operations: statement of an account', 'ines', `/accounts/${account}/statement`),
    page('operations: contacts', 'dana', '/contacts'),
    page('operations: contacts, searched', 'dana', '/contacts?q=person+000500'),
    page('operations: a contact', 'dana', `/contacts/${contact}`),
    page('operations: merge a contact', 'dana', `/contacts/${contact}/merge?q=person+000500`),
    page('operations: portal access', 'dana', '/access'),
    page('operations: sign-ups', 'dana', '/sign-ups'),
    page('operations: a sign-up', 'dana', `/sign-ups/${waiting}`),
    page('operations: staff', 'ole', '/staff'),
    page('operations: audit trail', 'ole', '/audit'),
    page('operations: audit, a person', 'ole', '/audit?who=person+000500'),
    page('operations: audit, an action', 'ole', '/audit?action=signed_in'),
    page('operations: access settings', 'ole', '/settings/access'),
    page('operations: mail', 'dana', '/mails'),
  ];
}

/** The id of the newest row of a table for Mira's account at Harbour. */
export function newest(db: D1Database, table: string, where = '1'): Promise<string> {
  return idOf(db, `SELECT t.id FROM ${table} t JOIN accounts a ON a.id = t.account_id WHERE a.name = 'Lindqvist Holdings' AND ${where} ORDER BY t.created_at DESC LIMIT 1`);
}

async function idOf(db: D1Database, sql: string): Promise<string> {
  const id = await db.prepare(sql).first<string>('id');
  if (!id) throw new Error(`no row: ${sql}`);
  return id;
}
