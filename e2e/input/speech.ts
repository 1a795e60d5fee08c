import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Speaks a sentence into a WAV file for Chromium's `--use-file-for-fake-audio-capture`, which loops it; returns its path. */
export function speech(espeak: string, folder: string, name: string): string {
  const path = join(folder, `speech-${name.toLowerCase().replace(/[^a-z]/g, '')}.wav`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const sentence = `My name is ${name}, and I am speaking so that the others can hear that it is me. One, two, three, four, five.`;
  execFileSync(espeak, ['-v', 'en', '-s', '150', '-a', '180', '-w', `${path}.part`, sentence]);
  renameSync(`${path}.part`, path);
  return path;
}
