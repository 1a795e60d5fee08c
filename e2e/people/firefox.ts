import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { cellsOf, columns, filmFrames, rows } from '../input/coded-picture.ts';
import type { AnyPage } from './playing.ts';

/** A Firefox with its fake microphone (a tone). Media go over the interface's own address; loopback candidates are allowed. */
export async function openFirefox(): Promise<Browser> {
  return await puppeteer.launch({
    browser: 'firefox',
    protocol: 'webDriverBiDi',
    headless: true,
    executablePath: process.env.PARLEY_FIREFOX ?? '/usr/bin/firefox-esr',
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      'media.autoplay.blocking_policy': 0,
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
    },
  });
}

/** Firefox takes no film: its camera is a canvas that draws the same coded picture. */
export async function giveCamera(page: Page, code: number): Promise<void> {
  const film = Array.from({ length: filmFrames }, (_, frame) => cellsOf(code, frame));
  await page.evaluateOnNewDocument(
    (film: boolean[][], columns: number, rows: number) => {
      // An empty page has none.
      const devices = navigator.mediaDevices as MediaDevices | undefined;
      if (!devices) return;
      const original = devices.getUserMedia.bind(devices);
      devices.getUserMedia = async (constraints = {}) => {
        const stream = constraints.audio ? await original({ audio: constraints.audio }) : new MediaStream();
        if (constraints.video) {
          const canvas = document.createElement('canvas');
          canvas.width = 640;
          canvas.height = 360;
          const context = canvas.getContext('2d');
          let frame = 0;
          setInterval(() => {
            const cells = film[frame++ % film.length] ?? [];
            cells.forEach((white, cell) => {
              if (!context) return;
              context.fillStyle = white ? '#e8e8e8' : '#181818';
              const width = canvas.width / columns;
              const height = canvas.height / rows;
              context.fillRect((cell % columns) * width, Math.floor(cell / columns) * height, width, height);
            });
          }, 1000 / 15);
          for (const track of canvas.captureStream(15).getVideoTracks()) stream.addTrack(track);
        }
        return stream;
      };
    },
    film,
    columns,
    rows,
  );
}

/** Puppeteer's page as all that looking and listening needs; its own types of `evaluate` do not unify with Playwright's. */
export function asAnyPage(page: Page): AnyPage {
  return { evaluate: (run, argument) => page.evaluate(run as never, argument) as never };
}
