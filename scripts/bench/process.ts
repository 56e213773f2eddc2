// Processor time and memory of another process, as Linux counts them. Elsewhere they are NaN.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

export class Process {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** The child of this process with a name. */
  static child(name: string): Process {
    const pids = existsSync('/proc/self') ? readdirSync('/proc').filter((it) => /^\d+$/.test(it)) : [];
    const isChild = (pid: string) => read(`/proc/${pid}/stat`).includes(` (${name}) `) && / \(.*\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] === String(process.pid);
    return new Process(`/proc/${pids.find(isChild)}`);
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
