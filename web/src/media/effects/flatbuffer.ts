/** What a flatbuffer is made of, as far as it is needed here. `at`: a position in the bytes that follow what is written. */
export type FlatValue =
  | { u8: number }
  | { u32: number }
  | { table: (FlatValue | null)[] }
  | { vector: FlatValue[] }
  | { floats: number[] }
  | { bytes: Uint8Array }
  | { text: string }
  | { at: number };

type Due = { slot: number; value: FlatValue };

/**
 * Writes a flatbuffer from its root to its leaves, so that every offset points forward, also into `after`, the bytes that are to
 * follow it.
 */
export function writeFlatbuffer(
  root: FlatValue,
  identifier: string,
  after: Uint8Array = new Uint8Array(),
): Uint8Array<ArrayBuffer> {
  const writer = new Writer();
  writer.begin(identifier);
  writer.write(root);
  return writer.end(after);
}

class Writer {
  readonly #view = new DataView(new ArrayBuffer(64 * 1024));
  /** Offsets whose targets are written later. */
  readonly #due: Due[] = [];
  readonly #intoAfter: Due[] = [];
  #end = 0;

  begin(identifier: string): void {
    this.#end = 8;
    for (const [index, letter] of [...identifier].entries()) this.#view.setUint8(4 + index, letter.charCodeAt(0));
  }

  write(root: FlatValue): void {
    this.#due.push({ slot: 0, value: root });
    for (let due = this.#due.shift(); due; due = this.#due.shift()) this.#place(due);
  }

  end(after: Uint8Array): Uint8Array<ArrayBuffer> {
    // The numbers in it stay aligned as they were.
    const start = this.#aligned(16);
    for (const { slot, value } of this.#intoAfter)
      this.#view.setUint32(slot, start + (value as { at: number }).at - slot, true);
    const all = new Uint8Array(start + after.length);
    all.set(new Uint8Array(this.#view.buffer, 0, start));
    all.set(after, start);
    return all;
  }

  #place(due: Due): void {
    const { slot, value } = due;
    if ('at' in value) this.#intoAfter.push(due);
    else if ('table' in value) this.#table(slot, value.table);
    else if ('vector' in value)
      this.#vector(slot, value.vector.length, 4, (at, index) => this.#field(at, value.vector[index]));
    else if ('floats' in value)
      this.#vector(slot, value.floats.length, 4, (at, index) =>
        this.#view.setFloat32(at, value.floats[index] ?? 0, true),
      );
    else if ('bytes' in value) this.#bytes(slot, value.bytes);
    else if ('text' in value) this.#bytes(slot, new TextEncoder().encode(`${value.text}\0`), 1);
  }

  /** A list of where each field is, then the table itself: its distance to that list, and the fields. */
  #table(slot: number, fields: (FlatValue | null)[]): void {
    const list = this.#aligned(4);
    const table = list + Math.ceil((4 + fields.length * 2) / 4) * 4;
    this.#view.setUint16(list, 4 + fields.length * 2, true);
    this.#view.setUint16(list + 2, 4 + fields.length * 4, true);
    this.#end = table + 4 + fields.length * 4;
    this.#view.setInt32(table, table - list, true);
    for (const [index, field] of fields.entries()) {
      if (!field) continue;
      this.#view.setUint16(list + 4 + index * 2, 4 + index * 4, true);
      this.#field(table + 4 + index * 4, field);
    }
    this.#point(slot, table);
  }

  #field(at: number, value: FlatValue | undefined): void {
    if (!value) return;
    if ('u8' in value) this.#view.setUint8(at, value.u8);
    else if ('u32' in value) this.#view.setUint32(at, value.u32, true);
    else this.#due.push({ slot: at, value });
  }

  #vector(slot: number, length: number, size: number, write: (at: number, index: number) => void): void {
    const at = this.#aligned(4);
    this.#view.setUint32(at, length, true);
    this.#end = at + 4 + length * size;
    for (let index = 0; index < length; index++) write(at + 4 + index * size, index);
    this.#point(slot, at);
  }

  /** `unsaid`: bytes at the end that do not count, as the zero after a text. */
  #bytes(slot: number, bytes: Uint8Array, unsaid = 0): void {
    // What is inside may be a buffer of its own, which wants to begin at a multiple of 16.
    while (this.#end % 16 !== 12) this.#end++;
    const at = this.#end;
    this.#view.setUint32(at, bytes.length - unsaid, true);
    new Uint8Array(this.#view.buffer).set(bytes, at + 4);
    this.#end = at + 4 + bytes.length;
    this.#point(slot, at);
  }

  #point(slot: number, target: number): void {
    this.#view.setUint32(slot, target - slot, true);
  }

  #aligned(to: number): number {
    this.#end = Math.ceil(this.#end / to) * to;
    return this.#end;
  }
}
