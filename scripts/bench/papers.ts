// Invoices whose PDFs have not been rendered yet.
import type { D1Database } from '@cloudflare/workers-types';
import { newest } from './pages.ts';

const COUNT = 300;

/**
 * Adds invoices with so many lines, whose ids begin with a letter. The function returned resolves to the next one's id.
 * After the last comes the first again, as a new version, which needs a new PDF.
 */
export async function papers(db: D1Database, letter: string, lines: number): Promise<() => Promise<string>> {
  const prefix = `${letter.repeat(8)}-0000-7000-8000-`;
  await db.prepare(
    `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${COUNT - 1})
     INSERT INTO invoices (id, workspace_id, number, account_id, state, route, bill_to, currency, lines, subtotal, tax, total, paid, issued_on, due_on, terms, created_at)
     SELECT printf('${prefix}%012x', n.i), v.workspace_id, '${prefix}' || n.i, v.account_id, v.state, v.route, v.bill_to, v.currency,
       (SELECT json_group_array(json(value)) FROM (SELECT l.value FROM n, json_each(v.lines) l LIMIT ${lines})),
       v.subtotal, v.tax, v.total, v.total, v.issued_on, v.due_on, v.terms, v.created_at FROM n, invoices v WHERE v.id = ?1`,
  ).bind(await newest(db, 'invoices')).run();
  let asked = 0;
  return async () => {
    const i = asked % COUNT;
    if (asked > 0 && i === 0) await db.prepare('UPDATE invoices SET version = version + 1 WHERE id BETWEEN ?1 AND ?2').bind(prefix, `${prefix}z`).run();
    asked += 1;
    return prefix + i.toString(16).padStart(12, '0');
  };
}
