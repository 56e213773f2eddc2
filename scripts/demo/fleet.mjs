// Aircraft and coaches: their hourly price and their owners.
export function tail(op, registration, type, seats, speed, { hourly, fuel, landing, owner } = {}) {
  const row = op.add('tails', { id: op.ids.at(op.at(-850, '12:00')), registration, type, seats, speed_kt: speed });
  if (owner) op.add('account_tails', { account_id: owner.id, tail_id: row.id });
  return { ...row, hourly, fuel, landing };
}
