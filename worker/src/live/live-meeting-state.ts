import type { WorkerErrorCode } from '../../contract/errors.ts';

/** `ended`: a host ended it, and it opens again when a host joins. */
export type Phase = 'idle' | 'live' | 'ended' | 'deleted';
export const phases: readonly Phase[] = ['idle', 'live', 'ended', 'deleted'];

/** `emptied`: nobody is in and no admission is still under way. */
export type PhaseEvent = 'host-admitted' | 'guest-admitted' | 'emptied' | 'ended' | 'deleted';

type Next = Phase | { refused: WorkerErrorCode };

const gone: Next = { refused: 'meeting-deleted' };

/** Every phase × event. Locked is a flag beside it, reset whenever the meeting stops being live: meetings last and recur. */
const table: Record<Phase, Record<PhaseEvent, Next>> = {
  idle: { 'host-admitted': 'live', 'guest-admitted': 'live', emptied: 'idle', ended: 'ended', deleted: 'deleted' },
  live: { 'host-admitted': 'live', 'guest-admitted': 'live', emptied: 'idle', ended: 'ended', deleted: 'deleted' },
  ended: {
    'host-admitted': 'live',
    'guest-admitted': { refused: 'meeting-ended' },
    emptied: 'ended',
    ended: 'ended',
    deleted: 'deleted',
  },
  deleted: { 'host-admitted': gone, 'guest-admitted': gone, emptied: 'deleted', ended: gone, deleted: gone },
};

export function nextPhase(phase: Phase, event: PhaseEvent): Next {
  return table[phase][event];
}
