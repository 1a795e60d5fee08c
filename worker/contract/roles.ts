import * as z from 'zod/mini';

/** Only the Worker grants a role. */
export const role = z.enum(['host', 'co-host', 'guest']);
export type Role = z.infer<typeof role>;

/** What a join token may allow on the box. Nothing is allowed unless granted. */
export const grant = z.enum([
  'receive',
  'send-mic',
  'send-camera',
  'send-screen',
  'send-screen-audio',
  'chat',
  'raise-hand',
  'react',
  'vote',
  /** Mute others and stop what they send, lower hands, spotlight, polls. */
  'moderate',
]);
export type Grant = z.infer<typeof grant>;

/** What guests may do in a meeting; hosts and co-hosts may always. */
export const permissions = z.strictObject({
  /** Unmute themselves. Who is muted when it is forbidden stays so. */
  mic: z.boolean(),
  camera: z.boolean(),
  /** Their screen, and its sound. */
  screen: z.boolean(),
  chat: z.boolean(),
});
export type Permissions = z.infer<typeof permissions>;

/** Of a new meeting. */
export const allPermitted: Permissions = { mic: true, camera: true, screen: true, chat: true };
