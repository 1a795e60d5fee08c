import type { SourceConsumer } from './endpoint.ts';
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
    const { hidden, selected } = consumer.appData;
    const paused = hidden || !selected;
    if (consumer.paused === paused) return;
    await whileOpen(consumer, () => (paused ? consumer.pause() : consumer.resume()));
  }
}
