// The portal, which remembers the batches that it sends to the database. The entrypoint `Batches` hands them out.
import { WorkerEntrypoint, env } from 'cloudflare:workers';

export { Room, default } from './index.js';

const batches = [];
const session = Object.getPrototypeOf(env.DB.withSession('first-unconstrained'));
const { batch } = session;

session.batch = function (statements) {
  batches.push(statements.map(({ statement, params }) => ({ sql: statement, values: params })));
  return batch.call(this, statements);
};

export class Batches extends WorkerEntrypoint {
  fetch() {
    return Response.json(batches.splice(0));
  }
}
