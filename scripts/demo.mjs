/** Who can sign in to the demo, and on which host below the portal's domain. */
export const logins = [];

/** The demo data as SQL, its dates relative to `now`. */
export function demo(now) {
  return `SELECT 1; -- ${now.toISOString()}\n`;
}
