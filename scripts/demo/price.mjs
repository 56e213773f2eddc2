// Priced lines and their sums, rounded as the portal does.
import { dateAt } from './clock.mjs';
import { departsAt } from './places.mjs';

const halfAway = (n) => Math.sign(n) * Math.round(Math.abs(n));

const share = (minor, ppm) => halfAway((minor * ppm) / 1_000_000);

/** `price`: of one unit, in minor units. */
export function line(label, quantity, unit, price, { taxable = true, basis = 'fixed' } = {}) {
  const thousandths = Math.round(quantity * 1_000);
  return { label, quantity: thousandths, unit, price, amount: halfAway((thousandths * price) / 1_000), taxable, basis };
}

export const estimate = (label, quantity, unit, price, taxable = false) =>
  line(label, quantity, unit, price, { taxable, basis: 'estimate' });

export const actual = (label, quantity, unit, price, taxable = false) =>
  line(label, quantity, unit, price, { taxable, basis: 'actual' });

/** The taxes and fees in force on the day of the first leg. */
export function taxes(rates, lines, legs, passengers) {
  const day = dateAt(legs[0].origin.zone, departsAt(legs));
  const taxable = lines.filter((it) => it.taxable).reduce((sum, it) => sum + it.amount, 0);
  return rates
    .filter((it) => it.in_force_from <= day && (!it.in_force_until || day <= it.in_force_until))
    .map((it) => {
      const tax = { taxable: false, basis: 'tax' };
      return it.kind === 'percent'
        ? line(`${it.name}, ${it.ppm / 10_000}%`, 1, '', share(taxable, it.ppm), tax)
        : line(it.name, passengers * legs.length, 'passenger legs', it.amount, tax);
    });
}

export function sums(lines, depositPpm = 0) {
  const sum = (isTax) => lines.filter((it) => (it.basis === 'tax') === isTax).reduce((all, it) => all + it.amount, 0);
  const [subtotal, tax] = [sum(false), sum(true)];
  return { subtotal, tax, total: subtotal + tax, deposit: share(subtotal + tax, depositPpm) };
}

/** The lines of a quote for its invoice: estimates become actual prices. */
export const settled = (lines) => lines.map((it) => (it.basis === 'estimate' ? { ...it, basis: 'actual' } : it));
