import { connect, createServer, type Socket } from 'node:net';

/**
 * A TCP relay that makes a connection as long as a real one: every chunk arrives `rttMs / 2` later, in order, and the first one
 * another `rttMs` later, which a handshake over that distance would have taken.
 * @returns port it listens on at 127.0.0.1, and how to stop it
 */
export async function startDelayRelay(targetPort: number, rttMs: number): Promise<{ port: number; stop(): void }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const target = connect(targetPort, 'localhost');
    for (const socket of [client, target]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => {});
    }
    pass(client, target, rttMs / 2, rttMs);
    pass(target, client, rttMs / 2, 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.');
  return {
    port: address.port,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function pass(from: Socket, to: Socket, delayMs: number, firstExtraMs: number): void {
  const queue: { atMs: number; act: () => void }[] = [];
  let earliestMs = performance.now() + firstExtraMs;
  let timer: NodeJS.Timeout | undefined;

  // One queue and one timer: timers of their own would overtake each other within a millisecond.
  const drain = () => {
    timer = undefined;
    while (queue[0] !== undefined && queue[0].atMs <= performance.now()) queue.shift()?.act();
    if (queue[0] !== undefined) timer = setTimeout(drain, Math.max(1, queue[0].atMs - performance.now()));
  };
  const later = (act: () => void) => {
    earliestMs = Math.max(earliestMs, performance.now());
    queue.push({ atMs: earliestMs + delayMs, act });
    if (timer === undefined) timer = setTimeout(drain, Math.max(1, earliestMs + delayMs - performance.now()));
  };
  from.on('data', (chunk) => later(() => to.writable && to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('close', () => later(() => to.destroy()));
}
