import { opaqueId, placement } from '@parley/worker/contract/ids.ts';
import { role } from '@parley/worker/contract/roles.ts';
import * as z from 'zod/mini';

/** What a participant can send. */
export const source = z.enum(['mic', 'camera', 'screen', 'screenAudio']);
export type Source = z.infer<typeof source>;

export const kindOfSource = {
  mic: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
} as const satisfies Record<Source, 'audio' | 'video'>;

/** Compared in this order. The live meeting owns `placement`; the room owns `change`, which grows with every change of its media. */
export const epoch = z.strictObject({ placement, change: z.int().check(z.nonnegative()) });
export type Epoch = z.infer<typeof epoch>;

/** How media travel: `p2p` directly between people, `sfu` through the box. */
export const mode = z.enum(['p2p', 'sfu']);
export type Mode = z.infer<typeof mode>;

/** Why a room is in its mode. */
export const modeReason = z.enum([
  /** The meeting's policy leaves no choice. */
  'policy',
  /** Nobody else is here, or the second person has only just come: the box is where everybody can be found at once. */
  'beginning',
  /** Just two, for long enough. */
  'two-people',
  'more-than-two',
  /** Somebody hides their address: a relay would see as much traffic as the box. */
  'hidden-address',
  /** The direct way did not come about, leads over a relay, loses too much, or broke. */
  'not-connected',
  'relayed',
  'lossy',
  'lost',
]);
export type ModeReason = z.infer<typeof modeReason>;

/** The mode that the room wants now. `epoch` is the one it began with; of two, the later one counts. */
export const roomMode = z.object({ epoch, mode, reason: modeReason });
export type RoomMode = z.infer<typeof roomMode>;

/** Something a participant sends now, muted or not; how it travels is another matter. */
export const sending = z.object({ source, muted: z.boolean() });
export type Sending = z.infer<typeof sending>;

/** How somebody's own connection does, as their client sees it. */
export const quality = z.enum(['good', 'fair', 'poor']);
export type Quality = z.infer<typeof quality>;

/** What people throw into the room for a moment. */
export const reaction = z.enum(['👍', '👏', '❤️', '😂', '😮', '🎉', '🤔', '👎']);
export type Reaction = z.infer<typeof reaction>;

/** A person as the others see them. */
export const participant = z.object({
  id: opaqueId,
  name: z.string(),
  role,
  /** Their signaling is lost; media may still flow. */
  suspended: z.boolean(),
  sending: z.array(sending),
  joinedAtMs: z.int(),
  /** Null: the hand is down. */
  handRaisedAtMs: z.nullable(z.int()),
  quality,
});
export type Participant = z.infer<typeof participant>;

/** Why a stay in a room ended, as told to the one who leaves and to the others. */
export const leaveReason = z.enum([
  'left',
  'connection-lost',
  'removed',
  'replaced',
  'meeting-ended',
  'moved',
  'box-closing',
  'failed',
]);
export type LeaveReason = z.infer<typeof leaveReason>;
