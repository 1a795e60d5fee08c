import type { Page } from 'playwright-core';
import { rememberConnections } from './connection-stats.ts';
import { heardFromMs, longestGapMs, longestRunMs, type Presence, steadyFromMs } from './gaps.ts';

declare global {
  interface Window {
    gapLog?: GapLog;
  }
}

/** What a page saw and heard, in milliseconds of its `performance.now()`. */
interface GapLog {
  /** Frames that were on top, by the name on their tile. */
  frames: Record<string, number[]>;
  /** Chunks in which two elements of one person were heard at once. */
  doubled: Record<string, number[]>;
  /** Looks at what is played of someone, and for how long something was missing since the look before; by participant id. */
  missing: Record<string, [atMs: number, missingMs: number][]>;
  chunkMs: number;
}

/** Louder than this counts as sound, root mean square (0 to 1): a tone is far above, silence far below. */
const audible = 0.01;

/**
 * Runs in the page before its own scripts, after `rememberConnections`. Notes each frame that is shown (`requestVideoFrameCallback` of
 * the element on top of its tile), what the receiver of the element that is heard had to make up, and, by an AudioWorklet on each
 * element, when two were heard at once.
 */
function recordGaps(threshold: number): void {
  const log: GapLog = { frames: {}, doubled: {}, missing: {}, chunkMs: (128 / 48_000) * 1000 };
  window.gapLog = log;
  const watched = new WeakSet<Element>();
  const add = (record: Record<string, number[]>, key: string, atMs: number) => {
    record[key] ??= [];
    record[key].push(atMs);
  };

  const watchVideo = (video: HTMLVideoElement) => {
    let before: { atMs: number; presentedFrames: number; shown: boolean } | null = null;
    const next = () =>
      video.requestVideoFrameCallback((atMs, { presentedFrames }) => {
        // The page's own callback for the same frame may be what puts it on top: look when all have run.
        setTimeout(() => {
          const name = video.closest<HTMLElement>('[data-name]')?.dataset.name;
          const shown = video.dataset.shown !== undefined;
          if (name !== undefined && shown) {
            // Frames that were shown while the page's own thread was busy: the browser counts them and calls back for the last only.
            const missed = before?.shown ? presentedFrames - before.presentedFrames - 1 : 0;
            const sinceMs = atMs - (before?.atMs ?? atMs);
            for (let index = missed; index >= 0; index -= 1)
              add(log.frames, name, atMs - (sinceMs * index) / (missed + 1));
          }
          before = { atMs, presentedFrames, shown };
        });
        next();
      });
    next();
  };

  const worklet = `registerProcessor('chunks', class extends AudioWorkletProcessor {
    constructor() { super(); this.values = []; }
    process([input]) {
      const samples = input[0];
      let sum = 0;
      if (samples) for (const sample of samples) sum += sample * sample;
      this.values.push([currentTime, samples ? Math.sqrt(sum / samples.length) : 0]);
      if (this.values.length >= 32) { this.port.postMessage(this.values); this.values = []; }
      return true;
    }
  });`;
  let audio: Promise<AudioContext> | undefined;
  const openAudio = async () => {
    const context = new AudioContext({ sampleRate: 48_000, latencyHint: 'playback' });
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([worklet], { type: 'text/javascript' })));
    await context.resume();
    return context;
  };
  /** By participant: chunk number → elements heard in it. */
  const heard = new Map<string, Map<number, number>>();
  const watchAudio = async (element: HTMLAudioElement) => {
    audio ??= openAudio();
    const context = await audio;
    const mutes: [atMs: number, muted: boolean][] = [[0, element.muted]];
    const muted = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'muted') as PropertyDescriptor;
    Object.defineProperty(element, 'muted', {
      get: () => muted.get?.call(element),
      set: (value: boolean) => {
        mutes.push([performance.now(), value]);
        muted.set?.call(element, value);
      },
    });
    const mutedAt = (atMs: number) => mutes.findLast(([sinceMs]) => sinceMs <= atMs)?.[1] ?? true;
    const offsetMs = performance.now() - context.currentTime * 1000;
    const connect = () => {
      if (!(element.srcObject instanceof MediaStream) || element.srcObject.getAudioTracks().length === 0) return;
      const node = new AudioWorkletNode(context, 'chunks', { numberOfOutputs: 0 });
      const id = element.dataset.participant ?? '';
      node.port.onmessage = ({ data }: MessageEvent<[number, number][]>) => {
        for (const [time, level] of data) {
          const atMs = time * 1000 + offsetMs;
          if (level < threshold || mutedAt(atMs) || element.paused || !element.isConnected) continue;
          const chunk = Math.round((time * 48_000) / 128);
          const counts = heard.get(id) ?? new Map<number, number>();
          heard.set(id, counts);
          const before = counts.get(chunk) ?? 0;
          counts.set(chunk, before + 1);
          if (before > 0) add(log.doubled, id, atMs);
        }
      };
      context.createMediaStreamSource(element.srcObject).connect(node);
    };
    connect();
  };

  const receiverOf = (element: HTMLAudioElement) => {
    const track = element.srcObject instanceof MediaStream ? element.srcObject.getAudioTracks()[0] : undefined;
    const connections = window.connectionsOfThePage ?? [];
    return connections.flatMap((each) => each.getReceivers()).find((each) => each.track === track);
  };
  /** Samples that a receiver played, and those of them that it had to make up because they were not there in time. */
  const samplesOf = async (receiver: RTCRtpReceiver) => {
    let [played, madeUp] = [0, 0];
    for (const entry of (await receiver.getStats()).values()) {
      if (entry.type !== 'inbound-rtp') continue;
      played += entry.totalSamplesReceived ?? 0;
      madeUp += entry.concealedSamples ?? 0;
    }
    return { played, madeUp };
  };
  const looks = new Map<string, { receiver: RTCRtpReceiver; atMs: number; played: number; madeUp: number }>();
  const lookAtSound = async () => {
    const elements = [...document.querySelectorAll<HTMLAudioElement>('audio[data-participant]')].filter(
      ({ dataset }) => dataset.source !== 'screenAudio',
    );
    for (const id of new Set(elements.map(({ dataset }) => dataset.participant ?? ''))) {
      const heard = elements.find((each) => each.dataset.participant === id && !each.muted && !each.paused);
      const receiver = heard && receiverOf(heard);
      const atMs = performance.now();
      const before = looks.get(id);
      const samples = receiver ? await samplesOf(receiver).catch(() => null) : null;
      log.missing[id] ??= [];
      if (!receiver || !samples) {
        log.missing[id].push([atMs, before ? atMs - before.atMs : 0]);
        if (before) before.atMs = atMs;
        continue;
      }
      if (before?.receiver === receiver) {
        const played = samples.played - before.played;
        const madeUpMs = (samples.madeUp - before.madeUp) / 48;
        // A connection that was closed counts no more.
        log.missing[id].push([atMs, played > 0 ? madeUpMs : atMs - before.atMs]);
      }
      looks.set(id, { receiver, atMs, ...samples });
    }
    // Browsers answer with the same statistics for 50 ms.
    setTimeout(() => void lookAtSound(), 60);
  };
  void lookAtSound();

  new MutationObserver(() => {
    for (const video of document.querySelectorAll<HTMLVideoElement>('li[data-name]:not([data-screen-of]) video')) {
      if (watched.has(video)) continue;
      watched.add(video);
      watchVideo(video);
    }
    for (const element of document.querySelectorAll<HTMLAudioElement>('audio[data-participant]')) {
      if (watched.has(element) || element.dataset.source === 'screenAudio') continue;
      watched.add(element);
      void watchAudio(element);
    }
  }).observe(document, { childList: true, subtree: true });
}

/** Installs the recorder into all pages that open after this. */
export async function installGapRecorder(page: Page): Promise<void> {
  await page.addInitScript(rememberConnections);
  await page.addInitScript(recordGaps, audible);
}

export interface Witness {
  /** The page's clock. */
  nowMs(): Promise<number>;
  /** Gaps in what was shown and heard of someone between two moments of the page's clock; milliseconds. */
  gaps(
    of: { name: string },
    fromMs: number,
    toMs: number,
  ): Promise<{ videoMs: number; audioMs: number; doubledMs: number }>;
  /** How long after `fromMs` pictures and sound of someone flowed steadily again; null when one of them did not. */
  recoveredMs(of: { name: string }, fromMs: number, toMs: number): Promise<number | null>;
}

/** Reads what a page's recorder noted. */
export function witness(page: Page): Witness {
  const read = async (name: string) => {
    const id = await page
      .locator(`li[data-name="${name}"]:not([data-screen-of])`)
      .first()
      .getAttribute('data-participant');
    const log = await page.evaluate(
      ([name, id]) => ({
        frames: window.gapLog?.frames[name] ?? [],
        doubled: window.gapLog?.doubled[id] ?? [],
        missing: window.gapLog?.missing[id] ?? [],
        chunkMs: window.gapLog?.chunkMs ?? 0,
      }),
      [name, id ?? ''] as const,
    );
    const video: Presence = { times: log.frames, lastsMs: 0 };
    return { video, doubled: log.doubled, missing: log.missing, chunkMs: log.chunkMs };
  };
  return {
    nowMs: () => page.evaluate(() => performance.now()),
    gaps: async ({ name }, fromMs, toMs) => {
      const { video, doubled, missing, chunkMs } = await read(name);
      return {
        videoMs: longestGapMs(video, fromMs, toMs),
        audioMs: longestRunMs(missing.filter(([atMs]) => atMs > fromMs && atMs <= toMs)),
        doubledMs: doubled.filter((time) => time >= fromMs && time < toMs).length * chunkMs,
      };
    },
    recoveredMs: async ({ name }, fromMs, toMs) => {
      const { video, missing } = await read(name);
      const seen = steadyFromMs(video, fromMs, toMs, 400);
      const heard = heardFromMs(missing, fromMs, toMs);
      return seen === null || heard === null ? null : Math.max(seen, heard) - fromMs;
    },
  };
}
