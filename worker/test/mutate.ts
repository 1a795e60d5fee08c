/** A seeded generator of numbers in [0, 1) (mulberry32): a failing run can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const odd: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  '',
  ' ',
  '\u0000',
  '\u202e',
  '\ud800',
  '__proto__',
  'x'.repeat(5_000),
  '😀'.repeat(300),
  '<script>alert(1)</script>',
  "'; drop table meetings; --",
  '../../etc/passwd',
  '{{7*7}}',
  [],
  {},
  [[[[[]]]]],
  { __proto__: 1, constructor: { prototype: 1 } },
  [null, null],
];

const oddKeys = ['__proto__', 'constructor', 'toString', 'role', 'id', 'admin', 'type', '', 'x'.repeat(200)];

export class Mutator {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** A spoilt copy of a message, as the text that goes over the wire. */
  spoil(message: unknown): string {
    let value = structuredClone(message) as Json;
    const rounds = 1 + this.below(3);
    for (let round = 0; round < rounds; round++) value = this.#change(value);
    const text = JSON.stringify(value) ?? '';
    return this.below(4) === 0 ? this.#scratch(text) : text;
  }

  #change(value: Json): Json {
    if (value === null || typeof value !== 'object' || this.below(8) === 0) return this.pick(odd);
    if (Array.isArray(value)) {
      if (value.length === 0 || this.below(3) === 0) return [...value, this.pick(odd)];
      const at = this.below(value.length);
      return value.with(at, this.#change(value[at] ?? null));
    }
    const keys = Object.keys(value);
    const key = keys.length > 0 ? this.pick(keys) : 'nothing';
    const copy = { ...value };
    switch (this.below(4)) {
      case 0:
        delete copy[key];
        return copy;
      case 1:
        return { ...copy, [this.pick(oddKeys)]: this.pick(odd) };
      default:
        return { ...copy, [key]: this.#change(copy[key] ?? null) };
    }
  }

  /** Damages text: cut off, a letter changed, a piece twice, or something put in. */
  #scratch(text: string): string {
    const at = this.below(text.length + 1);
    switch (this.below(4)) {
      case 0:
        return text.slice(0, at);
      case 1:
        return text.slice(0, at) + String.fromCharCode(this.below(0x2ff)) + text.slice(at + 1);
      case 2:
        return text.slice(0, at) + text.slice(this.below(at + 1), at) + text.slice(at);
      default:
        return (
          text.slice(0, at) + this.pick(['{', '}', '[', '"', ',', '\\', '\u0000', '1e999', 'null']) + text.slice(at)
        );
    }
  }
}
