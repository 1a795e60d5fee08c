import type { Page } from 'playwright-core';

/** What tells a client to change over. */
const orders = ['"modeChanged"', '"roomMoving"'];

/**
 * Break before make, with the same client: while it is on, every connection that carries media is emptied at the moment in which the
 * order to change over arrives, and only then the order is passed on. For a watchful person's page, which remembers its connections. What is measured is then the time that making takes.
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
  await page.routeWebSocket(/\/signaling\//, (client) => {
    const server = client.connectToServer();
    sockets.add(() => Promise.all([client.close(), server.close()]));
    // In order: what comes after an order must not overtake it.
    let before = Promise.resolve();
    server.onMessage((message) => {
      before = before.then(async () => {
        if (cut.on && typeof message === 'string' && orders.some((order) => message.includes(order))) await empty(page);
        client.send(message);
      });
    });
  });
  return cut;
}

/** A connection that carries media moves more than this in the time between two looks, even a still picture; one that waits moves a third of it. */
const carriedBytes = 600;
const betweenLooksMs = 120;

async function empty(page: Page): Promise<void> {
  await page.evaluate(
    async ([carriedBytes, betweenLooksMs]) => {
      const moved = async (connection: RTCPeerConnection) => {
        let bytes = 0;
        for (const entry of (await connection.getStats()).values())
          if (entry.type === 'transport') bytes += entry.bytesReceived + entry.bytesSent;
        return bytes;
      };
      const connections = (window.connectionsOfThePage ?? []).filter((each) => each.connectionState === 'connected');
      const before = await Promise.all(connections.map(moved));
      await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
      const after = await Promise.all(connections.map(moved));
      for (const [index, connection] of connections.entries()) {
        if ((after[index] as number) - (before[index] as number) <= carriedBytes) continue;
        // The connection stays: a page does not notice when somebody else closes it.
        await Promise.all(connection.getSenders().map((sender) => sender.replaceTrack(null)));
      }
    },
    [carriedBytes, betweenLooksMs] as const,
  );
}
