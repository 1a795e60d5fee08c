import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { TestProject } from 'vitest/node';
import type {} from '../listening.ts';

/** Something that answers over TCP, for tests that look at the Worker from inside its runtime. */
export default async function listen(project: TestProject): Promise<() => void> {
  const servers = await Promise.all(['127.0.0.1', '::1'].map(start));
  const [v4, v6] = servers.map((server) => server && (server.address() as AddressInfo).port);
  project.provide('listening', { v4: v4 ?? 0, v6: v6 ?? null });
  return () => {
    for (const server of servers) server?.close();
  };
}

async function start(host: string) {
  const server = createServer((socket) => socket.on('error', () => {}).end());
  try {
    server.listen(0, host);
    await once(server, 'listening');
    return server;
  } catch {
    return null;
  }
}
