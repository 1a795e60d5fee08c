import { opaqueId, secret } from '@parley/worker/contract/ids.ts';
import { mediaPolicy } from '@parley/worker/contract/media-policy.ts';
import { grant } from '@parley/worker/contract/roles.ts';
import { chatMessage, maxChatLength, poll } from '@parley/worker/contract/room-state.ts';
import * as z from 'zod/mini';
import { boxError } from './errors.ts';
import { pollView } from './polls.ts';
import {
  dtlsParameters,
  iceRestart,
  rtpCapabilities,
  rtpParameters,
  sctpStreamParameters,
  transportOptions,
} from './rtp.ts';
import { epoch, mode, participant, quality, reaction, roomMode, sending, source } from './shapes.ts';
import { signal } from './signal.ts';

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

const mediaFields = {
  rtpCapabilities,
  /** Most video consumers the client wants to begin with. */
  maxVideos: z.int().check(z.minimum(0), z.maximum(49)),
  /** The client's end of both transports, where it is known beforehand: they need no `connectTransport` then. */
  dtlsParameters: z.optional(dtlsParameters),
};
const media = z.strictObject(mediaFields);

/**
 * Every request: name → payload, reply. Sent as a Socket.IO event of that name with one argument, the envelope, and acked.
 * Those that carry an epoch concern media or their way, and are refused when it is not the one they were made for.
 */
export const requests = {
  /** Enter the room; once per peer (a retry gets the first reply). */
  join: {
    payload: z.strictObject({
      ...mediaFields,
      /** What this client sends from the start; as `setSource` for each. Those without a grant are left out. */
      sources: z.array(sending).check(z.maxLength(4)),
      /** The others must not learn this person's network address: direct media only over a relay. */
      hideAddress: z.boolean(),
      /** Participants with whom a direct connection plays already: on the way from a box that died or drains. */
      direct: z.array(opaqueId).check(z.maxLength(3)),
    }),
    reply: z.object({
      participantId: opaqueId,
      /** Everybody in the room, you included, in the order of joining. */
      participants: z.array(participant),
      locked: z.boolean(),
      /** What this person may do. */
      grants: z.array(grant),
      spotlight: z.nullable(opaqueId),
      /** There are polls: `readPolls` has them. */
      hasPolls: z.boolean(),
      policy: mediaPolicy,
      mode: roomMode,
      /** Of the newest chat message, 0 for none: `readChat` has them. */
      lastChatSeq: z.int(),
      media: mediaSetup,
    }),
  },
  /**
   * After the notice `mediaReset`, or when a transport failed for good: drops this peer's transports, and with them all it sent and
   * received through the box, and makes new ones. The room's epoch stays as it is.
   */
  openMedia: { payload: media, reply: mediaSetup },
  connectTransport: { payload: z.strictObject({ epoch, transportId, dtlsParameters }), reply: nothing },
  restartIce: { payload: z.strictObject({ epoch, transportId }), reply: iceRestart },
  /**
   * What this person sends, by whatever way: what the others are told, and what they play. Null: not at all; ends its producer.
   * Muted: nothing is forwarded, whatever is sent.
   */
  setSource: { payload: z.strictObject({ source, muted: z.nullable(z.boolean()) }), reply: nothing },
  /** Sends a source through the box; it must have been said (`setSource`) and is muted as said there. */
  produce: {
    payload: z.strictObject({ epoch, transportId, source, rtpParameters, sidePx }),
    reply: z.object({ producerId: z.string() }),
  },
  /** Sends a source through the box no more; the person goes on sending it another way. */
  closeProducer: { payload: z.strictObject({ epoch, source }), reply: nothing },
  /**
   * Opens a data channel each way over both transports, which connects them: the box sends back what arrives. So the way through
   * the box is known to work before it is needed. In place of an earlier one.
   */
  probe: {
    payload: z.strictObject({ epoch, sctpStreamParameters }),
    reply: z.object({
      dataProducerId: z.string(),
      dataConsumer: z.object({ id: z.string(), sctpStreamParameters }),
    }),
  },
  /** Negotiation of a direct connection, passed on to one participant (in mode `p2p` only). */
  signal: { payload: z.strictObject({ epoch, to: opaqueId, ...signal }), reply: nothing },
  /**
   * All of a participant's sources play here by this way now, each proved: decoded pictures and sound, or, for what is muted or out
   * of sight, a negotiated stream on a connected transport. When both of a pair said so, each gets `pathSettled`.
   */
  reportPath: { payload: z.strictObject({ epoch, participantId: opaqueId, path: mode }), reply: nothing },
  /** The wanted way to a participant does not come about or is no good; what played before plays on. */
  reportTrouble: {
    payload: z.strictObject({
      epoch,
      participantId: opaqueId,
      trouble: z.enum(['not-connected', 'relayed', 'lossy', 'lost', 'not-proved']),
    }),
    reply: nothing,
  },
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
  /**
   * All whom this client wants to see and, whatever else is loud, to hear: complete, in order of importance. In a room too large for
   * everybody to get everything the box forwards the pictures named here and the voices of the loudest and of those named in `hear`;
   * in a smaller one all is forwarded anyway.
   */
  watch: {
    payload: z.strictObject({
      epoch,
      see: z
        .array(z.strictObject({ participantId: opaqueId, source: z.enum(['camera', 'screen']) }))
        .check(z.maxLength(60)),
      hear: z.array(opaqueId).check(z.maxLength(8)),
    }),
    reply: nothing,
  },
  sendChat: {
    payload: z.strictObject({
      text: z.string().check(z.trim(), z.minLength(1), z.maxLength(maxChatLength)),
      /** Only for this participant; left out: for everybody. */
      to: z.optional(opaqueId),
    }),
    reply: z.object({ message: chatMessage }),
  },
  /** Messages after `afterSeq`, oldest first. */
  readChat: {
    payload: z.strictObject({ afterSeq: z.int().check(z.nonnegative()) }),
    reply: z.object({ messages: z.array(chatMessage) }),
  },
  setHand: {
    payload: z.strictObject({ raised: z.boolean() }),
    /** By the box's clock, as the others see it; null when it is down. */
    reply: z.object({ raisedAtMs: z.nullable(z.int()) }),
  },
  /** Everybody gets the notice, the sender too. */
  react: { payload: z.strictObject({ reaction }), reply: nothing },
  /** How this client's own connection does; only when it changed. */
  reportQuality: { payload: z.strictObject({ quality }), reply: nothing },
  /**
   * Mutes microphones and ends cameras and screens of others. Null: of everybody else but hosts. A host's are a host's to stop. They
   * may begin again, unless that is forbidden to them.
   */
  stopSources: {
    payload: z.strictObject({
      participantIds: z.nullable(z.array(opaqueId).check(z.maxLength(500))),
      sources: z.array(source).check(z.minLength(1), z.maxLength(4)),
    }),
    reply: nothing,
  },
  /** Null: everybody's. */
  lowerHands: {
    payload: z.strictObject({ participantIds: z.nullable(z.array(opaqueId).check(z.maxLength(500))) }),
    reply: nothing,
  },
  setSpotlight: { payload: z.strictObject({ participantId: z.nullable(opaqueId) }), reply: nothing },
  createPoll: {
    payload: z.strictObject({
      question: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
      options: z
        .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(100)))
        .check(z.minLength(2), z.maxLength(10)),
      anonymous: z.boolean(),
    }),
    reply: z.object({ poll }),
  },
  closePoll: { payload: z.strictObject({ pollId: opaqueId }), reply: nothing },
  /** In place of an earlier vote of this participant; null takes it back. */
  votePoll: {
    payload: z.strictObject({ pollId: opaqueId, option: z.nullable(z.int().check(z.nonnegative())) }),
    reply: nothing,
  },
  /** Oldest first. */
  readPolls: { payload: z.strictObject({}), reply: z.object({ polls: z.array(pollView) }) },
  /** Is anybody there? For a client whose media stalled: the pings of the socket take longer to tell. */
  ping: { payload: z.strictObject({}), reply: nothing },
  /** After `roomMoving`: everybody plays from the new place. When all have said so, the room closes as `moved`. */
  moved: { payload: z.strictObject({}), reply: nothing },
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

/**
 * Socket.IO `auth` of a new connection: a join token, with the first request if the client likes, or a resume secret of a peer that
 * lives on this box. Never in a URL.
 */
export const handshake = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('join'),
    protocol: z.int(),
    token: z.string().check(z.maxLength(4096)),
    /** Chosen once per join attempt: a used token from the same nonce gets the same peer (a lost reply locks nobody out). */
    clientNonce: opaqueId,
    /** Envelope of a `join`, which goes through the same gate as if it were sent after `connected`; answered with `joinAnswered`. */
    join: z.optional(envelope),
  }),
  z.strictObject({ type: z.literal('resume'), protocol: z.int(), participantId: opaqueId, secret }),
]);
export type Handshake = z.infer<typeof handshake>;

/** `data` of Socket.IO's connect_error. */
export const handshakeRefusal = boxError;
