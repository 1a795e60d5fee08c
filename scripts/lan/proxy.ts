import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { CA_PATH } from './hint.ts';
import { forwardHeaders, routeRequest } from './route.ts';

export interface LanProxyOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string };
  readonly workerPort: number;
  readonly boxPorts: readonly number[];
}

export interface LanProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** One HTTPS origin in front of the Worker and the boxes: browsers give camera and microphone to no other. */
export async function startLanProxy(options: LanProxyOptions): Promise<LanProxy> {
  const { tls } = options;
  const server = createServer({ key: tls.key, cert: tls.cert });

  server.on('request', (incoming, outgoing) => {
    if (incoming.url === CA_PATH) {
      outgoing.writeHead(200, { 'content-type': 'application/x-x509-ca-cert' }).end(tls.ca);
    } else {
      forwardRequest(incoming, outgoing, options);
    }
  });
  server.on('upgrade', (incoming, socket, head) => forwardUpgrade(incoming, socket, head, options));
  // Phones that do not trust the certificate yet: theirs to solve, with the hint in the terminal.
  server.on('tlsClientError', () => undefined);

  server.listen(options.port, options.host);
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function openUpstream(incoming: IncomingMessage, options: LanProxyOptions): ReturnType<typeof request> | undefined {
  const target = routeRequest(incoming.url ?? '/', options.workerPort, options.boxPorts);
  if (target === undefined) return undefined;

  const address = incoming.socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown';
  return request({
    host: '127.0.0.1',
    port: target.port,
    path: target.path,
    method: incoming.method,
    headers: forwardHeaders(incoming.headers, { address, host: incoming.headers.host ?? '' }),
  });
}

function forwardRequest(incoming: IncomingMessage, outgoing: ServerResponse, options: LanProxyOptions): void {
  const refuse = (status: number, text: string): void => {
    if (!outgoing.headersSent) outgoing.writeHead(status, { 'content-type': 'text/plain' });
    outgoing.end(text);
  };
  const upstream = openUpstream(incoming, options);
  if (upstream === undefined) {
    refuse(404, 'There is no such box.\n');
    return;
  }

  upstream.on('response', (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(outgoing);
  });
  upstream.on('error', () => refuse(502, 'Parley is starting or stopping: try again in a moment.\n'));
  outgoing.on('close', () => upstream.destroy());
  incoming.pipe(upstream);
}

function forwardUpgrade(incoming: IncomingMessage, client: Duplex, head: Buffer, options: LanProxyOptions): void {
  const upstream = openUpstream(incoming, options);
  client.on('error', () => upstream?.destroy());
  if (upstream === undefined) {
    client.end(headText(404, 'Not Found', []));
    return;
  }

  upstream.on('upgrade', (response, socket, upstreamHead) => {
    client.write(headText(101, 'Switching Protocols', response.rawHeaders));
    client.write(upstreamHead);
    socket.write(head);
    socket.pipe(client).pipe(socket);
    socket.on('error', () => client.destroy());
    client.on('error', () => socket.destroy());
    socket.on('close', () => client.destroy());
    client.on('close', () => socket.destroy());
  });
  // The target answered instead of switching: a refusal, which the browser should see as it is.
  upstream.on('response', (response) => {
    const type = ['content-type', response.headers['content-type'] ?? 'text/plain', 'connection', 'close'];
    client.write(headText(response.statusCode ?? 502, response.statusMessage ?? '', type));
    response.pipe(client);
  });
  upstream.on('error', () => client.end(headText(502, 'Bad Gateway', [])));
  upstream.end();
}

function headText(status: number, reason: string, rawHeaders: readonly string[]): string {
  let text = `HTTP/1.1 ${status} ${reason}\r\n`;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    text += `${rawHeaders[index]}: ${rawHeaders[index + 1]}\r\n`;
  }
  return `${text}\r\n`;
}
