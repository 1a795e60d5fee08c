/** Upper bounds of the library's delay buckets but the last, in seconds: `delay_bounds_us` of `native/queue.c`. */
export const delayBoundsSeconds = [50e-6, 100e-6, 200e-6, 500e-6, 1e-3, 2e-3, 5e-3, 10e-3, 20e-3];

/** The first bytes of the library's state: it was loaded, and counts as is read here. */
const magic = 'PSBATCH1';
/** In the order of `native/state.h`. */
const words = [
  'datagrams',
  'passed',
  'syscalls',
  'segmentedSends',
  'segments',
  'singles',
  'dropped',
  'blocked',
  'queueMax',
  'refused',
  'delayMaxUs',
  'delaySumUs',
] as const;

/** What the library counted in one media worker since it started. Delays are of datagrams waiting for the loop's turn to end. */
export interface SendBatchingCounts extends Record<(typeof words)[number], number> {
  /** Datagrams by how long they waited: one count for each bound, and one above the last. */
  delays: number[];
}

/** Bytes of a whole state. */
export const stateBytes = 8 * (1 + words.length + delayBoundsSeconds.length + 1);

/** @returns null when the library did not begin: the media worker runs without it */
export function readState(bytes: Buffer): SendBatchingCounts | null {
  if (bytes.length < stateBytes || bytes.toString('latin1', 0, 8) !== magic) return null;
  const word = (index: number) => Number(bytes.readBigUInt64LE(8 * index));
  const counts = Object.fromEntries(words.map((name, index) => [name, word(1 + index)]));
  return {
    ...(counts as Record<(typeof words)[number], number>),
    delays: Array.from({ length: delayBoundsSeconds.length + 1 }, (_, index) => word(1 + words.length + index)),
  };
}
