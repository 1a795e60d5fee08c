import { type FlatValue, writeFlatbuffer } from './flatbuffer.ts';

/**
 * The model that ships with `@mediapipe/selfie_segmentation` says nothing of what it wants to be fed; the newer program that runs it,
 * also in a worker, asks for that. So it is said here: pixels from 0 to 255 become 0 to 1.
 *
 * @param model a TensorFlow Lite file without metadata
 */
export function withNormalization(model: Uint8Array): Uint8Array<ArrayBuffer> {
  const [version, operators, subgraphs, description, buffers] = modelFields(model);
  if (!operators || !subgraphs || !buffers) throw new Error('not a TensorFlow Lite model');
  const kept = vectorOfTables(model, buffers);
  const metadata: FlatValue = { table: [{ text: 'TFLITE_METADATA' }, { u32: kept.length }] };
  return writeFlatbuffer(
    {
      table: [
        { u32: version ? word(model, version) : 3 },
        { at: target(model, operators) },
        { at: target(model, subgraphs) },
        description ? { at: target(model, description) } : null,
        { vector: [...kept.map((at) => ({ at })), { table: [{ bytes: pixelsToUnit() }] }] },
        null,
        { vector: [metadata] },
      ],
    },
    'TFL3',
    model,
  );
}

/** The metadata: one part of the model, one input, normalized by (value − mean) / deviation; and an output that is left as it is. */
function pixelsToUnit(): Uint8Array {
  const normalization: FlatValue = { table: [{ u8: 1 }, { table: [{ floats: [0] }, { floats: [255] }] }] };
  const input: FlatValue = { table: [{ text: 'image' }, null, null, null, { vector: [normalization] }] };
  const output: FlatValue = { table: [{ text: 'mask' }] };
  const part: FlatValue = { table: [null, null, { vector: [input] }, { vector: [output] }] };
  return writeFlatbuffer({ table: [null, null, null, { vector: [part] }] }, 'M001');
}

/** Where the fields of the model's root are; 0: not there. */
function modelFields(model: Uint8Array): number[] {
  const root = word(model, 0);
  const list = root - new DataView(model.buffer, model.byteOffset).getInt32(root, true);
  const count = (half(model, list) - 4) / 2;
  return Array.from({ length: count }, (_, index) => {
    const offset = half(model, list + 4 + index * 2);
    return offset === 0 ? 0 : root + offset;
  });
}

function vectorOfTables(model: Uint8Array, field: number): number[] {
  const vector = target(model, field);
  return Array.from({ length: word(model, vector) }, (_, index) => target(model, vector + 4 + index * 4));
}

function target(model: Uint8Array, at: number): number {
  return at + word(model, at);
}

function word(model: Uint8Array, at: number): number {
  return new DataView(model.buffer, model.byteOffset).getUint32(at, true);
}

function half(model: Uint8Array, at: number): number {
  return new DataView(model.buffer, model.byteOffset).getUint16(at, true);
}
