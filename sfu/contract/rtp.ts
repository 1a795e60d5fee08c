import * as z from 'zod/mini';

/**
 * Schemas of what mediasoup is given: nothing reaches it unparsed, for it trusts its caller (versatica/mediasoup#537: client JSON
 * ended a worker). Names and meaning are mediasoup's own; the bounds are ours, and fields it does not know are dropped.
 */

const shortText = z.string().check(z.maxLength(256));
const ssrc = z.int().check(z.minimum(0), z.maximum(0xffffffff));
const payloadType = z.int().check(z.minimum(0), z.maximum(127));
const headerExtensionId = z.int().check(z.minimum(1), z.maximum(255));
const mimeType = z.string().check(z.regex(/^(audio|video)\/[A-Za-z0-9.+-]{1,40}$/));
const parameters = z
  .record(z.string().check(z.maxLength(64)), z.union([shortText, z.number(), z.null()]))
  .check(z.refine((value) => Object.keys(value).length <= 32, 'too many parameters'));
const rtcpFeedback = z.array(z.object({ type: shortText, parameter: z.optional(shortText) })).check(z.maxLength(16));

export const rtpCapabilities = z.object({
  codecs: z.optional(
    z
      .array(
        z.object({
          kind: z.enum(['audio', 'video']),
          mimeType,
          preferredPayloadType: payloadType,
          clockRate: z.int().check(z.positive()),
          channels: z.optional(z.int().check(z.minimum(1), z.maximum(8))),
          parameters: z.optional(parameters),
          rtcpFeedback: z.optional(rtcpFeedback),
        }),
      )
      .check(z.maxLength(64)),
  ),
  headerExtensions: z.optional(
    z
      .array(
        z.object({
          kind: z.enum(['audio', 'video']),
          uri: shortText,
          preferredId: headerExtensionId,
          preferredEncrypt: z.optional(z.boolean()),
          direction: z.optional(z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive'])),
        }),
      )
      .check(z.maxLength(64)),
  ),
});
export type RtpCapabilities = z.infer<typeof rtpCapabilities>;

export const rtpParameters = z.object({
  mid: z.optional(z.string().check(z.maxLength(32))),
  codecs: z
    .array(
      z.object({
        mimeType,
        payloadType,
        clockRate: z.int().check(z.positive()),
        channels: z.optional(z.int().check(z.minimum(1), z.maximum(8))),
        parameters: z.optional(parameters),
        rtcpFeedback: z.optional(rtcpFeedback),
      }),
    )
    .check(z.minLength(1), z.maxLength(16)),
  headerExtensions: z.optional(
    z
      .array(
        z.object({
          uri: shortText,
          id: headerExtensionId,
          encrypt: z.optional(z.boolean()),
          parameters: z.optional(parameters),
        }),
      )
      .check(z.maxLength(32)),
  ),
  encodings: z.optional(
    z
      .array(
        z.object({
          ssrc: z.optional(ssrc),
          rid: z.optional(z.string().check(z.maxLength(16))),
          codecPayloadType: z.optional(payloadType),
          rtx: z.optional(z.object({ ssrc })),
          dtx: z.optional(z.boolean()),
          active: z.optional(z.boolean()),
          scalabilityMode: z.optional(z.string().check(z.maxLength(16))),
          scaleResolutionDownBy: z.optional(z.number()),
          maxBitrate: z.optional(z.number()),
          maxFramerate: z.optional(z.number()),
          adaptivePtime: z.optional(z.boolean()),
          priority: z.optional(z.enum(['very-low', 'low', 'medium', 'high'])),
          networkPriority: z.optional(z.enum(['very-low', 'low', 'medium', 'high'])),
        }),
      )
      .check(z.maxLength(4)),
  ),
  rtcp: z.optional(
    z.object({
      cname: z.optional(shortText),
      reducedSize: z.optional(z.boolean()),
      mux: z.optional(z.boolean()),
    }),
  ),
  msid: z.optional(z.string().check(z.maxLength(256))),
});
export type RtpParameters = z.infer<typeof rtpParameters>;

const fingerprintLengths = { 'sha-1': 20, 'sha-224': 28, 'sha-256': 32, 'sha-384': 48, 'sha-512': 64 } as const;
const fingerprint = z
  .object({
    algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
    value: z.string().check(z.regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})*$/)),
  })
  .check(
    z.refine(
      ({ algorithm, value }) => value.length === fingerprintLengths[algorithm] * 3 - 1,
      'wrong length of fingerprint',
    ),
  );

export const dtlsParameters = z.object({
  role: z.optional(z.enum(['auto', 'client', 'server'])),
  fingerprints: z.array(fingerprint).check(z.minLength(1), z.maxLength(8)),
});
/** One data channel's stream, as mediasoup-client names it. */
export const sctpStreamParameters = z.object({
  streamId: z.int().check(z.minimum(0), z.maximum(65_534)),
  ordered: z.optional(z.boolean()),
  maxPacketLifeTime: z.optional(z.int().check(z.minimum(0), z.maximum(60_000))),
  maxRetransmits: z.optional(z.int().check(z.minimum(0), z.maximum(100))),
});
export type DtlsParameters = z.infer<typeof dtlsParameters>;

/** What a box says, and a client hands to mediasoup-client as it is: checked for its outline, for the box is the client's own server. */
const iceParameters = z.looseObject({ usernameFragment: z.string(), password: z.string() });
const iceCandidate = z.looseObject({
  foundation: z.string(),
  priority: z.number(),
  address: z.string(),
  ip: z.string(),
  protocol: z.enum(['udp', 'tcp']),
  port: z.int(),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.optional(z.enum(['active', 'passive', 'so'])),
});

export const iceRestart = z.object({ iceParameters });
const sctpParameters = z.looseObject({ port: z.int() });
export const transportOptions = z.object({
  id: z.string(),
  iceParameters,
  iceCandidates: z.array(iceCandidate),
  dtlsParameters,
  sctpParameters,
});
export type TransportOptions = z.infer<typeof transportOptions>;
