// Threads between accounts and operations, and sent mails.
import { MINUTE } from './clock.mjs';
import { found } from './people.mjs';

const excerpt = (text, most) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

/** Messages are [who, when, text], oldest first. `read`: who has opened the thread since. */
export function thread(op, { account, trip, subject, messages, read = [] }) {
  const [, opened] = messages[0];
  const [author, at, words] = messages.at(-1);
  const row = op.add('threads', {
    id: op.ids.at(opened), account_id: account.id, trip_id: trip?.id, subject: trip?.route ?? subject, last_at: at,
    state: author.face === 'ops' ? 'waiting' : 'open', last_side: author.face, last_author: author.name, last_words: excerpt(words, 140), created_at: opened,
  });
  found(op, 'thread', row, row.subject, ...messages.map(([, , body]) => body));
  for (const [who, sent, body] of messages) {
    op.add('messages', {
      id: op.ids.at(sent), thread_id: row.id, user_id: who.id, side: who.face, author: who.name, body, at: sent,
    });
    const event = op.event(sent === opened ? 'thread_opened' : 'message_sent', row.id, who, sent);
    const notice = () => ({
      subject: `Message about ${row.subject}`, lead: `${who.name} wrote: ${excerpt(body, 400)}`,
      facts: [['About', row.subject]],
      action: 'Read and reply', path: `/messages/${row.id}`,
    });
    if (who.face === 'ops') tell(op, event, account.id, notice);
    else tellStaff(op, event, 'message', notice);
  }
  // The author of a message has read those before it.
  const writers = new Map(messages.map(([who, sent]) => [who.id, sent]));
  for (const who of read) writers.set(who.id, Math.min(at + MINUTE, op.now));
  for (const [user, readAt] of writers) op.add('readings', { thread_id: row.id, user_id: user, read_at: readAt });
  return row;
}

/** A mail that followed an event: its job, the job's task and its subject. It was sent, unless `fault` says why it failed for good. */
export function mail(op, event, to, [job, task, subject], { fault } = {}) {
  op.add('outbox', {
    id: op.ids.task(), event_id: event.id, job, task, to_face: to.face, to_user_id: to.id, to_email: to.email, to_name: to.name,
    subject, state: fault ? 'dead' : 'done', attempts: 1, next_at: event.at,
    provider_id: fault ? null : op.ids.task(),
    fault, created_at: event.at, done_at: fault ? null : event.at + 4_000,
  });
}

// Older mails have been deleted.
const KEPT_DAYS = 21;

const isKept = (op, event) => event.at >= op.at(-KEPT_DAYS, '00:00');

function notify(op, event, to, notice) {
  mail(op, event, to, ['letter', () => JSON.stringify(notice()), () => notice().subject]);
}

/** A mail to everybody of an account who can sign in. `notice` is called when all references are known. */
export function tell(op, event, accountId, notice) {
  if (!isKept(op, event)) return;
  for (const { user } of op.clients.filter(({ account }) => account.id === accountId)) notify(op, event, user, notice);
}

/** A mail to the members of staff who get mails about a topic. */
export function tellStaff(op, event, topic, notice) {
  if (!isKept(op, event)) return;
  for (const user of op.listed[topic] ?? []) notify(op, event, user, notice);
}

/** A job that makes the PDF of an invoice. */
export function renderLater(op, event, invoice) {
  op.add('outbox', {
    id: op.ids.task(), event_id: event.id, job: 'invoice_pdf', task: { invoice: invoice.id }, to_face: 'client',
    to_email: '', to_name: '',
    subject: '', state: 'queued', attempts: 0, next_at: event.at, created_at: event.at,
  });
}
