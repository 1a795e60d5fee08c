import { expect, test } from 'vitest';
import { writeFlatbuffer } from './flatbuffer.ts';
import { withNormalization } from './model-metadata.ts';

/** A model as far as its outline goes: what computes, its parts, its name, and two buffers, one of them with numbers. */
const model = writeFlatbuffer(
  {
    table: [
      { u32: 3 },
      { vector: [{ table: [{ u8: 7 }] }] },
      { vector: [{ table: [null, { floats: [1, 2, 3] }] }] },
      { text: 'a model' },
      { vector: [{ table: [] }, { table: [{ bytes: new Uint8Array([1, 2, 3, 4, 5]) }] }] },
    ],
  },
  'TFL3',
);

/** Reads a flatbuffer as any reader does. */
class Reader {
  readonly view: DataView;
  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  target(at: number): number {
    return at + this.view.getUint32(at, true);
  }
  /** Where a table's field is; null: not there. */
  field(table: number, index: number): number | null {
    const list = table - this.view.getInt32(table, true);
    if (4 + index * 2 >= this.view.getUint16(list, true)) return null;
    const offset = this.view.getUint16(list + 4 + index * 2, true);
    return offset === 0 ? null : table + offset;
  }
  vector(field: number | null): { at: number; length: number } {
    const at = this.target(field ?? 0);
    return { at: at + 4, length: this.view.getUint32(at, true) };
  }
  bytes(field: number | null): Uint8Array {
    const { at, length } = this.vector(field);
    return new Uint8Array(this.view.buffer, this.view.byteOffset + at, length);
  }
}

test('the model is kept, byte for byte, and its parts are where they were', () => {
  const made = withNormalization(model);
  const start = made.length - model.length;
  expect(start % 16).toBe(0);
  expect([...made.subarray(start)]).toEqual([...model]);
  const [before, after] = [new Reader(model), new Reader(made)];
  const [old, root] = [before.target(0), after.target(0)];
  for (const index of [1, 2, 3]) {
    const field = before.field(old, index);
    expect(after.target(after.field(root, index) ?? 0)).toBe(before.target(field ?? 0) + start);
  }
  const buffers = before.vector(before.field(old, 4));
  const kept = after.vector(after.field(root, 4));
  expect(kept.length).toBe(buffers.length + 1);
  for (let index = 0; index < buffers.length; index++)
    expect(after.target(kept.at + index * 4)).toBe(before.target(buffers.at + index * 4) + start);
});

test('it says how pixels become numbers: by 255', () => {
  const made = withNormalization(model);
  const reader = new Reader(made);
  const root = reader.target(0);
  const entry = reader.target(reader.vector(reader.field(root, 6)).at);
  expect(new TextDecoder().decode(reader.bytes(reader.field(entry, 0)))).toBe('TFLITE_METADATA');
  const index = reader.view.getUint32(reader.field(entry, 1) ?? 0, true);
  const buffer = reader.target(reader.vector(reader.field(root, 4)).at + index * 4);
  const metadata = new Reader(reader.bytes(reader.field(buffer, 0)));
  expect(new TextDecoder().decode(reader.bytes(reader.field(buffer, 0)).subarray(4, 8))).toBe('M001');
  const part = metadata.target(metadata.vector(metadata.field(metadata.target(0), 3)).at);
  const input = metadata.target(metadata.vector(metadata.field(part, 2)).at);
  const unit = metadata.target(metadata.vector(metadata.field(input, 4)).at);
  const options = metadata.target(metadata.field(unit, 1) ?? 0);
  const number = (field: number) => metadata.view.getFloat32(metadata.vector(metadata.field(options, field)).at, true);
  expect([number(0), number(1)]).toEqual([0, 255]);
});

test('something else is no model', () => {
  expect(() => withNormalization(new Uint8Array(64))).toThrow();
});
