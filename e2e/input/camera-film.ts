import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellsOf, columns, filmFrames, rows } from './coded-picture.ts';

type Size = { width: number; height: number };

/**
 * `plain`: cheap to encode, for tests. `grainy`: 1280×720 with the noise of a real camera, so that it costs what a camera costs.
 */
export type FilmKind = 'plain' | 'grainy';

const sizes: Record<FilmKind, Size> = { plain: { width: 640, height: 360 }, grainy: { width: 1280, height: 720 } };
/** Luma up or down at most: well within what keeps the code readable. */
const grain = 24;

/** Writes a YUV4MPEG2 film of coded pictures for Chromium's `--use-file-for-fake-video-capture`; returns its path. */
export function cameraFilm(folder: string, code: number, framesPerSecond: number, kind: FilmKind = 'plain'): string {
  const path = join(folder, `camera-${code}-${framesPerSecond}${kind === 'plain' ? '' : `-${kind}`}.y4m`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const { width, height } = sizes[kind];
  const chunks: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < filmFrames; frame += 1) {
    chunks.push(Buffer.from('FRAME\n'), lumaPlane(cellsOf(code, frame), kind), Buffer.alloc((width * height) / 2, 128));
  }
  writeFileSync(`${path}.part`, Buffer.concat(chunks));
  renameSync(`${path}.part`, path);
  return path;
}

function lumaPlane(cells: boolean[], kind: FilmKind): Buffer {
  const { width, height } = sizes[kind];
  const noise = kind === 'plain' ? 0 : grain;
  const plane = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const cell = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
      plane[y * width + x] = (cells[cell] ? 225 : 30) + Math.round((Math.random() * 2 - 1) * noise);
    }
  }
  return plane;
}
