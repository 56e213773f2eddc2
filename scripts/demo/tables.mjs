// Collects rows, then writes them as SQL, with parent tables first.
const ORDER = [
  'workspaces', 'hosts', 'accounts', 'contacts', 'leads', 'search_words', 'memberships', 'grants', 'users', 'notifications',
  'fbos', 'preferred_fbos', 'sign_ups', 'tails', 'account_tails', 'blocks', 'stages', 'rates', 'passengers', 'passenger_details', 'trips', 'legs', 'trip_passengers', 'deal_stages', 'requests', 'alternatives', 'quotes', 'invoices', 'credit_notes',
  'payments', 'allocations', 'services', 'threads', 'messages', 'readings', 'events', 'outbox', 'counters',
];

// D1 refuses statements above 100 KB.
const LONGEST = 40_000;

// Tables whose lists are sorted by name have a sort key.
const NAMED = new Set(['accounts', 'contacts', 'fbos', 'leads', 'passengers', 'users']);

const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' };

/** Lower case without accents, for search words and sort keys. */
export const folded = (text) =>
  [...text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[‘’ʼ]/g, "'")].map((letter) => LETTERS[letter] ?? letter).join('');

export class Tables {
  #rows = new Map(ORDER.map((table) => [table, []]));

  /** Adds a row. A value that is a function is called when the SQL is written. */
  add(table, row) {
    if (NAMED.has(table)) row.sort_name = folded(row.name);
    this.#rows.get(table).push(row);
    return row;
  }

  rows(table) {
    return this.#rows.get(table);
  }

  sql() {
    return ORDER.flatMap((table) => [...inserts(table, this.#rows.get(table))]).join('');
  }
}

/** The statements that insert rows into a table. */
export function* inserts(table, rows) {
  const columns = [...new Set(rows.flatMap(Object.keys))];
  const opening = `INSERT INTO ${table} (${columns.join(', ')}) VALUES\n`;
  let values = [];
  let length = 0;
  for (const row of rows) {
    const written = `  (${columns.map((column) => literal(row[column])).join(', ')})`;
    if (values.length > 0 && length + written.length > LONGEST) {
      yield `${opening}${values.join(',\n')};\n`;
      [values, length] = [[], 0];
    }
    values.push(written);
    length += written.length;
  }
  if (values.length > 0) yield `${opening}${values.join(',\n')};\n`;
}

/** A value as SQL. */
export function literal(value) {
  if (typeof value === 'function') return literal(value());
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`${value} is no integer`);
    return String(value);
  }
  if (typeof value === 'object') return literal(JSON.stringify(value));
  return `'${value.replaceAll("'", "''")}'`;
}
