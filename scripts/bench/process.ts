// Processor time and memory of another process, as Linux counts them. Elsewhere they are NaN.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

export class Process {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** The child of this process with a name. */
  static child(name: string): Process {
    const isChild = new RegExp(`^\\d+ \\(${name}\\) \\S ${process.pid} `);
    const all = existsSync('/proc/self') ? readdirSync('/proc') : [];
    return new Process(`/proc/${all.find((id) => isChild.test(read(`/proc/${id}/stat`)))}`);
  }

  /** The processor time of all threads so far, in ms. */
  spent(): number {
    if (!existsSync(this.#folder)) return NaN;
    const threads = readdirSync(`${this.#folder}/task`);
    return threads.reduce((sum, id) => sum + Number(read(`${this.#folder}/task/${id}/schedstat`).split(' ')[0]), 0) / 1e6;
  }

  /** The memory that is resident, in MB. */
  resident(): number {
    return Number(/VmRSS:\s+(\d+) kB/.exec(read(`${this.#folder}/status`))?.[1]) / 1024;
  }
}

/** The text of a file; empty if it is gone, as that of a thread that has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
