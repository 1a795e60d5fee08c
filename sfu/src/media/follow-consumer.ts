import type { SourceConsumer } from './endpoint.ts';
import { keyFrameWait, waitsForKeyFrame } from './key-frame-wait.ts';
import { whileOpen } from './while-open.ts';

/** Consumers that are being paused or resumed at this moment. */
const following = new WeakMap<SourceConsumer, Promise<void>>();

/**
 * Brings a consumer to what is said of it: it plays when it is selected and not hidden. Box and client say that independently and at
 * any time: what is said while it is under way is followed, too.
 */
export function followConsumer(consumer: SourceConsumer): Promise<void> {
  const running = following.get(consumer) ?? follow(consumer).finally(() => following.delete(consumer));
  following.set(consumer, running);
  return running;
}

async function follow(consumer: SourceConsumer): Promise<void> {
  // Not before `following` knows of it.
  await null;
  while (!consumer.closed) {
    const paused = isToPause(consumer);
    if (consumer.paused === paused) return;
    if (!paused && waitsForKeyFrame(consumer)) {
      await keyFrameWait(consumer);
      if (consumer.closed || isToPause(consumer)) continue;
    }
    await whileOpen(consumer, () => (paused ? consumer.pause() : consumer.resume()));
  }
}

/** By what is said of it: one that waits for a key frame is paused, but is not to be. */
export function isToPause({ appData: { hidden, selected } }: SourceConsumer): boolean {
  return hidden || !selected;
}
