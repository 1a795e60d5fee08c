import type { types } from 'mediasoup';
import type { DtlsParameters, TransportOptions } from '../../contract/rtp.ts';

/** Bits per second the box starts sending at before it has an estimate: enough for audio and some low layers at once. */
const initialOutgoingBitrateBps = 1_000_000;
/** Most a client may send: three layers of camera and a sharp screen. Above it the client's congestion control slows it down. */
const maxIncomingBitrateBps = 6_000_000;
/** Seconds without consent after which the client's end counts as gone: a crashed tab is noticed, a short stall survived. */
const iceConsentTimeoutSeconds = 15;
/** The data channels are for probes only: what is larger is dropped, and little is kept for a client that does not take it. */
const maxProbeBytes = 1_024;
const dataLimits = {
  maxSendMessageSize: maxProbeBytes,
  maxReceiveMessageSize: maxProbeBytes,
  sctpSendBufferSize: 64 * 1_024,
  sctpPerStreamSendQueueLimit: 16 * 1_024,
  sctpMaxReceiverWindowBufferSize: 64 * 1_024,
};

/**
 * One direction of a client's media, on its media worker's one port: UDP first, TCP where UDP is blocked. With the client's DTLS
 * parameters it is ready for the handshake, whose first packet would otherwise be lost and sent again a moment later.
 */
export async function openTransport(
  router: types.Router,
  webRtcServer: types.WebRtcServer,
  direction: 'send' | 'receive',
  dtlsParameters: DtlsParameters | null,
): Promise<types.WebRtcTransport> {
  const transport = await router.createWebRtcTransport({
    webRtcServer,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    initialAvailableOutgoingBitrate: initialOutgoingBitrateBps,
    iceConsentTimeout: iceConsentTimeoutSeconds,
    enableSctp: true,
    ...dataLimits,
  });
  try {
    await Promise.all([
      direction === 'send' ? transport.setMaxIncomingBitrate(maxIncomingBitrateBps) : undefined,
      dtlsParameters ? transport.connect({ dtlsParameters }) : undefined,
    ]);
  } catch (error) {
    transport.close();
    throw error;
  }
  return transport;
}

/** What the client needs to build its end. */
export function describeTransport(transport: types.WebRtcTransport): TransportOptions {
  const { sctpParameters } = transport;
  if (!sctpParameters) throw new Error('A transport was made without SCTP.');
  return {
    id: transport.id,
    iceParameters: { ...transport.iceParameters },
    iceCandidates: transport.iceCandidates.map((candidate) => ({ ...candidate })),
    dtlsParameters: transport.dtlsParameters,
    sctpParameters: { ...sctpParameters },
  };
}

/** Media and data can travel. */
export function isConnected({ iceState, dtlsState }: types.WebRtcTransport): boolean {
  return (iceState === 'connected' || iceState === 'completed') && dtlsState === 'connected';
}
