/** A page of Playwright or of Puppeteer: all that looking and listening needs. */
export interface AnyPage {
  evaluate<A, R>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
}

import { columns, readCells, rows } from '../input/coded-picture.ts';

/** What a video element shows at this moment. */
export interface Seen {
  /** Decoded so far. */
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** Read from the picture itself; null when it carries no code. */
  readonly picture: { code: number; frame: number } | null;
}

/** Reads the picture of a video element: its pixels, not its presence. Null when there is no such element with a picture. */
export async function look(page: AnyPage, selector: string): Promise<Seen | null> {
  const raw = await page.evaluate(
    ([selector, columns, rows]) => {
      const video = document.querySelector<HTMLVideoElement>(selector);
      if (!video || video.readyState < 2 || video.videoWidth === 0) return null;
      const canvas = new OffscreenCanvas(columns * 8, rows * 8);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) return null;
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const lumas: number[] = [];
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          const [red = 0, green = 0, blue = 0] = context.getImageData(column * 8 + 4, row * 8 + 4, 1, 1).data;
          lumas.push(0.299 * red + 0.587 * green + 0.114 * blue);
        }
      }
      return {
        frames: video.getVideoPlaybackQuality().totalVideoFrames,
        width: video.videoWidth,
        height: video.videoHeight,
        lumas,
      };
    },
    [selector, columns, rows] as const,
  );
  return raw && { frames: raw.frames, width: raw.width, height: raw.height, picture: readCells(raw.lumas) };
}

/**
 * Loudest root mean square (0 to 1) of an audio element's sound within some time, as it is played: through the element's
 * own stream, sampled every 20 ms; ends early once it was louder than `enough`. Null when there is no such element that plays.
 */
export async function listen(page: AnyPage, selector: string, enough: number, forMs = 2500): Promise<number | null> {
  return await page.evaluate(
    async ([selector, enough, forMs]) => {
      // While media change their way there are two of somebody, and one of them is muted.
      const audio = [...document.querySelectorAll<HTMLAudioElement>(selector)].find(({ muted }) => !muted);
      const stream = audio?.srcObject;
      if (!audio || audio.paused || audio.muted || !(stream instanceof MediaStream)) return null;
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(stream).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      let loudest = 0;
      const until = performance.now() + forMs;
      while (performance.now() < until && loudest <= enough) {
        analyser.getFloatTimeDomainData(samples);
        loudest = Math.max(
          loudest,
          Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length),
        );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await context.close();
      return loudest;
    },
    [selector, enough, forMs] as const,
  );
}
