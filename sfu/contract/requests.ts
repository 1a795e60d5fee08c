import { opaqueId, secret } from '@parley/worker/contract/ids.ts';
import * as z from 'zod/mini';
import { boxError } from './errors.ts';
import { dtlsParameters, iceRestart, rtpCapabilities, rtpParameters, transportOptions } from './rtp.ts';
import { epoch, participant, source } from './shapes.ts';

const transportId = z.string().check(z.minLength(1), z.maxLength(64));
const consumerId = z.string().check(z.minLength(1), z.maxLength(64));
const nothing = z.object({});
/** Longer side in pixels of a picture's highest layer, so that the box knows what its layers can fill; left out for sound. */
const sidePx = z.optional(z.int().check(z.minimum(1), z.maximum(16_384)));

/** A stream that the box forwards to this client. */
export const consumerOptions = z.object({
  id: consumerId,
  producerId: z.string(),
  participantId: opaqueId,
  source,
  rtpParameters,
  /** The sender muted it. */
  producerPaused: z.boolean(),
  /** Highest spatial layer of the sender, counted from 0. */
  maxSpatialLayer: z.int(),
});
export type ConsumerOptions = z.infer<typeof consumerOptions>;

/** What a client needs to send and receive: made at join, and again when the room's media were rebuilt. */
export const mediaSetup = z.object({
  epoch,
  sendTransport: transportOptions,
  recvTransport: transportOptions,
  /** Playing from the start: the box sends as soon as the receiving transport connects. */
  consumers: z.array(consumerOptions),
});
export type MediaSetup = z.infer<typeof mediaSetup>;

const media = z.strictObject({
  rtpCapabilities,
  /** Most video consumers the client wants to begin with. */
  maxVideos: z.int().check(z.minimum(0), z.maximum(49)),
});

/**
 * Every request: name → payload, reply. Sent as a Socket.IO event of that name with one argument, the envelope, and acked.
 * All but `join` and `leave` concern media and carry the epoch they were made for.
 */
export const requests = {
  /** Enter the room; once per peer (a retry gets the first reply). */
  join: {
    payload: media,
    reply: z.object({
      participantId: opaqueId,
      /** Everybody in the room, you included, in the order of joining. */
      participants: z.array(participant),
      locked: z.boolean(),
      media: mediaSetup,
    }),
  },
  /**
   * After the notice `mediaReset`, or when both transports failed for good: drops this peer's transports, and with them all it
   * sent and received, and makes new ones. The room's epoch stays as it is.
   */
  openMedia: { payload: media, reply: mediaSetup },
  connectTransport: { payload: z.strictObject({ epoch, transportId, dtlsParameters }), reply: nothing },
  restartIce: { payload: z.strictObject({ epoch, transportId }), reply: iceRestart },
  produce: {
    payload: z.strictObject({ epoch, transportId, source, rtpParameters, muted: z.boolean(), sidePx }),
    reply: z.object({ producerId: z.string() }),
  },
  closeProducer: { payload: z.strictObject({ epoch, source }), reply: nothing },
  setMuted: { payload: z.strictObject({ epoch, source, muted: z.boolean() }), reply: nothing },
  /** How this client shows what it receives. Unlisted consumers stay as they are; ids that are gone are ignored. */
  showConsumers: {
    payload: z.strictObject({
      epoch,
      consumers: z
        .array(
          z.strictObject({
            id: consumerId,
            /** Nothing is sent for a hidden one. */
            hidden: z.boolean(),
            /** Longer side of the picture on screen in device pixels (CSS pixels × device pixel ratio); 0 for audio. */
            sidePx: z.int().check(z.minimum(0), z.maximum(16384)),
          }),
        )
        .check(z.maxLength(200)),
    }),
    reply: nothing,
  },
  /** Leave for good; the box closes the socket after the ack. */
  leave: { payload: z.strictObject({}), reply: nothing },
} as const;

export type RequestName = keyof typeof requests;
export type PayloadOf<N extends RequestName> = z.output<(typeof requests)[N]['payload']>;
export type ReplyOf<N extends RequestName> = z.output<(typeof requests)[N]['reply']>;

/** Around every payload. A retry with the same id gets the first result: what changes state happens once. */
export const envelope = z.strictObject({ id: opaqueId, data: z.unknown() });
export type Envelope<T = unknown> = { id: string; data: T };

export type Ack<T> = { ok: true; data: T } | { ok: false; error: z.infer<typeof boxError> };
export const ack = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), error: boxError }),
]);

/** Socket.IO `auth` of a new connection: a join token, or a resume secret of a peer that lives on this box. Never in a URL. */
export const handshake = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('join'),
    protocol: z.int(),
    token: z.string().check(z.maxLength(4096)),
    /** Chosen once per join attempt: a used token from the same nonce gets the same peer (a lost reply locks nobody out). */
    clientNonce: opaqueId,
  }),
  z.strictObject({ type: z.literal('resume'), protocol: z.int(), participantId: opaqueId, secret }),
]);
export type Handshake = z.infer<typeof handshake>;

/** `data` of Socket.IO's connect_error. */
export const handshakeRefusal = boxError;
