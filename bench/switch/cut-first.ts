import type { Page } from 'playwright-core';
import { rememberConnections } from '../../e2e/people/connection-stats.ts';

/** What tells a client to change over. */
const orders = ['"modeChanged"', '"roomMoving"'];

/**
 * Break before make, with the same client: while it is on, every connection that carries media is closed at the moment in which the
 * order to change over arrives, and only then the order is passed on. What is measured is then the time that making takes.
 */
export async function cutFirst(page: Page): Promise<{ on: boolean; signaling(): Promise<void> }> {
  const sockets = new Set<() => Promise<unknown>>();
  const cut = {
    on: false,
    /** Closes the sockets that are open now. */
    signaling: async () => {
      const open = [...sockets];
      sockets.clear();
      for (const close of open) await close();
    },
  };
  await page.addInitScript(rememberConnections);
  await page.routeWebSocket(/\/signaling\//, (client) => {
    const server = client.connectToServer();
    sockets.add(() => Promise.all([client.close(), server.close()]));
    // In order: what comes after an order must not overtake it.
    let before = Promise.resolve();
    server.onMessage((message) => {
      before = before.then(async () => {
        if (cut.on && typeof message === 'string' && orders.some((order) => message.includes(order))) await close(page);
        client.send(message);
      });
    });
  });
  return cut;
}

async function close(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const connection of window.connectionsOfThePage ?? []) {
      // Those that carry something now: of the way that is to be taken, nothing is there yet.
      const stats = [...(await connection.getStats()).values()];
      if (stats.some(({ type, packetsReceived }) => type === 'inbound-rtp' && packetsReceived > 0)) connection.close();
    }
  });
}
