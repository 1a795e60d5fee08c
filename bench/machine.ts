import { cpus, release, totalmem, type } from 'node:os';

/** One line that says what a figure was measured on. */
export function machine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${gigabytes} GiB, ${type()} ${release()}, Node ${process.version}`;
}
