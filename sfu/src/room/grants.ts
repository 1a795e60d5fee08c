import type { Grant } from '@parley/worker/contract/roles.ts';
import type { Source } from '../../contract/shapes.ts';

/** What it takes to send each source. */
export const grantOfSource = {
  mic: 'send-mic',
  camera: 'send-camera',
  screen: 'send-screen',
  screenAudio: 'send-screen-audio',
} as const satisfies Record<Source, Grant>;
