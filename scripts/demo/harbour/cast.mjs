// Harbour Aviation: the operator, its fleet and its people.
import { tail } from '../fleet.mjs';
import { Operator } from '../operator.mjs';
import { account, client, contact, invited, lead, passenger, staff } from '../people.mjs';
import { rate } from '../money.mjs';

const WORKSPACE = {
  slug: 'harbour', name: 'Harbour Aviation', legal_name: 'Harbour Aviation LLC', trade: 'air', brand: '155b6b',
  logo: '1', logo_width: 96, logo_height: 96,
  reply_to: 'ops@harbour.example', phone: '+1 201 555 0100',
  address: '101 Charles A. Lindbergh Drive\nTeterboro, NJ 07608\nUnited States',
  zone: 'America/New_York', currency: 'USD', deposit_ppm: 500_000, balance_days: 3, quote_days: 7, payment_days: 14,
  quote_terms: `The aircraft is offered subject to availability until you accept. Estimates are settled at actual cost on the invoice; de-icing is charged as it occurs.

A deposit of {deposit_percent} of the total is due on acceptance, the balance three days before departure.

Cancellation: free of charge up to 7 days before departure, apart from costs already incurred; 25% of the total up to 72 hours; 50% up to 24 hours; 100% after that.`,
  quote_catalog: `Flight time; 6,950; taxable; hours; for Citation Latitude
Flight time; 12,900; taxable; hours; for Global 6000
Flight time; 5,400; taxable; hours; for Phenom 300E
Flight time; 8,200; taxable; hours; for Challenger 350
Landing and handling; 1,150; estimate; legs
Crew overnight; 1,400; night; taxable; nights
Positioning; h; taxable
Daily minimum; taxable
International handling; 1,900; estimate
De-icing; estimate
Wi-Fi; 950; optional`,
  invoice_terms: 'Amounts not paid by the due date bear interest of 1% a month. Please tell us within ten days if something does not look right.',
  quote_disclaimers: '', payment_provider: 'practice', reminders_after: [3, 10],
  payment_instructions: 'Wire or ACH to Harbour Aviation LLC\nFirst Tidewater Bank, Newark NJ\nRouting 000000000, account 000123456789',
};

export function cast(kit) {
  const op = new Operator(kit, { ...WORKSPACE, hosts: ['fly.harbour.example'] });

  const ole = staff(op, 'Ole Berg', 'admin', ['message']);
  const dana = staff(op, 'Dana Whitfield', 'dispatcher', ['request', 'answer', 'message', 'service']);
  const ines = staff(op, 'Ines Duarte', 'accounting');

  const lindqvist = account(
    op, 'Lindqvist Holdings', 'Lindqvist Holdings AB', 'Strandvägen 7A\n114 56 Stockholm\nSweden',
  );
  const okafor = account(op, 'Okafor Family', 'Ruth Okafor', '18 Larchmont Avenue\nLarchmont, NY 10538\nUnited States', { since: -720 });
  const mendez = account(op, 'Mendez Aero', 'Mendez Aero Inc.', 'Hangar 12, 233 Industrial Avenue\nTeterboro, NJ 07608\nUnited States', { since: -410 });
  const zolc = account(op, 'Żółć Instruments', 'Łukasz Żółć', 'ul. Długa 44/50\n00-241 Warszawa\nPoland', { since: -240 });
  const grant = account(op, 'Brightwater Capital', 'Brightwater Capital LP', '200 Park Avenue, Floor 31\nNew York, NY 10166\nUnited States', { since: -330 });

  const mira = client(op, lindqvist, 'Mira Lindqvist', 'charter', dana, {
    phone: '+46 70 555 01 42', title: 'Chief executive', notes: 'Prefers the Latitude. Tea, never coffee.',
    granted: ['change_itineraries', 'schedule'],
  });
  const tomas = client(op, lindqvist, 'Tomas Lindqvist', 'charter', dana, {
    phone: '+46 70 555 01 43', title: 'Family office',
  });
  const ruth = client(op, okafor, 'Ruth Okafor', 'owner', ole, {
    phone: '+1 914 555 0171', notes: 'Owner of N517HA. Call before maintenance is moved.',
  });
  const carl = client(op, mendez, 'Carl Mendez', 'customer', ines, {
    phone: '+1 201 555 0188', title: 'Director of operations',
  });
  const zoe = contact(op, lindqvist, 'Zoë Ångström', {
    phone: '+46 70 555 01 77', title: 'Assistant to Mira Lindqvist',
  });
  const hollis = contact(op, grant, 'Hollis Grant', { phone: '+1 212 555 0139', title: 'Partner' });
  const lukasz = invited(op, zolc, 'Łukasz Żółć', 'charter', dana, op.at(-2, '10:12'), {
    phone: '+48 22 555 01 10', title: 'Founder',
  });
  invited(op, grant, 'Wren Castellanos', 'charter', dana, op.at(-5, '16:40'), { title: 'Travel desk' }, { fault: '550 5.1.1 mailbox unavailable' });
  client(op, okafor, 'Petra Novák', 'charter', ole, { title: 'Former assistant', disabled: true });

  lead(op, 'Hollis Grant', 'hollis@harbour.example', {
    phone: '+1 212 555 0139', company: 'Brightwater Capital', source: 'Referral', since: -345, contact: hollis,
  });
  lead(op, 'Astrid Vinter', 'astrid@vinter.example', {
    phone: '+46 8 555 01 61', company: 'Vinter & Söner', source: 'Trade show', notes: 'Asked for a Global to Nice in May.',
    since: -9,
  });
  lead(op, 'Desmond Achebe', 'desmond.achebe@meridian.example', {
    phone: '+1 646 555 0184', company: 'Meridian Partners', source: 'Website', since: -3,
  });
  lead(op, 'Carla Mendez', 'carla@mendez.example', {
    source: 'Existing client', notes: 'Sister of Carl. Found a jet card instead.', since: -60, dropped: true,
  });

  const usual = { hourly: 695_000, fuel: 64_000, landing: 115_000 };
  const tails = {
    latitude: tail(op, 'N517HA', 'Citation Latitude', 9, 420, { ...usual, owner: okafor }),
    global: tail(op, 'N620HA', 'Global 6000', 13, 470, { hourly: 1_290_000, fuel: 115_000, landing: 474_000 }),
    phenom: tail(op, 'N88HA', 'Phenom 300E', 7, 400, { hourly: 540_000, fuel: 48_000, landing: 89_000 }),
    challenger: tail(op, 'N241HA', 'Challenger 350', 9, 440, { hourly: 820_000, fuel: 76_500, landing: 142_000 }),
  };

  rate(op, 'Federal excise tax', { percent: 7.5 }, '2018-01-01');
  rate(op, 'Domestic segment fee', { fee: 500 }, '2024-01-01', '2024-12-31');
  rate(op, 'Domestic segment fee', { fee: 520 }, '2025-01-01');
  rate(op, 'International head tax', { fee: 2_220, kind: 'international_head' }, '2024-01-01');

  return {
    op, tails, people: { ole, dana, ines, mira, tomas, ruth, carl, zoe, hollis, lukasz },
    accounts: { lindqvist, okafor, mendez, zolc, grant }, passengers: passengers(op, { lindqvist, okafor, zolc }),
  };
}

function passengers(op, { lindqvist, okafor, zolc }) {
  return {
    mira: passenger(op, lindqvist, 'Mira Elisabet Lindqvist', {
      email: 'mira@harbour.example', phone: '+46 70 555 01 42', country: 'SE', expires: 1_310, sex: 'F', residence: 'US',
      born: '1981-06-14', number: 'AA4410927', ktn: 'TT6120348', weight: 138, preferences: 'Vegetarian; still water',
    }),
    tomas: passenger(op, lindqvist, 'Tomas Erik Lindqvist', {
      email: 'tomas@harbour.example', country: 'SE', expires: 640, sex: 'M', residence: 'US', born: '1979-11-02',
      number: 'AA3019465', redress: '2209146', weight: 181,
    }),
    zoe: passenger(op, lindqvist, 'Zoë Ångström', {
      email: 'zoe@harbour.example', phone: '+46 70 555 01 77', country: 'SE', expires: 52, sex: 'F', residence: 'SE',
      born: '1990-02-28', number: 'AB7702318',
    }),
    elsa: passenger(op, lindqvist, 'Elsa Margareta Lindqvist', {
      country: 'SE', expires: -20, sex: 'F', residence: 'US', born: op.day(-365 * 9 - 80), number: 'AA1180334', note: 'Renewal applied for',
    }),
    nils: passenger(op, lindqvist, 'Nils Axel Lindqvist', {
      country: 'SE', expires: 1_450, sex: 'M', residence: 'US', born: op.day(-420), number: 'AB9914402', weight: 24, note: 'Peanut allergy',
    }),
    ingrid: passenger(op, lindqvist, 'Ingrid Sørensen', { phone: '+47 22 55 01 20' }),
    ruth: passenger(op, okafor, 'Ruth Adaeze Okafor', {
      email: 'ruth@harbour.example', country: 'US', expires: 1_120, sex: 'F', residence: 'US', born: '1968-09-30', number: '561203984', ktn: '987201456',
    }),
    chidi: passenger(op, okafor, 'Chidi Emmanuel Okafor', { country: 'US', expires: 118, sex: 'M', born: '1999-04-11' }),
    amara: passenger(op, okafor, 'Amara Okafor', {
      country: 'GB', expires: 900, note: 'Travels with a cello in the cabin',
    }),
    lukasz: passenger(op, zolc, 'Łukasz Żółć', { country: 'PL', expires: 730 }),
  };
}
