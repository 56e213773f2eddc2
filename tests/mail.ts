// Reads the mails that the portal sent, on the page where staff see them.
import { until } from './harness.ts';
import type { Visitor } from './visitor.ts';

export type Mail = { text: string; link: string };

/** Waits for the newest mail to an address with these words in its subject. Mails of the demo data have no text. */
export async function newestMail(staff: Visitor, to: string, subject: string): Promise<Mail> {
  const text = await until(async () => {
    const list = await staff.get('/mails');
    const row = list.all('tbody tr').find(({ textContent }) => textContent.includes(to) && textContent.includes(subject));
    if (!row?.textContent.includes('Sent')) return null;
    const mail = await staff.get(row.querySelector('a')?.getAttribute('href') ?? '');
    return mail.document.querySelector('pre')?.textContent;
  }, 20);
  return { text, link: /: (http\S+)$/m.exec(text)?.[1] ?? '' };
}
