import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';
import { readConfig } from './config.ts';
import { checkPorts, findFreePort, isPortFree } from './ports.ts';

test('a port is busy whichever address its program listens on', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const port = await findFreePort();
    expect(await isPortFree(port)).toBe(true);

    const server = createServer().listen(port, host);
    await once(server, 'listening');
    expect(await isPortFree(port)).toBe(false);
    server.close();
  }
});

test('a busy port is named together with the way out', async () => {
  const port = await findFreePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');

  const config = readConfig('/repo', parseArguments([]), { PARLEY_PORT: String(port) });
  await expect(checkPorts(config, 'npm start')).rejects.toThrow(
    `Port ${port} is in use. Stop the other program or choose another: PARLEY_PORT=${port + 1} npm start`,
  );
  server.close();
});
