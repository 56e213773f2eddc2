// The names of countries and regions that may follow the name of an airport: "Bozeman, MT", "Pau, Frankreich".
import { canonical } from './naming.mjs';

const SHORT = {
  US: `Alabama AL|Alaska AK|Arizona AZ|Arkansas AR|California CA|Colorado CO|Connecticut CT|Delaware DE|District of Columbia DC|Florida FL|Georgia GA
    |Hawaii HI|Idaho ID|Illinois IL|Indiana IN|Iowa IA|Kansas KS|Kentucky KY|Louisiana LA|Maine ME|Maryland MD|Massachusetts MA|Michigan MI|Minnesota MN
    |Mississippi MS|Missouri MO|Montana MT|Nebraska NE|Nevada NV|New Hampshire NH|New Jersey NJ|New Mexico NM|New York NY|North Carolina NC
    |North Dakota ND|Ohio OH|Oklahoma OK|Oregon OR|Pennsylvania PA|Rhode Island RI|South Carolina SC|South Dakota SD|Tennessee TN|Texas TX|Utah UT
    |Vermont VT|Virginia VA|Washington WA|West Virginia WV|Wisconsin WI|Wyoming WY`,
  CA: `Alberta AB|British Columbia BC|Manitoba MB|New Brunswick NB|Newfoundland and Labrador NL|Northwest Territories NT|Nova Scotia NS|Nunavut NU
    |Ontario ON|Prince Edward Island PE|Quebec QC|Québec QC|Saskatchewan SK|Yukon YT`,
  AU: 'New South Wales NSW|Northern Territory NT|Queensland QLD|South Australia SA|Tasmania TAS|Victoria VIC|Western Australia WA',
};
const short = new Map(Object.entries(SHORT).flatMap(([country, text]) =>
  text.split('|').map((it) => it.trim()).map((it) => [`${country}|${it.slice(0, it.lastIndexOf(' '))}`, it.slice(it.lastIndexOf(' ') + 1)])));

const IN_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt'].map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
const MORE = { US: ['usa', 'united states of america', 'america'], GB: ['uk', 'great britain', 'england', 'britain'], AE: ['uae'] };

/** The rows of the countries and regions of some airports: country, region or "" for the country, and a name. */
export function areasOf(airports) {
  const rows = new Map();
  const add = (country, region, name) => {
    const words = canonical(name).join(' ');
    if (words) rows.set(`${country}|${region}|${words}`, [country, region, words]);
  };
  for (const { country, region } of airports) {
    for (const name of [country, ...IN_LANGUAGES.map((it) => it.of(country) ?? ''), ...(MORE[country] ?? [])]) add(country, '', name);
    if (region) for (const name of [region, short.get(`${country}|${region}`) ?? '']) add(country, region, name);
  }
  return [...rows.values()];
}
