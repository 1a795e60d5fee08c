import type { Page } from 'playwright-core';
import { cellsOf, columns, filmFrames, rows } from '../input/coded-picture.ts';
import { paintPortrait } from './portrait.ts';

/** Encoded frames of one size, the first one a key frame; played in a loop. */
export interface ClipLayer {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Buffer[];
}

/** What a headless person's camera shows, smallest layer first. */
export interface Clip {
  readonly framesPerSecond: number;
  readonly layers: readonly ClipLayer[];
}

/** What a headless person says: Opus, 20 ms a packet; played in a loop. */
export interface Sound {
  readonly packets: readonly Buffer[];
}

/** As the client's simulcast of a 1280-pixel camera. */
const sizes = [
  { width: 320, height: 180, bitrate: 150_000 },
  { width: 640, height: 360, bitrate: 500_000 },
  { width: 1280, height: 720, bitrate: 1_500_000 },
];

/** What is to be seen: a code that tests read (1 to 255), or somebody drawn in this hue (0 to 360). */
export type Motif = { readonly code: number } | { readonly hue: number };

/** Encodes a clip with a browser's own VP8. The page must be a secure one. */
export async function recordClip(page: Page, motif: Motif, layerCount: 1 | 3, framesPerSecond = 15): Promise<Clip> {
  const cells = 'code' in motif ? Array.from({ length: filmFrames }, (_, frame) => cellsOf(motif.code, frame)) : null;
  const hue = 'hue' in motif ? motif.hue : 0;
  const layers: ClipLayer[] = [];
  await page.evaluate(`window.paintPortrait = ${paintPortrait}`);
  for (const size of sizes.slice(0, layerCount)) {
    const film = { ...size, cells, hue, columns, rows, frameCount: filmFrames, framesPerSecond };
    const encoded = await page.evaluate(encodeFilm, film);
    layers.push({ ...size, frames: encoded.map((frame) => Buffer.from(frame, 'base64')) });
  }
  return { framesPerSecond, layers };
}

/** Encodes two seconds of a voice-like sound with a browser's own Opus. */
export async function recordSound(page: Page): Promise<Sound> {
  const encoded = await page.evaluate(encodeSound, 2_000);
  return { packets: encoded.map((packet) => Buffer.from(packet, 'base64')) };
}

type Film = {
  width: number;
  height: number;
  bitrate: number;
  /** Null: a portrait. */
  cells: boolean[][] | null;
  hue: number;
  columns: number;
  rows: number;
  frameCount: number;
  framesPerSecond: number;
};

async function encodeFilm(film: Film): Promise<string[]> {
  const { width, height, bitrate, cells, hue, columns, rows, frameCount, framesPerSecond } = film;
  const chunks: string[] = [];
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      chunks.push(btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), '')));
    },
    error: (error) => console.error(error),
  });
  encoder.configure({ codec: 'vp8', width, height, bitrate, framerate: framesPerSecond, latencyMode: 'realtime' });
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas.');
  const grain = (index: number) => {
    cells?.[index]?.forEach((white, cell) => {
      context.fillStyle = white ? '#fff' : '#000';
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      context.fillRect((column * width) / columns, (row * height) / rows, width / columns, height / rows);
    });
    // The noise of a real camera: a frame costs what a camera's costs.
    const pixels = context.getImageData(0, 0, width, height);
    for (let at = 0; at < pixels.data.length; at += 4) {
      const noise = Math.random() * 48 - 24;
      for (let color = at; color < at + 3; color += 1) pixels.data[color] = (pixels.data[color] as number) + noise;
    }
    context.putImageData(pixels, 0, 0);
  };
  for (let index = 0; index < frameCount; index += 1) {
    if (cells) grain(index);
    else window.paintPortrait?.(context, width, height, hue, index / frameCount);
    const frame = new VideoFrame(canvas, { timestamp: (index * 1_000_000) / framesPerSecond });
    encoder.encode(frame, { keyFrame: index === 0 });
    frame.close();
  }
  await encoder.flush();
  encoder.close();
  if (chunks.length !== frameCount) throw new Error(`The encoder made ${chunks.length} of ${frameCount} frames.`);
  return chunks;
}

async function encodeSound(forMs: number): Promise<string[]> {
  const sampleRate = 48_000;
  const chunks: string[] = [];
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      chunks.push(btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), '')));
    },
    error: (error) => console.error(error),
  });
  encoder.configure({ codec: 'opus', sampleRate, numberOfChannels: 1, bitrate: 32_000 });
  const samples = new Float32Array((sampleRate * forMs) / 1000);
  for (let index = 0; index < samples.length; index += 1) {
    const seconds = index / sampleRate;
    const swell = 0.6 + 0.4 * Math.sin(2 * Math.PI * 4 * seconds);
    samples[index] =
      0.3 * swell * (Math.sin(2 * Math.PI * 180 * seconds) + 0.5 * Math.sin(2 * Math.PI * 540 * seconds));
  }
  const data = new AudioData({
    format: 'f32',
    sampleRate,
    numberOfFrames: samples.length,
    numberOfChannels: 1,
    timestamp: 0,
    data: samples,
  });
  encoder.encode(data);
  data.close();
  await encoder.flush();
  encoder.close();
  return chunks;
}
