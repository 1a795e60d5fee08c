import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { cameraFilm, type FilmKind } from '../input/camera-film.ts';
import { speech } from '../input/speech.ts';
import { tone } from '../input/tone.ts';

/** Films and speech are the same in every run: kept between runs. */
const inputs = path.join(tmpdir(), 'parley-e2e-inputs');

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export interface Devices {
  /** Number that the camera's picture carries. */
  readonly code: number;
  /** Whose voice the microphone hears. */
  readonly voice: string;
  /** The microphone hears an endless tone instead, in which every gap shows. */
  readonly tone?: boolean;
  /** Of the camera; 15 when absent, which spares the machine. */
  readonly framesPerSecond?: number;
  /** What the camera shows; `plain` when absent. */
  readonly film?: FilmKind;
  /** The browser's question about them is answered with no. */
  readonly denied?: boolean;
}

/** A Chromium of one person's own, with a real camera file and real speech as its devices; none at all without `devices`. */
export async function openChromium(
  devices: Devices | null,
  extra: readonly string[] = [],
  executablePath = process.env.PARLEY_CHROMIUM ?? '/usr/bin/chromium',
): Promise<Browser> {
  const input =
    devices === null
      ? []
      : [
          `--use-fake-device-for-media-stream=fps=${devices.framesPerSecond ?? 15}`,
          `--use-file-for-fake-video-capture=${cameraFilm(inputs, devices.code, devices.framesPerSecond ?? 15, devices.film)}`,
          `--use-file-for-fake-audio-capture=${devices.tone ? tone(inputs) : speech(process.env.PARLEY_ESPEAK ?? 'espeak-ng', inputs, devices.voice)}`,
        ];
  return await chromium.launch({
    executablePath,
    // Names of files are Unicode for people; in the C locale Chromium would call such a download `download`.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    // Without the fake question a headless browser answers no to each.
    args: [...quiet, ...(devices?.denied ? [] : ['--use-fake-ui-for-media-stream']), ...input, ...extra],
  });
}
