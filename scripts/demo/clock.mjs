// Dates and instants around the demo's "now", in the time zone of a place.
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const clocks = new Map();

/** The local time in a zone at an instant, as if it were UTC. */
function shown(zone, at) {
  const options = {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit',
    minute: '2-digit', second: '2-digit',
  };
  if (!clocks.has(zone)) clocks.set(zone, new Intl.DateTimeFormat('en-US', options));
  const part = Object.fromEntries(clocks.get(zone).formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** The instant of a local time in a zone. */
export function instant(zone, date, time) {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const once = wall - (shown(zone, wall) - wall);
  return once + (wall - shown(zone, once));
}

/** The date in a zone at an instant: 2026-12-10. */
export const dateAt = (zone, at) => new Date(shown(zone, at)).toISOString().slice(0, 10);

export const addDays = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** "October" of 2026-10-03. */
export const month = (date) =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long' }).format(Date.parse(date));

export const floor = (at, step) => Math.floor(at / step) * step;
