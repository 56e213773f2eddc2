// The mail of a portal that runs locally, read where staff read it.
import { until } from './harness.ts';
import type { Visitor } from './visitor.ts';

export type Letter = { text: string; link: string };

/** The newest mail to an address with these words in its subject, once it is sent; those of the demo data have no text. */
export async function letter(staff: Visitor, to: string, subject: string): Promise<Letter> {
  const text = await until(async () => {
    const list = await staff.get('/mails');
    const row = list.all('tbody tr').find(({ textContent }) => textContent.includes(to) && textContent.includes(subject));
    if (!row?.textContent.includes('Sent')) return null;
    const mail = await staff.get(row.querySelector('a')?.getAttribute('href') ?? '');
    return mail.document.querySelector('pre')?.textContent;
  }, 20);
  return { text, link: /: (http\S+)$/m.exec(text)?.[1] ?? '' };
}
