// The form in which names of airports are stored and compared. The same as in src/airports/naming.rs: both are tested on
// tests/fixtures/canonical.json.
const FILLERS = new Set([
  'airport', 'aerodrome', 'airfield', 'flughafen', 'aeroport', 'aeroporto', 'aeropuerto', 'international', 'intl', 'the', 'and', 'apt',
]);
const SAME = new Map([['saint', 'st'], ['sainte', 'st'], ['sankt', 'st'], ['sint', 'st'], ['ft', 'fort'], ['mt', 'mount']]);

/** Letters that are no plain letter with an accent. */
const LETTERS = new Map(Object.entries({
  æ: 'ae', œ: 'oe', ø: 'o', ß: 'ss', þ: 'th', ð: 'd', đ: 'd', ł: 'l', ı: 'i', ħ: 'h', ŋ: 'n', ŧ: 't', ĸ: 'k', ĳ: 'ij',
}));

/** In lower case without accents. */
export const folded = (text) => text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[^\0-\x7f]/g, (it) => LETTERS.get(it) ?? it);

/** The words of a text in lower case without accents, points, apostrophes and words such as "airport". */
export function canonical(text) {
  const words = folded(text).replace(/[.'\u2019\u2018`]/g, '').split(/[^a-z0-9]+/).filter(Boolean).map((word) => SAME.get(word) ?? word);
  const kept = words.filter((word) => !FILLERS.has(word));
  return kept.length > 0 ? kept : words;
}
