// Invoices and deposit invoices, their payments, credit notes and reminders.
import { HOUR, MINUTE, addDays } from './clock.mjs';
import { mail, renderLater, tell } from './messages.mjs';
import { deductions, line, partOf, settled, sums } from './price.mjs';

/**
 * An invoice, issued `days` ago. `paid`: payments, `[days ago, amount or share of the open sum, method, reference]`. `deposit`: the
 * deposit invoice that it deducts, with its own `days`, `paid` and `seen`. `credited`: a credit note for a part of it.
 */
export function invoice(op, { account, trip, quote, lines, name, by, days, due, paid = [], seen, voided, credited, deposit }) {
  const charged = settled(lines ?? quote.lines);
  const part = deposit && partOf(quote, quote.deposit);
  const about = {
    account, by, quote, trip_id: trip?.id ?? quote?.trip_id, route: name ?? trip?.route ?? quote.route,
  };
  let asked;
  const all = () => (part ? [...charged, ...deductions(part, asked?.number)] : charged);
  const row = issue(op, 'invoice', { ...about, days, due, seen, paid: credited ? [] : paid, lines: all });
  if (quote && !voided) quote.invoiced_at = row.created_at;
  if (part) {
    const deposited = () => [{ ...part[0], label: `Deposit for ${quote.reference}` }, ...part.slice(1)];
    asked = issue(op, 'deposit', { ...about, ...deposit, lines: deposited, deducted_by: row.id });
  }
  if (credited) {
    credit(op, row, by, charged, credited);
    for (const payment of paid) pay(op, row, by, payment);
  }
  if (voided) {
    row.version += 1;
    Object.assign(row, { state: 'void', void_reason: voided.reason, voided_on: op.dateOf(voided.at) });
    op.enter('credit_note', row, 'credit_number', voided.at);
    op.event('invoice_voided', row.id, by, voided.at, voided.reason);
  }
  return row;
}

const ISSUED = { invoice: 'invoice_issued', deposit: 'deposit_invoiced' };

function issue(op, series, { account, by, quote, trip_id, route, days, due, seen, paid = [], lines, deducted_by }) {
  const { workspace } = op;
  const issued = Math.min(op.at(-days, '11:20'), op.ago(5));
  const day = op.dateOf(issued);
  const { subtotal, tax, total } = sums(lines());
  const row = op.enter(series, op.add('invoices', {
    id: op.ids.at(issued), account_id: account.id, trip_id, quote_id: quote?.id, is_deposit: series === 'deposit', deducted_by,
    state: 'issued', route, bill_to: `${account.billing_name}\n${account.billing_address}`, currency: workspace.currency, lines,
    subtotal, tax, total, paid: 0, credited: 0, issued_on: day, due_on: addDays(day, due ?? workspace.payment_days),
    void_reason: '', terms: workspace.invoice_terms, version: 1, created_at: issued,
  }));
  const event = op.event(ISSUED[series], row.id, by, issued, quote && (() => `quote ${quote.reference}`));
  renderLater(op, event, row);
  tell(op, event, account.id, () => ({
    subject: `Invoice ${row.number} from ${workspace.name}`, lead: `Your invoice for ${row.route} is ready.`,
    facts: [['Invoice', row.number], ['Due', row.due_on]], action: 'View invoice', path: `/invoices/${row.id}`,
  }));
  if (seen) op.event('invoice_viewed', row.id, seen, Math.min(issued + 5 * HOUR, op.ago(2)));
  for (const payment of paid) pay(op, row, by, payment);
  return row;
}

const METHODS = { wire: 'Wire transfer', ach: 'ACH', cheque: 'Check', card: 'Card', cash: 'Cash' };

function pay(op, row, by, [days, howMuch, method, reference]) {
  const at = Math.max(op.at(-days, '15:45'), row.created_at + 30 * MINUTE);
  const open = row.total - row.paid;
  const amount = howMuch === 'rest' ? open : howMuch === 'half' ? Math.round(open / 2) : howMuch;
  const payment = op.add('payments', {
    id: op.ids.at(at), account_id: row.account_id, method, reference, currency: row.currency, amount, unallocated: 0,
    received_on: op.dateOf(at),
    recorded_by: by.id, created_at: at,
  });
  op.add('allocations', { payment_id: payment.id, invoice_id: row.id, amount });
  row.paid += amount;
  row.version += 1;
  const written = (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
  op.event('payment_recorded', row.id, by, at, `${row.currency} ${written}, ${METHODS[method]}, ${reference}`);
}

/** A credit note for a part of an invoice: `amount` of the line with this label, which is not taxed. */
function credit(op, row, by, lines, { days, label, amount, reason }) {
  const at = op.at(-days, '10:30');
  const place = lines.findIndex((it) => it.label === label);
  const { basis } = lines[place];
  const taken = [{ ...line(label, 1, '', amount, { taxable: false, basis }), taxed: 0 }];
  const { subtotal, tax, total } = sums(taken);
  op.enter('credit_note', op.add('credit_notes', {
    id: op.ids.at(at), invoice_id: row.id, account_id: row.account_id, reason, currency: row.currency, parts: [[place, amount]],
    lines: taken, subtotal, tax, total, issued_on: op.dateOf(at), created_at: at,
  }));
  row.credited += total;
  row.paid += total;
  row.version += 1;
  op.event('invoice_credited', row.id, by, at, reason);
}

/** The reminders of what is overdue, as the portal sent them in the mornings. */
export function remind(op) {
  const { workspace, tables } = op;
  const overdue = tables.rows('invoices').filter((it) => it.workspace_id === op.id && it.state === 'issued' && it.paid < it.total);
  for (const row of overdue) {
    for (const days of workspace.reminders_after) {
      const at = op.on(addDays(row.due_on, days), '08:00');
      if (at > op.now) continue;
      row.reminded = days;
      const event = op.event('invoice_reminded', row.id, undefined, at, `${days} days after it was due`);
      for (const { user } of op.clients.filter(({ account }) => account.id === row.account_id)) {
        mail(op, event, user, ['invoice_reminder', { invoice: row.id }, () => `Invoice ${row.number} is overdue`]);
      }
    }
  }
}
