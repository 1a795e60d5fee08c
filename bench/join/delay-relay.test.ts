import { connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { startDelayRelay } from './delay-relay.ts';

test('an answer takes a round trip, the first one two, and bytes keep their order', async () => {
  const echo = createServer((socket) => socket.pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, 'localhost', resolve));
  const relay = await startDelayRelay((echo.address() as { port: number }).port, 40);
  const client = connect(relay.port, '127.0.0.1');
  const received: Buffer[] = [];
  const answer = (length: number) =>
    new Promise<void>((resolve) => {
      const look = (chunk: Buffer) => {
        received.push(chunk);
        if (Buffer.concat(received).length >= length) {
          client.off('data', look);
          resolve();
        }
      };
      client.on('data', look);
    });

  let from = performance.now();
  client.write('one');
  await answer(3);
  expect(performance.now() - from).toBeGreaterThanOrEqual(78);

  from = performance.now();
  client.write('two');
  client.write('three');
  await answer('onetwothree'.length);
  const took = performance.now() - from;
  expect(took).toBeGreaterThanOrEqual(38);
  expect(Buffer.concat(received).toString()).toBe('onetwothree');

  client.destroy();
  relay.stop();
  echo.close();
});
