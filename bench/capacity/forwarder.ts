import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createWorker, type types } from 'mediasoup';

/** What takes the load's stream at a port and sends it to every subscriber. */
export interface Forwarder {
  readonly port: number;
  /** The processes whose time counts. */
  readonly pids: readonly number[];
  end(): void;
}

/** The publisher's stream, as `sender.c` makes it. */
export const stream = { ssrc: 111_111, packetBytes: 1_200 } as const;

const codec: types.RouterRtpCodecCapability = {
  kind: 'video',
  mimeType: 'video/VP8',
  clockRate: 90_000,
  preferredPayloadType: 96,
  rtcpFeedback: [{ type: 'nack' }],
};
const listenInfo = { protocol: 'udp', ip: '127.0.0.1', portRange: { min: 45_000, max: 45_999 } } as const;

/**
 * Media workers that send to so many subscribers each, `drainPort` being theirs at 127.0.1.1 and on; what the first one takes goes to the
 * others through pipes. The subscribers' way is the one of browsers, SRTP with AES-GCM, less DTLS and ICE.
 * `preload`: a library for the media workers, or none.
 */
export async function startMediaWorkers(
  subscribers: readonly number[],
  drainPort: number,
  preload: string | null,
): Promise<Forwarder> {
  const workers: types.Worker[] = [];
  const end = () => {
    for (const worker of workers) worker.close();
  };
  try {
    for (const _ of subscribers) workers.push(await startWorker(preload));
    const routers = await Promise.all(workers.map((worker) => worker.createRouter({ mediaCodecs: [codec] })));
    const [first, ...others] = routers as [types.Router, ...types.Router[]];
    const publishing = await first.createPlainTransport({ listenInfo, rtcpMux: true, comedia: true });
    const producer = await publishing.produce({
      kind: 'video',
      rtpParameters: {
        codecs: [{ mimeType: codec.mimeType, payloadType: 96, clockRate: 90_000, rtcpFeedback: [{ type: 'nack' }] }],
        encodings: [{ ssrc: stream.ssrc }],
      },
    });
    for (const router of others) await first.pipeToRouter({ producerId: producer.id, router, listenInfo });
    let count = 0;
    for (const [index, router] of routers.entries())
      for (let each = 0; each < (subscribers[index] ?? 0); each += 1)
        await subscribe(router, producer.id, addressOf(count++), drainPort);
    return { port: publishing.tuple.localPort, pids: workers.map(({ pid }) => pid), end };
  } catch (error) {
    end();
    throw error;
  }
}

/** A media worker of this box's kind. The library reaches it alone: the setting stands while the process is made, which is at once. */
async function startWorker(preload: string | null): Promise<types.Worker> {
  const workerBin = process.env['MEDIASOUP_WORKER_BIN'];
  const before = process.env['LD_PRELOAD'];
  if (preload !== null) process.env['LD_PRELOAD'] = preload;
  let starting: Promise<types.Worker>;
  try {
    starting = createWorker({ logLevel: 'warn', ...(workerBin ? { workerBin } : {}) });
  } finally {
    if (before === undefined) delete process.env['LD_PRELOAD'];
    else process.env['LD_PRELOAD'] = before;
  }
  const worker = await starting;
  const maps = `/proc/${worker.pid}/maps`;
  if (preload !== null && existsSync(maps) && !readFileSync(maps, 'utf8').includes(preload))
    throw new Error(`The media worker did not load ${preload}.`);
  return worker;
}

async function subscribe(router: types.Router, producerId: string, ip: string, port: number): Promise<void> {
  const transport = await router.createPlainTransport({
    listenInfo,
    rtcpMux: true,
    enableSrtp: true,
    srtpCryptoSuite: 'AEAD_AES_128_GCM',
  });
  const srtpParameters = { cryptoSuite: 'AEAD_AES_128_GCM', keyBase64: randomBytes(28).toString('base64') } as const;
  await transport.connect({ ip, port, srtpParameters });
  await transport.consume({ producerId, rtpCapabilities: router.rtpCapabilities });
}

const addressOf = (index: number) => `127.0.1.${index + 1}`;
