/** Small seeded generator (mulberry32): the same seed gives the same messages. */
export function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(random: () => number, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

const junk: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  7,
  127,
  255,
  1111,
  0x7fffffff,
  0xffffffff,
  1e300,
  '',
  'x',
  '\u0000',
  '💥'.repeat(20),
  'L3T3',
  'L9T9_KEY',
  'video/VP8',
  'video/rtx',
  'audio/opus',
  'urn:ietf:params:rtp-hdrext:sdes:mid',
  '__proto__',
  'a'.repeat(3_000),
  [],
  {},
  [[[[]]]],
  { length: 1e9 },
  { __proto__: { admin: true }, toString: 1 },
  Buffer.from([0, 1, 2]),
];

/** A copy with `times` random changes anywhere inside: values replaced, keys removed, doubled or added, lists grown. */
export function mutate(value: unknown, random: () => number, times: number): unknown {
  const copy = { root: structuredClone(value) };
  for (let count = 0; count < times; count += 1) mutateOnce(copy, random);
  return copy.root;
}

function mutateOnce(within: Record<string, unknown>, random: () => number): void {
  let holder = within;
  let key = 'root';
  // Down to a random depth.
  for (;;) {
    const next = holder[key];
    if (typeof next !== 'object' || next === null || ArrayBuffer.isView(next) || random() < 0.15) break;
    const keys = Object.keys(next);
    if (keys.length === 0) break;
    holder = next as Record<string, unknown>;
    key = pick(random, keys);
  }
  const action = random();
  if (action < 0.5) holder[key] = structuredClone(pick(random, junk));
  else if (action < 0.65) delete holder[key];
  else if (action < 0.8) holder[`${key}${Math.floor(random() * 9)}`] = structuredClone(holder[key]);
  else holder[key] = grow(holder[key], random);
}

function grow(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return [...value, ...value, pick(random, junk)];
  if (typeof value === 'number') return value + pick(random, [-1, 1, 2 ** 31]);
  return [value];
}
