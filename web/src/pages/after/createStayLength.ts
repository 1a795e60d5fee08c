import { type Accessor, createEffect, createSignal } from 'solid-js';
import type { MeetingState } from '../../meeting/meeting-state.ts';

/** How long the latest stay lasted, in milliseconds, once it is over; null while there was none. */
export function createStayLength(state: Accessor<MeetingState>): Accessor<number | null> {
  const [lengthMs, setLengthMs] = createSignal<number | null>(null);
  let sinceMs: number | null = null;
  createEffect(() => {
    const { name } = state();
    if (name === 'joined') sinceMs ??= Date.now();
    if (name === 'asking') setLengthMs(null);
    if ((name !== 'left' && name !== 'failed') || sinceMs === null) return;
    setLengthMs(Date.now() - sinceMs);
    sinceMs = null;
  });
  return lengthMs;
}
