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

/** Something a participant sends now, muted or not. */
export const sending = z.object({ source, muted: z.boolean() });
export type Sending = z.infer<typeof sending>;

/** A person as the others see them. */
export const participant = z.object({
  id: opaqueId,
  name: z.string(),
  role,
  /** Their signaling is lost; media may still flow. */
  suspended: z.boolean(),
  sending: z.array(sending),
  joinedAtMs: z.int(),
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
