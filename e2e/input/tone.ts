import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const rate = 48_000;
const seconds = 10;

/**
 * Writes a tone without beginning or end into a WAV file for Chromium's `--use-file-for-fake-audio-capture`, which loops it:
 * whatever is missing of it was lost on the way. Returns its path.
 */
export function tone(folder: string, hertz = 440): string {
  const path = join(folder, `tone-${hertz}.wav`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const samples = Buffer.alloc(rate * seconds * 2);
  for (let index = 0; index < rate * seconds; index += 1) {
    samples.writeInt16LE(Math.round(9_000 * Math.sin((2 * Math.PI * hertz * index) / rate)), index * 2);
  }
  writeFileSync(`${path}.part`, Buffer.concat([header(samples.length), samples]));
  renameSync(`${path}.part`, path);
  return path;
}

/** RIFF header of 16-bit mono PCM. */
function header(bytes: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  return head;
}
