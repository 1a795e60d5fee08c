import type { Echo } from './echo.ts';
import type { Speed } from './verdict.ts';

const pings = 20;
const pingEveryMs = 50;
const lastPingWithinMs = 1_500;
const messageBytes = 1_000;
const tickMs = 20;
/** Rates that are tried one after the other, each for `stepMs`, for as long as the way keeps up. */
const ratesBps = [250_000, 500_000, 1_000_000, 2_000_000, 3_000_000] as const;
const stepMs = 700;

/** Round trips first, then how much gets through each way: about four seconds. */
export async function measure(echo: Echo, signal: AbortSignal): Promise<Speed> {
  const { rttMs, lossPercent } = await ping(echo, signal);
  const { upBps, downBps } = await push(echo, signal);
  return { rttMs, lossPercent, upBps, downBps };
}

/** How long the first answer takes, in milliseconds: that there is one proves the way. */
export async function firstAnswer(echo: Echo, withinMs: number): Promise<number> {
  const beganMs = performance.now();
  return new Promise((resolve, reject) => {
    const again = setInterval(() => echo.send('?'), 300);
    const timer = setTimeout(() => {
      clearInterval(again);
      reject(new Error('nothing came back'));
    }, withinMs);
    echo.onMessage(() => {
      clearInterval(again);
      clearTimeout(timer);
      resolve(performance.now() - beganMs);
    });
    echo.send('?');
  });
}

async function ping(echo: Echo, signal: AbortSignal): Promise<Pick<Speed, 'rttMs' | 'lossPercent'>> {
  const sentAtMs = new Map<string, number>();
  const trips: number[] = [];
  echo.onMessage((data) => {
    const sent = typeof data === 'string' ? sentAtMs.get(data) : undefined;
    if (sent !== undefined) trips.push(performance.now() - sent);
  });
  for (let index = 0; index < pings; index++) {
    signal.throwIfAborted();
    sentAtMs.set(`ping ${index}`, performance.now());
    echo.send(`ping ${index}`);
    await pause(pingEveryMs);
  }
  for (let waitedMs = 0; trips.length < pings && waitedMs < lastPingWithinMs; waitedMs += pingEveryMs)
    await pause(pingEveryMs);
  return summary(trips, pings);
}

/** Median of the round trips, and how many never came back. */
export function summary(trips: readonly number[], sent: number): Pick<Speed, 'rttMs' | 'lossPercent'> {
  const sorted = [...trips].sort((a, b) => a - b);
  const rttMs = sorted[Math.floor(sorted.length / 2)] ?? Number.POSITIVE_INFINITY;
  return { rttMs: Math.round(rttMs), lossPercent: Math.round((100 * (sent - trips.length)) / sent) };
}

async function push(echo: Echo, signal: AbortSignal): Promise<Pick<Speed, 'upBps' | 'downBps'>> {
  let receivedBytes = 0;
  echo.onMessage((data) => {
    if (typeof data !== 'string') receivedBytes += data.byteLength;
  });
  const best = { upBps: 0, downBps: 0 };
  for (const rate of ratesBps) {
    const began = { atMs: performance.now(), bytes: receivedBytes, waiting: echo.waiting() };
    let queuedBytes = 0;
    for (let passedMs = 0; passedMs < stepMs; passedMs = performance.now() - began.atMs) {
      signal.throwIfAborted();
      const dueBytes = (rate / 8_000) * (performance.now() - began.atMs + tickMs);
      while (queuedBytes < dueBytes && echo.waiting() < 64_000) {
        echo.send(new Uint8Array(messageBytes));
        queuedBytes += messageBytes;
      }
      await pause(tickMs);
    }
    const seconds = (performance.now() - began.atMs) / 1_000;
    const up = (8 * (queuedBytes - (echo.waiting() - began.waiting))) / seconds;
    const down = (8 * (receivedBytes - began.bytes)) / seconds;
    best.upBps = Math.max(best.upBps, up);
    best.downBps = Math.max(best.downBps, down);
    if (Math.min(up, down) < rate * 0.7) break;
  }
  // What did not leave cannot come back: the way back is at least as good as was tried.
  return { upBps: Math.round(best.upBps), downBps: Math.round(best.downBps) };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
