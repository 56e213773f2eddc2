// Harbour Aviation: invoices and payments, for trips, for the FBO and to an aircraft owner.
import { month } from '../clock.mjs';
import { invoice, remind } from '../invoices.mjs';
import { lines } from '../money.mjs';
import { actual, line } from '../price.mjs';

export function bills({ op, people, accounts }, { florida, home, carolina }, { past }) {
  const { ines, dana, mira, tomas, ruth, carl } = people;
  const flight = (days, { extras, taxed, ...rest }) => {
    const flown = past[days];
    return invoice(op, { by: ines, account: flown.account, trip: flown.trip, lines: lines(op, { ...flown, op, extras, taxed }), ...rest });
  };
  const overnight = (nights) => actual('Crew overnight', nights * 2, '', 42_000);

  flight(97, { days: 95, seen: ruth, extras: [overnight(3)], paid: [[84, 'rest', 'ach', 'ACH 77120']] });
  flight(78, {
    days: 75, seen: mira, taxed: false, extras: [overnight(7), actual('Catering', 24, '', 19_500)],
    paid: [[68, 'rest', 'wire', 'SEB 2210934']],
  });
  flight(62, {
    days: 60, seen: mira, extras: [overnight(2)], paid: [[50, 'rest', 'wire', 'SEB 2218870']],
    credited: { days: 54, label: 'Crew overnight', amount: 84_000, reason: 'The crew left one night earlier' },
  });
  invoice(op, {
    by: ines, account: accounts.lindqvist, quote: carolina, days: 44, seen: mira,
    paid: [[36, 'rest', 'wire', 'Balance, SEB 2224051']],
    deposit: { days: 62, seen: mira, paid: [[57, 'rest', 'wire', 'Deposit, SEB 2219113']] },
  });
  flight(33, {
    days: 31, seen: tomas, extras: [overnight(1), actual('De-icing', 1, '', 186_000)],
    paid: [[19, 'rest', 'wire', 'SEB 2230748']],
  });
  flight(29, { days: 27, taxed: false, extras: [overnight(1)], paid: [[15, 1_200_000, 'wire', 'PKO 551/26']] });
  flight(26, {
    days: 25, paid: [],
    voided: { at: op.at(-24, '10:05'), reason: 'issued without the crew overnight; a new one follows' },
  });
  flight(26, { days: 24, extras: [overnight(2)], paid: [[13, 'rest', 'ach', 'ACH 80417']] });
  flight(20, { days: 18, seen: tomas, extras: [actual('De-icing', 1, '', 128_000)] });
  invoice(op, {
    by: ines, account: accounts.lindqvist, quote: florida, days: 9, seen: mira,
    paid: [[7, 'half', 'wire', 'Deposit, SEB 2236602']],
  });
  invoice(op, { by: ines, account: accounts.lindqvist, quote: home, days: 5 });
  flight(4, { days: 2, extras: [actual('Catering', 10, '', 6_800)] });

  for (const [days, paid] of [[64, [[51, 'rest', 'ach', 'ACH 78002']]], [33, [[20, 'rest', 'ach', 'ACH 79311']]], [3, []]]) {
    invoice(op, {
      by: ines, account: accounts.okafor, name: `N517HA management, ${month(op.day(-days - 14))}`, days, paid,
      seen: paid.length > 0 ? ruth : undefined,
      lines: [
        line('Management fee', 1, 'month', 1_150_000, { taxable: false }),
        line('Hangar', 1, 'month', 480_000, { taxable: false }),
        actual('Crew travel and training', 1, '', 214_350), actual('Charter share credited', 1, '', -562_000),
      ],
    });
  }

  const fuel = (gallons) => actual('Jet A', gallons, 'gal', 689);
  const ground = [
    [38, [fuel(412), actual('Ramp and handling', 1, '', 32_500)], [[30, 'rest', 'card', 'Visa, ends in 4417']]],
    [23, [fuel(655.4), actual('Hangar', 3, 'nights', 41_000), actual('De-icing fluid', 85, 'gal', 1_450)], []],
    [
      6, [fuel(388.7), actual('Ramp and handling', 1, '', 32_500), actual('Ground power', 0.5, 'h', 12_000)],
      [[4, 150_000, 'card', 'Visa, ends in 4417']],
    ],
    [1, [actual('Hangar', 2, 'nights', 41_000), actual('Catering, as ordered', 1, '', 23_870)], []],
  ];
  for (const [days, charged, paid] of ground) {
    invoice(op, {
      by: ines, account: accounts.mendez, name: 'FBO services, N402CM', days, lines: charged, paid,
      seen: days > 6 ? carl : undefined,
    });
  }
  invoice(op, {
    by: dana, account: accounts.zolc, name: 'Hangar tour and trial flight', days: 44, seen: undefined,
    paid: [[40, 'rest', 'card', 'Mastercard, ends in 0931']],
    lines: [line('Trial flight, Phenom 300E', 0.7, 'h', 540_000, { taxable: false })],
  });
  remind(op);
}
