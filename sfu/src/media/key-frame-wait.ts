import type { types } from 'mediasoup';
import type { Timers } from '../timers.ts';
import type { SourceConsumer, SourceProducer } from './endpoint.ts';

/**
 * For how long after a sender's first packet asking it for another key frame is in vain. Chromium leaves out what is asked for within
 * 300 ms of the key frame before (`kMinKeyFrameRequestIntervalMs`), and the media worker asks again only after a second.
 */
const inVainMs = 350;
/** Longest wait for a client to connect: after it, the consumer plays as soon as it can. */
const connectPatienceMs = 2_000;

const firstPacketAtMs = new WeakMap<SourceProducer, number>();
/** Of consumers that began with their sender: whether they still wait, and how. */
const waits = new WeakMap<SourceConsumer, { isOver(): boolean; end(): Promise<void> }>();

/** Takes down when the first packet of a stream comes: at that moment the media worker tells its first score. */
export function noteFirstPacket(producer: SourceProducer): void {
  producer.observer.once('score', () => firstPacketAtMs.set(producer, Date.now()));
}

/** Its sender has only begun, or will, so that its next key frame is not to be had at any time. */
export function hasJustBegun(producer: SourceProducer): boolean {
  return keyFrameDelayMs(firstPacketAtMs.get(producer) ?? Number.POSITIVE_INFINITY, Date.now()) > 0;
}

/** Milliseconds until a key frame can be had, from the time of the first packet: `Infinity` when none came yet. */
export function keyFrameDelayMs(firstAtMs: number, nowMs: number): number {
  return Math.max(0, firstAtMs + inVainMs - nowMs);
}

/**
 * Lets a picture's consumer wait, before it plays, until its client is connected and its sender would answer with a key frame: a
 * request while nothing can be delivered is a key frame lost, and one that keeps the next from coming.
 */
export function waitForKeyFrames(
  consumer: SourceConsumer,
  producer: SourceProducer,
  transport: types.WebRtcTransport,
  timers: Timers,
): void {
  waits.set(consumer, { isOver: () => !hasJustBegun(producer), end: () => wait(producer, transport, timers) });
}

/** It may not play yet. */
export function waitsForKeyFrame(consumer: SourceConsumer): boolean {
  return waits.get(consumer)?.isOver() === false;
}

/** Resolves when the consumer may play. */
export async function keyFrameWait(consumer: SourceConsumer): Promise<void> {
  await waits.get(consumer)?.end();
}

async function wait(producer: SourceProducer, transport: types.WebRtcTransport, timers: Timers): Promise<void> {
  await connected(transport, timers);
  const firstAtMs = firstPacketAtMs.get(producer);
  // Before the first packet there is nothing to wait for: the first key frame is for all who play by then.
  if (firstAtMs !== undefined) await timers.pause(keyFrameDelayMs(firstAtMs, Date.now()));
}

async function connected(transport: types.WebRtcTransport, timers: Timers): Promise<void> {
  const hasBegun = transport.dtlsParameters.role !== 'auto';
  if (transport.closed || !hasBegun || !['new', 'connecting'].includes(transport.dtlsState)) return;
  await new Promise<void>((resolve) => {
    const changed = (state: types.DtlsState) => {
      if (state !== 'connecting') done();
    };
    const done = () => {
      cancel();
      transport.observer.off('dtlsstatechange', changed);
      transport.observer.off('close', done);
      resolve();
    };
    const cancel = timers.after(connectPatienceMs, done);
    transport.observer.on('dtlsstatechange', changed);
    transport.observer.on('close', done);
  });
}
