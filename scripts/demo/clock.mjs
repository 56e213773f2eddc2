// Dates and instants around the demo's "now", in the time zone of a place. The zones are not Node's, which are as old as
// Node is, but of the release that the portal has; scripts/zones.mjs compares the two.
import moment from 'moment-timezone';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant of a local time in a zone. */
export const instant = (zone, date, time) => moment.tz(`${date}T${time}`, zone).valueOf();

/** The date in a zone at an instant: 2026-12-10. */
export const dateAt = (zone, at) => moment.tz(at, zone).format('YYYY-MM-DD');

export const addDays = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** "October" of 2026-10-03. */
export const month = (date) => moment.utc(date).format('MMMM');

export const floor = (at, step) => Math.floor(at / step) * step;
