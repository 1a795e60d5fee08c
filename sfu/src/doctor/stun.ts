import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { isIPv6, type Socket } from 'node:net';
import { openStream, patienceMs, type Seen } from './look.ts';

const magicCookie = 0x2112a442;
const bindingRequest = 0x0001;
const bindingSuccess = 0x0101;
const headerBytes = 20;
/** UDP loses some: asked so often, in equal parts of the time. */
const attempts = 4;

/** Where a TURN server is reached. */
export interface TurnAddress {
  host: string;
  port: number;
  transport: 'udp' | 'tcp' | 'tls';
}

/** As `TURN_URLS` names it; null when it is no such thing. */
export function parseTurnUrl(url: string): TurnAddress | null {
  const found = /^(turns?|stuns?):(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?(?:\?transport=(udp|tcp))?$/i.exec(url);
  if (!found) return null;
  const [, scheme = '', host = '', port, transport] = found;
  const isSecure = scheme.toLowerCase().endsWith('s');
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : isSecure ? 5349 : 3478,
    transport: isSecure ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp',
  };
}

/** A STUN binding request (RFC 8489): the one question that every TURN server answers without credentials. */
export function makeBindingRequest(transactionId: Buffer): Buffer {
  const request = Buffer.alloc(headerBytes);
  request.writeUInt16BE(bindingRequest, 0);
  request.writeUInt32BE(magicCookie, 4);
  transactionId.copy(request, 8);
  return request;
}

/** Whether this is the answer to the request of that transaction. */
export function isBindingSuccess(answer: Buffer, transactionId: Buffer): boolean {
  return (
    answer.length >= headerBytes &&
    answer.readUInt16BE(0) === bindingSuccess &&
    answer.readUInt32BE(4) === magicCookie &&
    answer.subarray(8, headerBytes).equals(transactionId)
  );
}

/** Asks a TURN server for a sign of life. */
export async function askTurn({ host, port, transport }: TurnAddress): Promise<Seen<true>> {
  const id = randomBytes(12);
  if (transport === 'udp') return await askOverUdp(host, port, id);
  const stream = await openStream(host, port, transport === 'tls');
  return 'failed' in stream ? stream : await askOverStream(stream.seen, id);
}

function askOverUdp(host: string, port: number, id: Buffer): Promise<Seen<true>> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    let sent = 0;
    const end = (result: Seen<true>) => {
      clearInterval(again);
      socket.close();
      resolve(result);
    };
    const send = () => {
      if (sent === attempts) return end({ failed: `no answer over UDP within ${patienceMs / 1000} s` });
      sent += 1;
      socket.send(makeBindingRequest(id), port, host);
    };
    const again = setInterval(send, patienceMs / attempts);
    socket.on('error', (error) => end({ failed: error.message }));
    socket.on('message', (answer) => isBindingSuccess(answer, id) && end({ seen: true }));
    send();
  });
}

function askOverStream(socket: Socket, id: Buffer): Promise<Seen<true>> {
  return new Promise((resolve) => {
    let heard = Buffer.alloc(0);
    const end = (result: Seen<true>) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => end({ failed: `no answer to STUN within ${patienceMs / 1000} s` }), patienceMs);
    socket.on('close', () => end({ failed: 'it closed the connection' }));
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.length < headerBytes) return;
      end(isBindingSuccess(heard, id) ? { seen: true } : { failed: 'what answers is no TURN server' });
    });
    socket.write(makeBindingRequest(id));
  });
}
