// Priced lines and their sums, rounded as the portal does.
import { dateAt } from './clock.mjs';
import { departsAt } from './places.mjs';

const halfAway = (n) => Math.sign(n) * Math.round(Math.abs(n));

const portion = (whole, part, of) => halfAway((whole * part) / of);

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

/** The rates in force on the day of the first leg, percentages first. */
export function applying(rates, legs) {
  const day = dateAt(legs[0].origin.zone, departsAt(legs));
  const inForce = rates.filter((it) => it.in_force_from <= day && (!it.in_force_until || day <= it.in_force_until));
  return inForce.toSorted((a, b) => (a.kind !== 'percent') - (b.kind !== 'percent'));
}

/** The taxes and fees in force on the day of the first leg. */
export function taxes(rates, lines, legs, passengers) {
  const inForce = applying(rates, legs);
  if (inForce.some((it) => it.kind === 'percent')) for (const it of lines) it.taxed = taxedPart(it, legs);
  const base = lines.reduce((sum, it) => sum + (it.taxed ?? 0), 0);
  const options = { taxable: false, basis: 'tax' };
  return inForce.flatMap((it) => {
    if (it.kind === 'percent') {
      const tax = { percent: { ppm: it.ppm, base } };
      return base > 0 ? [{ ...line(it.name, 1, '', share(base, it.ppm), options), tax }] : [];
    }
    const count = legs.filter((leg) => FEES[it.kind].includes(leg.area)).length;
    const tax = { fee: { passengers, legs: count } };
    return count > 0 ? [{ ...line(it.name, passengers * count, '', it.amount, options), tax }] : [];
  });
}

const TAXED = ['domestic', 'rural', 'alaska_hawaii'];

/** The areas whose legs each fee is for. */
const FEES = {
  per_passenger_leg: ['domestic', 'alaska_hawaii'], international_head: ['international'],
  alaska_hawaii_head: ['alaska_hawaii'],
};

/** The part of a line that is taxed: the share of the block time on legs that are taxed. */
function taxedPart(it, legs) {
  if (!it.taxable) return 0;
  const minutes = (some) => some.reduce((all, leg) => all + (leg.arrives_at - leg.departs_at), 0);
  return halfAway((it.amount * minutes(legs.filter((leg) => TAXED.includes(leg.area)))) / minutes(legs));
}

export function sums(lines, depositPpm = 0) {
  const sum = (isTax) => lines.filter((it) => (it.basis === 'tax') === isTax).reduce((all, it) => all + it.amount, 0);
  const [subtotal, tax] = [sum(false), sum(true)];
  return { subtotal, tax, total: subtotal + tax, deposit: share(subtotal + tax, depositPpm) };
}

/** The lines of a quote for its invoice: its estimates were right. */
export const settled = (lines) => lines.map((it) => (it.basis === 'estimate' ? { ...it, basis: 'actual', quoted: it.amount } : it));

/** The lines of a deposit of this amount: in it, each tax has the share that it has in the quote. The first one is the deposit. */
export function partOf(quote, amount) {
  const ofTax = quote.lines.filter((it) => it.basis === 'tax').map((it) => {
    const part = line(it.label, 1, '', portion(it.amount, amount, quote.total), { taxable: false, basis: 'tax' });
    if (!it.tax?.percent) return part;
    const { ppm, base } = it.tax.percent;
    return { ...part, tax: { percent: { ppm, base: portion(base, amount, quote.total) } } };
  });
  const net = amount - ofTax.reduce((all, it) => all + it.amount, 0);
  const taxed = ofTax.find((it) => it.tax)?.tax.percent.base;
  const deposit = line('Deposit', 1, '', net, { taxable: false, basis: 'deposit' });
  return [taxed === undefined ? deposit : { ...deposit, taxed }, ...ofTax];
}

/** The lines that deduct the deposit which was invoiced by this number. */
export const deductions = (part, number) =>
  part.map((it) => {
    const label = it.basis === 'tax' ? `${it.label} in deposit ${number}` : `Less deposit ${number}`;
    const back = { ...it, label, price: -it.price, amount: -it.amount };
    if (it.taxed !== undefined) back.taxed = -it.taxed;
    if (it.tax) back.tax = { percent: { ...it.tax.percent, base: -it.tax.percent.base } };
    return back;
  });
