import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureCertificates, type LanCertificates } from './certificates.ts';
import { type LanProxy, startLanProxy } from './proxy.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'parley-lan-'));
let certificates: LanCertificates;
let proxy: LanProxy;
let servers: Server[];

/** Says what it was asked; over a WebSocket handshake it echoes. */
async function startTarget(name: string): Promise<Server> {
  const server = createServer(async (incoming, outgoing) => {
    const body = (await incoming.toArray()).join('');
    const { host, 'x-forwarded-proto': proto, 'cf-connecting-ip': ip } = incoming.headers;
    outgoing.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] });
    outgoing.end(JSON.stringify({ name, url: incoming.url, method: incoming.method, body, host, proto, ip }));
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex) => {
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\nx-target: ${name} ${incoming.url}\r\n\r\n`,
    );
    socket.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeAll(async () => {
  certificates = await ensureCertificates(dir, '127.0.0.1');
  const [worker, ...boxes] = await Promise.all([startTarget('worker'), startTarget('box-1'), startTarget('box-2')]);
  servers = [worker, ...boxes];
  proxy = await startLanProxy({
    host: '127.0.0.1',
    port: 0,
    tls: certificates,
    workerPort: portOf(worker),
    boxPorts: boxes.map(portOf),
  });
});
afterAll(async () => {
  await proxy.close();
  for (const server of servers) server.close();
  rmSync(dir, { recursive: true, force: true });
});

async function ask(url: string, options: { method?: string; body?: string; headers?: Record<string, string> } = {}) {
  const outgoing = request({ host: '127.0.0.1', port: proxy.port, path: url, ca: certificates.ca, ...options });
  outgoing.end(options.body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const text = (await response.toArray()).join('');
  return { status: response.statusCode, headers: response.headers, text };
}

test('boxes are reached under their prefix, everything else is the Worker', async () => {
  const answers = await Promise.all(
    ['/', '/box/1/socket.io/?a=1', '/box/2', '/box/10', '/boxes/1'].map((url) => ask(url)),
  );
  const seen = answers.map(({ status, text }) => (status === 201 ? JSON.parse(text) : status));

  expect(seen).toMatchObject([
    { name: 'worker', url: '/' },
    { name: 'box-1', url: '/socket.io/?a=1' },
    { name: 'box-2', url: '/' },
    404,
    { name: 'worker', url: '/boxes/1' },
  ]);
});

test('method, body, cookies and the public host arrive; made-up addresses do not', async () => {
  const { headers, text } = await ask('/api/x', {
    method: 'POST',
    body: 'hello',
    headers: { 'cf-connecting-ip': '8.8.8.8', forwarded: 'for=8.8.8.8' },
  });

  expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(JSON.parse(text)).toMatchObject({
    method: 'POST',
    body: 'hello',
    host: `127.0.0.1:${proxy.port}`,
    proto: 'https',
    ip: '127.0.0.1',
  });
});

test("the authority's certificate is offered, and vouches for the proxy", async () => {
  const { headers, text } = await ask('/parley-ca.crt');

  expect(headers['content-type']).toBe('application/x-x509-ca-cert');
  expect(text).toBe(certificates.ca);
});

test.each([
  ['/api/live', 'worker /api/live'],
  ['/box/2/socket.io/?transport=websocket', 'box-2 /socket.io/?transport=websocket'],
])('a WebSocket on %s reaches its target both ways', async (url, target) => {
  const socket = connect({ host: '127.0.0.1', port: proxy.port, ca: certificates.ca });
  socket.write(`GET ${url} HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  expect(head.toString()).toContain(`x-target: ${target}`);

  socket.write('ping');
  const [echo] = (await once(socket, 'data')) as [Buffer];
  expect(echo.toString()).toBe('ping');
  socket.destroy();
});

test('a WebSocket to a box that there is not is refused', async () => {
  const socket = connect({ host: '127.0.0.1', port: proxy.port, ca: certificates.ca });
  socket.write('GET /box/9/ HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  const [head] = (await once(socket, 'data')) as [Buffer];
  expect(head.toString()).toMatch(/^HTTP\/1.1 404 /);
});
