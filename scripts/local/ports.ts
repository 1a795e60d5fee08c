import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { SetupError } from '../setup-error.ts';
import type { LocalConfig } from './config.ts';

/** Whether nobody listens on the port, on any of the machine's addresses. */
export async function isPortFree(port: number): Promise<boolean> {
  // A program on one specific address is noticed only by trying that address, or the wildcard of its family.
  const hosts = ['0.0.0.0', '::', '127.0.0.1'];
  for (const host of hosts) if (!(await canListen(port, host))) return false;
  return true;
}

async function canListen(port: number, host: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    // Only "in use" is an answer; a machine without IPv6, for example, fails in other ways.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
    server.listen({ port, host, exclusive: true, ipv6Only: host === '::' }, () => server.close(() => resolve(true)));
  });
}

async function isUdpPortFree(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      resolve(error.code !== 'EADDRINUSE');
    });
    socket.bind({ port, exclusive: true }, () => socket.close(() => resolve(true)));
  });
}

/**
 * @param command as the person typed it, such as "npm start"
 * @throws {SetupError} naming the first port that another program holds, and the variable that moves it
 */
export async function checkPorts({ port, boxes, mediaWorkersPerBox }: LocalConfig, command: string): Promise<void> {
  const busy = (taken: number, variable: string, free: number): SetupError =>
    new SetupError(`Port ${taken} is in use. Stop the other program or choose another: ${variable}=${free} ${command}`);

  if (!(await isPortFree(port))) throw busy(port, 'PARLEY_PORT', port + 1);

  for (const box of boxes) {
    if (!(await isPortFree(box.port))) throw busy(box.port, 'PARLEY_BOX_PORT', (boxes[0]?.port ?? 0) + 100);

    for (let index = 0; index < mediaWorkersPerBox; index++) {
      const mediaPort = box.mediaPort + index;
      const isFree = (await isPortFree(mediaPort)) && (await isUdpPortFree(mediaPort));
      if (!isFree) throw busy(mediaPort, 'PARLEY_MEDIA_PORT', (boxes[0]?.mediaPort ?? 0) + 1000);
    }
  }
}

/** A port that is free now, on the loopback address. */
export async function findFreePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
