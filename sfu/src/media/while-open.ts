import type { SourceConsumer } from './endpoint.ts';

/**
 * Asks the media worker something about a consumer. A consumer that ends meanwhile is no error: with its producer it is gone there
 * at once, and known to be gone here a turn later.
 */
export async function whileOpen(consumer: Pick<SourceConsumer, 'closed'>, ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!consumer.closed) throw error;
  }
}
