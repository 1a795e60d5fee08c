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
]);
export type Grant = z.infer<typeof grant>;
