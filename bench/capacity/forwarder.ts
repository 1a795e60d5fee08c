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

/** Those who take what leaves, at one port of 127.0.1.1 and on. */
export interface Receivers {
  readonly port: number;
  /** Makes one of them report what arrives, as a browser does: the media worker's estimate of its line takes that. */
  report(reporter: Reporter): Promise<void>;
}

export interface Reporter {
  /** Where the media worker sends from. */
  readonly serverPort: number;
  readonly address: string;
  /** Master key and salt of what it sends, for AEAD_AES_128_GCM. */
  readonly key: Buffer;
  /** Number of the header extension that counts packets. */
  readonly extension: number;
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
const srtpCryptoSuite = 'AEAD_AES_128_GCM';
const transportWide = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const listenInfo = { protocol: 'udp', ip: '127.0.0.1', portRange: { min: 45_000, max: 45_999 } } as const;

export interface Subscribers {
  /** At each media worker. */
  readonly counts: readonly number[];
  /** They report what arrives, and the media worker estimates what their lines carry (transport-cc), as with browsers. Default: not. */
  readonly areReporting?: boolean;
}

/**
 * Media workers that send to so many subscribers each; what the first one takes goes to the others through pipes. The subscribers' way is
 * the one of browsers, SRTP with AES-GCM, less DTLS and ICE.
 * `preload`: a library for the media workers, or none.
 */
export async function startMediaWorkers(
  { counts, areReporting = false }: Subscribers,
  receivers: Receivers,
  preload: string | null,
): Promise<Forwarder> {
  const workers: types.Worker[] = [];
  const end = () => {
    for (const worker of workers) worker.close();
  };
  try {
    for (const _ of counts) workers.push(await startWorker(preload));
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
      for (let each = 0; each < (counts[index] ?? 0); each += 1)
        await subscribe(router, producer.id, addressOf(count++), receivers, areReporting);
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

async function subscribe(
  router: types.Router,
  producerId: string,
  address: string,
  receivers: Receivers,
  isReporting: boolean,
): Promise<void> {
  const transport = await router.createPlainTransport({ listenInfo, rtcpMux: true, enableSrtp: true, srtpCryptoSuite });
  const key = randomBytes(28);
  const srtpParameters = { cryptoSuite: srtpCryptoSuite, keyBase64: key.toString('base64') } as const;
  await transport.connect({ ip: address, port: receivers.port, srtpParameters });
  const { rtpParameters } = await transport.consume({
    producerId,
    rtpCapabilities: isReporting ? router.rtpCapabilities : withoutReports(router.rtpCapabilities),
  });
  if (!isReporting) return;
  const extension = rtpParameters.headerExtensions?.find(({ uri }) => uri === transportWide)?.id;
  if (extension === undefined) throw new Error('The media worker does not count packets for reports.');
  await receivers.report({ serverPort: transport.tuple.localPort, address, key, extension });
}

/** A receiver that says it reports and does not would make the media worker keep every packet in mind for a minute. */
function withoutReports({ codecs = [], ...others }: types.RtpCapabilities): types.RtpCapabilities {
  const ofReports = ['transport-cc', 'goog-remb'];
  return {
    ...others,
    codecs: codecs.map(({ rtcpFeedback = [], ...codec }) => ({
      ...codec,
      rtcpFeedback: rtcpFeedback.filter(({ type }) => !ofReports.includes(type)),
    })),
  };
}

const addressOf = (index: number) => `127.0.1.${index + 1}`;
