// Blocks of aircraft: maintenance, one of them while a trip is planned, and a week that their owner asks for.
export function blocks({ op, tails, people: { dana, ruth } }) {
  const block = (tail, kind, [first, last], words, more = {}) => {
    const { asked = op.at(-6, '10:40'), by = dana, action = 'block_added' } = more;
    const row = op.add('blocks', {
      id: op.ids.at(asked), tail_id: tail.id, kind, state: by === ruth ? 'asked' : 'approved', starts_at: op.at(first, '00:00'),
      ends_at: op.at(last + 1, '00:00'), words, asked_by: by === ruth ? ruth.id : null, created_at: asked,
    });
    op.event(action, row.id, by, asked, words);
  };
  block(tails.global, 'maintenance', [4, 6], 'Engine inspection');
  // The Citation flies from Palm Beach on the first of these days.
  block(tails.latitude, 'maintenance', [8, 9], 'Phase inspection');
  block(tails.challenger, 'other', [12, 14], 'Cabin refurbishment');
  block(tails.latitude, 'owner', [26, 30], 'Family week in Nassau', { asked: op.ago(200), by: ruth, action: 'block_asked_for' });
}
