import { opaqueId, secret } from '@parley/worker/contract/ids.ts';
import { grant } from '@parley/worker/contract/roles.ts';
import { chatMessage } from '@parley/worker/contract/room-state.ts';
import * as z from 'zod/mini';
import { pollStand } from './polls.ts';
import { ack, consumerOptions } from './requests.ts';
import { epoch, leaveReason, mode, participant, reaction, roomMode, source } from './shapes.ts';
import { signal } from './signal.ts';

/** Nobody watches this source of yours above this spatial layer: -1 for nobody at all. */
const watchedLayers = z.object({ source, maxSpatialLayer: z.int() });

/** Every notice: a Socket.IO event of that name with one argument. Not acked. */
export const notices = {
  /**
   * First notice of every connection. Keep the secret for the next connection: it replaces the one before, which still works
   * until this one was used. `resumed` tells whether the peer was kept; if so, it is all that was missed, as it is now.
   */
  connected: z.object({
    resumeSecret: secret,
    resumed: z.nullable(
      z.object({
        /** Of your transports; null when they are gone: send `openMedia`. */
        mediaEpoch: z.nullable(epoch),
        mode: roomMode,
        /** With whom the wanted way is settled. */
        settled: z.array(opaqueId),
        lastChatSeq: z.int(),
        /** The room is on its way to another box. */
        moving: z.boolean(),
        participants: z.array(participant),
        consumers: z.array(consumerOptions),
        locked: z.boolean(),
        grants: z.array(grant),
        spotlight: z.nullable(opaqueId),
        /** As the notice of this name, for each of your pictures. */
        watchedLayers: z.array(watchedLayers),
      }),
    ),
  }),
  /** To the `join` of this envelope id that came with the handshake: what its ack would have been. */
  joinAnswered: z.object({ id: opaqueId, result: ack }),
  participantJoined: z.object({ participant }),
  participantLeft: z.object({ participantId: opaqueId, reason: leaveReason }),
  /**
   * Their role, what they send and mute, their hand, their connection's quality, or whether they are suspended changed: the whole
   * participant, as it is now. About yourself too, for what others did: your role, a lowered hand.
   */
  participantChanged: z.object({ participant }),
  /**
   * In a large room, in place of several of the three above: first whoever left, then everybody who came or changed, as they are now.
   * Somebody in both came again. It may say what is known: of somebody unknown that they left, of somebody known that they are there.
   */
  rosterChanged: z.object({
    left: z.array(z.object({ participantId: opaqueId, reason: leaveReason })),
    participants: z.array(participant),
    /** Of these, the ones whom others changed: what it says about yourself counts only then. */
    byOthers: z.array(opaqueId),
  }),
  /**
   * A new stream for this client. A picture is paused until `showConsumers` says how it is shown. In a room with many microphones
   * voices come and go with who speaks: it plays when it comes.
   */
  consumerAdded: z.object({ epoch, consumer: consumerOptions }),
  consumerClosed: z.object({ consumerId: z.string() }),
  /** Loudest first; empty when nobody speaks. At most every 300 ms, in large rooms less often, and after a `resumed`. */
  speakers: z.object({ participantIds: z.array(opaqueId).check(z.maxLength(16)) }),
  /**
   * The room's media are gone (its media worker died) and it is ready again on another one: send `openMedia`, then produce again.
   * Every consumer is gone with them; none of it is told one by one. What people send, and direct connections, are as before.
   */
  mediaReset: z.object({ epoch }),
  /**
   * The room wants media to travel another way from now on. Prepare it, prove it, flip, and report; nothing is cut before. With the
   * epoch that you know: as before, for another reason.
   */
  modeChanged: roomMode,
  /** Both of a pair play each other by this way: the other one may be given up. */
  pathSettled: z.object({ epoch, participantId: opaqueId, path: mode }),
  signal: z.object({ epoch, from: opaqueId, ...signal }),
  chat: z.object({ message: chatMessage }),
  /**
   * The meeting has another box now. Ask the Worker, join there beside the stay here, send `moved` when everybody plays from there.
   * The room here closes as `moved` when all have, at the latest after `deadlineMs`.
   */
  roomMoving: z.object({ deadlineMs: z.int() }),
  roomLocked: z.object({ locked: z.boolean() }),
  /** What you may do from now on; what you sent without may ended already. Your role comes as `participantChanged`. */
  grantsChanged: z.object({ grants: z.array(grant) }),
  /** A host or co-host muted your microphone, or ended these sources of yours. You may begin again if you are still granted it. */
  sourcesStopped: z.object({ sources: z.array(source), by: opaqueId }),
  /** Whom everybody is to see large; null: nobody. */
  spotlight: z.object({ participantId: z.nullable(opaqueId) }),
  reaction: z.object({ participantId: opaqueId, reaction }),
  /** A poll began, ended or has other results; at most twice a second each. `readPolls` tells what you chose yourself. */
  poll: pollStand,
  watchedLayers,
  /** The end of your stay; the box closes the socket. */
  left: z.object({ reason: leaveReason }),
} as const;

export type NoticeName = keyof typeof notices;
export type NoticeOf<N extends NoticeName> = z.output<(typeof notices)[N]>;
