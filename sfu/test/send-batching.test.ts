import { execFileSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorker, type types } from 'mediasoup';
import { afterAll, afterEach, expect, test } from 'vitest';
import { SendBatching } from '../src/media/send-batching.ts';
import { compileLibrary, compileQueueTest, findCompiler } from './support/native.ts';
import { until } from './support/until.ts';

const compiler = findCompiler();
const folder = mkdtempSync(join(tmpdir(), 'parley-native-'));
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const opus = {
  kind: 'audio',
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  preferredPayloadType: 100,
} as const;
const consumers = 50;
/** A second for some thirty; `SOAK_BURSTS` makes a soak of it. */
const bursts = Number(process.env.SOAK_BURSTS ?? 60);
const burst = 12;

test.skipIf(!compiler)('the queue keeps what it promises, whatever the kernel answers', () => {
  const output = execFileSync(compileQueueTest(folder), ['3', String(process.env.FUZZ_SEED ?? 1)], {
    stdio: 'pipe',
  });
  expect(String(output)).toMatch(/^\d+ random rounds/);
});

test.skipIf(!compiler).each([
  ['IPv4', '127.0.0.1', false],
  ['IPv6', '::1', false],
  ['IPv4, where the kernel refuses segments', '127.0.0.1', true],
])(
  'a media worker sends everything in order through the library: %s',
  { timeout: 30_000 + bursts * 500 },
  async (_, ip, refusing) => {
    const media = await Media.open(ip, compileLibrary(folder, refusing));
    const streams: { port: number }[] = [];
    for (let index = 0; index < consumers; index += 1) streams.push(await media.consume());
    const visitors: { port: number; transport: types.PlainTransport }[] = [];
    for (let index = 0; index < bursts; index += 1) {
      const sent = media.send(burst);
      // Joins and leaves while packets are under way: a socket that closes takes nothing of others along.
      if (index % 5 === 0) visitors.push(await media.consume());
      if (visitors.length > 3) checkVisitor(media, visitors.shift());
      await sent;
      await until(() => streams.every(({ port }) => media.received(port).length === (index + 1) * burst));
    }
    const all = Array.from({ length: bursts * burst }, (_each, index) => index);
    for (const { port } of streams) expect(media.received(port)).toEqual(all);
    const counts = media.batching.read();
    expect(counts).toMatchObject({ dropped: 0, refused: refusing ? 5 : 0 });
    expect(media.batching.mode).toBe(refusing ? 'without-segments' : 'on');
    if (refusing) expect(counts?.segments).toBe(0);
    else expect(counts?.segments).toBeGreaterThan((consumers * bursts * burst) / 2);
  },
);

test.skipIf(!compiler)('the library reaches the media worker alone', async () => {
  const library = compileLibrary(folder);
  const { worker } = await Media.open('127.0.0.1', library);
  expect(readFileSync(`/proc/${worker.pid}/maps`, 'utf8')).toContain(library);
  expect(process.env.LD_PRELOAD ?? '').not.toContain(library);
});

/** Leaves. What this one got is a part of the stream without a gap; another one may get the port, whose packets begin anew. */
function checkVisitor(media: Media, visitor: { port: number; transport: types.PlainTransport } | undefined): void {
  if (!visitor) return;
  visitor.transport.close();
  const numbers = media.forget(visitor.port);
  expect(numbers.length).toBeGreaterThan(burst);
  const first = numbers[0] as number;
  expect(numbers).toEqual(numbers.map((_, index) => first + index));
}

/** One stream through a real media worker to plain sockets. */
class Media {
  readonly worker: types.Worker;
  readonly batching: SendBatching;
  private readonly ip: string;
  private readonly router: types.Router;
  private readonly producer: types.Producer;
  private readonly socket: Socket;
  private readonly port: number;
  private readonly numbers = new Map<number, number[]>();
  private next = 0;

  private constructor(
    worker: types.Worker,
    batching: SendBatching,
    ip: string,
    router: types.Router,
    producer: types.Producer,
    socket: Socket,
    port: number,
  ) {
    this.worker = worker;
    this.batching = batching;
    this.ip = ip;
    this.router = router;
    this.producer = producer;
    this.socket = socket;
    this.port = port;
    socket.on('message', (message, { port: from }) => this.take(message, from));
  }

  static async open(ip: string, library: string): Promise<Media> {
    const batching = new SendBatching(library);
    const workerBin = process.env.MEDIASOUP_WORKER_BIN;
    const worker = await batching.around(() => createWorker({ ...(workerBin ? { workerBin } : {}) }));
    batching.began();
    const socket = createSocket({ type: ip === '::1' ? 'udp6' : 'udp4', recvBufferSize: 4 << 20 });
    closing.push(
      () => worker.close(),
      () => batching.close(),
      () => socket.close(),
    );
    socket.bind(0, ip);
    await once(socket, 'listening');
    const router = await worker.createRouter({ mediaCodecs: [opus] });
    const publishing = await router.createPlainTransport({ listenInfo: { protocol: 'udp', ip }, comedia: true });
    const producer = await publishing.produce({
      kind: 'audio',
      rtpParameters: { codecs: [{ ...opus, payloadType: 100 }], encodings: [{ ssrc: 1234 }] },
    });
    return new Media(worker, batching, ip, router, producer, socket, publishing.tuple.localPort);
  }

  async consume(): Promise<{ transport: types.PlainTransport; port: number }> {
    const transport = await this.router.createPlainTransport({
      listenInfo: { protocol: 'udp', ip: this.ip },
      rtcpMux: true,
    });
    // Another one may have had the port.
    this.numbers.delete(transport.tuple.localPort);
    await transport.connect({ ip: this.ip, port: (this.socket.address() as AddressInfo).port });
    await transport.consume({ producerId: this.producer.id, rtpCapabilities: this.router.rtpCapabilities });
    return { transport, port: transport.tuple.localPort };
  }

  /** Numbers of the packets that came from a consumer's port, in the order they came. */
  received(port: number): number[] {
    return this.numbers.get(port) ?? [];
  }

  /** The same, for the last time. */
  forget(port: number): number[] {
    const numbers = this.received(port);
    this.numbers.delete(port);
    return numbers;
  }

  async send(count: number): Promise<void> {
    for (let each = 0; each < count; each += 1) {
      const packet = Buffer.alloc(12 + 200, this.next & 0xff);
      packet.writeUInt16BE(0x8064, 0);
      packet.writeUInt16BE(this.next & 0xffff, 2);
      packet.writeUInt32BE(this.next * 960, 4);
      packet.writeUInt32BE(1234, 8);
      packet.writeUInt32BE(this.next, 12);
      this.next += 1;
      await new Promise<void>((resolve) => this.socket.send(packet, this.port, this.ip, () => resolve()));
    }
  }

  private take(message: Buffer, from: number): void {
    // Reports of mediasoup's.
    if (((message[1] ?? 0) & 0x7f) !== 100) return;
    // After header extensions of mediasoup's.
    const payload = message.subarray(-200);
    const number = payload.readUInt32BE(0);
    expect(payload.subarray(4).equals(Buffer.alloc(196, number & 0xff))).toBe(true);
    const list = this.numbers.get(from);
    if (list) list.push(number);
    else this.numbers.set(from, [number]);
  }
}
