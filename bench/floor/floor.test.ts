import { createDecipheriv } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { compile } from './compile.ts';
import { Program } from './program.ts';

const skip = compile('floor') === null;
if (skip) console.log('Skipped: the floor program takes a C compiler and the headers of OpenSSL.');
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

test.skipIf(skip).each(['sendto', 'sendmmsg', 'gso'])('by %s everybody gets every packet, encrypted', async (mode) => {
  const socket = createSocket('udp4');
  ends.push(() => socket.close());
  socket.bind(0);
  await once(socket, 'listening');
  const floor = new Program('floor', [mode, '2', String(socket.address().port)]);
  ends.push(() => floor.end());
  const [port] = await floor.said();
  const sent = [0, 1, 2].map((sequence) => rtp(sequence, Buffer.from(`packet ${sequence}`)));
  const arrived = packets(socket, 6);
  for (const packet of sent) socket.send(packet, port, '127.0.0.1');
  const plain = (await arrived).map(decrypted).sort();
  expect(plain).toEqual([0, 1].flatMap((person) => [0, 1, 2].map((sequence) => `${person}: packet ${sequence}`)));
});

function rtp(sequence: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt16BE(0x8060);
  header.writeUInt16BE(sequence, 2);
  return Buffer.concat([header, payload]);
}

/** As RFC 7714 has it, with the key that the floor program gives to each of its subscribers. No salt, and no rollover yet. */
function decrypted(packet: Buffer): string {
  const person = packet.readUInt32BE(8) - 1000;
  const iv = Buffer.alloc(12);
  packet.copy(iv, 2, 8, 12);
  packet.copy(iv, 10, 2, 4);
  const decipher = createDecipheriv('aes-128-gcm', Buffer.alloc(16, person + 1), iv);
  decipher.setAAD(packet.subarray(0, 12));
  decipher.setAuthTag(packet.subarray(-16));
  return `${person}: ${Buffer.concat([decipher.update(packet.subarray(12, -16)), decipher.final()])}`;
}

function packets(socket: Socket, count: number): Promise<Buffer[]> {
  const all: Buffer[] = [];
  return new Promise((resolve) => {
    socket.on('message', (message) => {
      all.push(message);
      if (all.length === count) resolve(all);
    });
  });
}
