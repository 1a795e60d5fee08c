import { observer, type types } from 'mediasoup';
import { until } from './until.ts';

/**
 * Real RTP without a browser: every WebRTC transport that a box of this process makes becomes a direct transport, through which
 * a test hands packets to the media worker and takes them out. All else (signaling, routers, producers, consumers) is as ever.
 */
const producers = new Map<string, types.Producer>();
const consumers = new Map<string, { consumer: types.Consumer; packets: number }>();

let direct = true;

export function useDirectMedia(): void {
  observer.on('newworker', (worker) => worker.observer.on('newrouter', (router) => replaceTransports(router)));
}

/** Whether transports made from now on are direct ones: with false, the real ones. */
export function setDirect(on: boolean): void {
  direct = on;
}

function replaceTransports(router: types.Router): void {
  const createWebRtcTransport = router.createWebRtcTransport.bind(router);
  router.createWebRtcTransport = (async (options: types.WebRtcTransportOptions) => {
    if (!direct) return createWebRtcTransport(options);
    const transport = await router.createDirectTransport();
    transport.observer.on('newproducer', (producer) => producers.set(producer.id, producer));
    transport.observer.on('newconsumer', (consumer) => {
      const counted = { consumer, packets: 0 };
      consumers.set(consumer.id, counted);
      consumer.on('rtp', () => {
        counted.packets += 1;
      });
    });
    const webRtc = {
      iceParameters: { usernameFragment: 'direct', password: 'direct', iceLite: true },
      iceCandidates: [],
      dtlsParameters: { role: 'auto', fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('00').join(':') }] },
      sctpParameters: { port: 5000, maxSendMessageSize: 1024, maxReceiveMessageSize: 1024 },
      iceState: 'completed',
      dtlsState: 'connected',
      setMaxIncomingBitrate: async () => {},
      connect: async () => {},
      restartIce: async () => ({ usernameFragment: 'direct2', password: 'direct2', iceLite: true }),
    };
    for (const [name, value] of Object.entries(webRtc)) Object.defineProperty(transport, name, { value });
    return transport;
  }) as unknown as typeof router.createWebRtcTransport;
}

/** Sends a packet of a producer every 20 ms until stopped: Opus, or VP8 key frames. */
export function sendPackets(producerId: string): () => void {
  const producer = producers.get(producerId);
  if (!producer) throw new Error('no such producer');
  let sequence = 1;
  const timer = setInterval(() => {
    if (producer.closed) return clearInterval(timer);
    for (const { ssrc } of producer.rtpParameters.encodings ?? []) {
      if (ssrc) (producer as types.Producer).send(packet(producer, ssrc, sequence));
    }
    sequence += 1;
  }, 20);
  return () => clearInterval(timer);
}

/** Packets that a consumer forwarded so far. */
export function packetsOf(consumerId: string): number {
  return consumers.get(consumerId)?.packets ?? 0;
}

/** The box's own end of a consumer. */
export function consumerOf(consumerId: string): types.Consumer {
  const found = consumers.get(consumerId);
  if (!found) throw new Error('no such consumer');
  return found.consumer;
}

/** Waits until a consumer forwards more packets than it has by now. */
export async function expectPackets(consumerId: string, more = 3): Promise<void> {
  const before = packetsOf(consumerId);
  await until(() => packetsOf(consumerId) >= before + more);
}

/** An Opus frame of loud voice, by its audio level extension, or the first packet of a VP8 key frame. */
function packet(producer: types.Producer, ssrc: number, sequence: number): Buffer {
  const isAudio = producer.kind === 'audio';
  const header = Buffer.alloc(12);
  header.writeUInt8(isAudio ? 0x90 : 0x80, 0);
  header.writeUInt8(0x80 | (producer.rtpParameters.codecs[0]?.payloadType ?? 0), 1);
  header.writeUInt16BE(sequence & 0xffff, 2);
  header.writeUInt32BE((sequence * (isAudio ? 960 : 1800)) >>> 0, 4);
  header.writeUInt32BE(ssrc, 8);
  // One-byte extension block with id 1: voice, -10 dBov.
  const extension = isAudio ? Buffer.from([0xbe, 0xde, 0x00, 0x01, 0x10, 0x80 | 10, 0x00, 0x00]) : Buffer.alloc(0);
  const vp8 = Buffer.from([0x90, 0x80, sequence & 0x7f, 0x10, 0x00, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xb4, 0x00]);
  return Buffer.concat([header, extension, isAudio ? Buffer.alloc(60, 7) : Buffer.concat([vp8, Buffer.alloc(200, 9)])]);
}
