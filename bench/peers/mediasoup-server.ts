import { createWorker, type types } from 'mediasoup';
import { openTransport } from '../../sfu/src/media/transport.ts';
import { type MediaServer, mediaAddress, ports, video } from './server.ts';

const rtcpFeedback = [
  { type: 'nack', parameter: '' },
  { type: 'nack', parameter: 'pli' },
];
const mid = { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid' as const, id: 1 };
const codec = { mimeType: video.mimeType, clockRate: video.clockRate };

/** One of a box's media workers with one router, set up as the box does it. */
export async function startMediasoup(preload: string | undefined): Promise<MediaServer> {
  const worker = await withPreload(preload, () => createWorker({ logLevel: 'warn', ...workerBin() }));
  const listenInfos = (['udp', 'tcp'] as const).map((protocol) => ({
    protocol,
    ip: mediaAddress,
    port: ports.mediaWorker,
  }));
  const webRtcServer = await worker.createWebRtcServer({ listenInfos });
  const router = await worker.createRouter({
    mediaCodecs: [{ ...codec, kind: 'video', preferredPayloadType: video.payloadType, rtcpFeedback }],
  });
  let producerId = '';

  return {
    pid: worker.pid,
    async publish(offer) {
      const transport = await openTransport(router, webRtcServer, 'send', null);
      await transport.connect({ dtlsParameters: clientDtls(offer) });
      const producer = await transport.produce({
        kind: 'video',
        rtpParameters: {
          codecs: [{ ...codec, payloadType: video.payloadType, rtcpFeedback }],
          encodings: [{ ssrc: video.ssrc }],
          rtcp: { cname: 'publisher' },
        },
      });
      producerId = producer.id;
      const publisherMid = /^a=mid:(\S+)/m.exec(offer)?.[1] ?? '0';
      return describe(transport, publisherMid, ['a=recvonly', 'a=setup:passive']);
    },
    async subscribe() {
      const transport = await openTransport(router, webRtcServer, 'receive', null);
      const consumer = await transport.consume({
        producerId,
        rtpCapabilities: {
          codecs: [{ ...codec, kind: 'video', preferredPayloadType: video.payloadType, rtcpFeedback }],
          headerExtensions: [{ kind: 'video', uri: mid.uri, preferredId: mid.id }],
        },
      });
      const { encodings, rtcp, mid: consumerMid = '0' } = consumer.rtpParameters;
      return {
        offer: describe(transport, consumerMid, [
          'a=sendonly',
          'a=setup:actpass',
          `a=extmap:${mid.id} ${mid.uri}`,
          `a=ssrc:${encodings?.[0]?.ssrc} cname:${rtcp?.cname}`,
        ]),
        accept: async (answer) => await transport.connect({ dtlsParameters: clientDtls(answer) }),
      };
    },
    async close() {
      const gone = new Promise<void>((resolve) => worker.once('subprocessclose', resolve));
      worker.close();
      await gone;
    },
  };
}

function workerBin(): { workerBin?: string } {
  const { MEDIASOUP_WORKER_BIN } = process.env;
  return MEDIASOUP_WORKER_BIN ? { workerBin: MEDIASOUP_WORKER_BIN } : {};
}

/** The child's environment is this process's at the moment of the start, so the variable is there for no longer. */
function withPreload<T>(preload: string | undefined, start: () => T): T {
  if (preload === undefined) return start();
  process.env.LD_PRELOAD = preload;
  try {
    return start();
  } finally {
    delete process.env.LD_PRELOAD;
  }
}

function clientDtls(sdp: string): types.DtlsParameters {
  const value = /^a=fingerprint:sha-256 ([0-9A-F:]+)/im.exec(sdp)?.[1];
  if (value === undefined) throw new Error('The client has no SHA-256 fingerprint.');
  return { role: 'client', fingerprints: [{ algorithm: 'sha-256', value }] };
}

/** A transport with its one stream as a session description (RFC 8829). */
function describe(transport: types.WebRtcTransport, midName: string, lines: readonly string[]): string {
  const { iceParameters, iceCandidates, dtlsParameters } = transport;
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  const { payloadType, clockRate } = video;
  return [
    ...['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', `a=group:BUNDLE ${midName}`, 'a=ice-lite'],
    `m=video 9 UDP/TLS/RTP/SAVPF ${payloadType}`,
    'c=IN IP4 0.0.0.0',
    `a=mid:${midName}`,
    'a=rtcp-mux',
    `a=rtpmap:${payloadType} VP8/${clockRate}`,
    ...rtcpFeedback.map(({ type, parameter }) => `a=rtcp-fb:${payloadType} ${type} ${parameter}`.trimEnd()),
    ...lines,
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint?.value}`,
    ...iceCandidates
      .filter(({ protocol }) => protocol === 'udp')
      .map(
        ({ foundation, priority, ip, port }) => `a=candidate:${foundation} 1 udp ${priority} ${ip} ${port} typ host`,
      ),
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}
