/**
 * The recovery ladder, each step with its name: what is tried when something breaks, in which order, and what leads from one step to
 * the next. It is written down here and nowhere else; `recovery.ts` climbs it.
 */
export type RecoveryStep =
  /** New network ways for the transports that exist. */
  | 'ice-restart'
  /** New transports in the same room: the box rebuilt its media, or the old ones could not be saved. */
  | 'new-transport'
  /** A new socket to the same box, with the resume secret. Media may still flow. */
  | 'resume'
  /** The Worker is asked where the meeting is now. */
  | 'another-box';

export type RecoveryEvent =
  /** A transport is disconnected for long enough to act, or failed. */
  | 'media-lost'
  | 'media-connected'
  /** The box has no transports for this person any more. */
  | 'media-gone'
  | 'socket-lost'
  | 'socket-back'
  /** The box does not know this person any more, or sends everybody away. */
  | 'place-lost'
  /** The step did not help in its time. */
  | 'patience-over'
  /** In the room again, on whichever box. */
  | 'entered';

/** Null: nothing is wrong. */
export type RecoveryState = RecoveryStep | null;

/** How long a transport may be disconnected before anything is done: most come back by themselves. */
export const disconnectedPatienceMs = 2_000;
/** How long a ping may take before the box counts as frozen. */
export const pingPatienceMs = 1_500;

/** How long each step is tried, in milliseconds; `another-box` goes on until it works or there is no point. */
export const stepPatienceMs = {
  'ice-restart': 5_000,
  'new-transport': 10_000,
  /** The address answers, but not as this box. To ask the Worker costs nothing: while the box's link is up, nobody moves. */
  resumeRefused: 500,
  /** Nothing answers: the way may be cut, or the box frozen. */
  resumeHanging: 4_000,
} as const;

const fromAnywhere = { 'socket-lost': 'resume', 'place-lost': 'another-box' } as const;

/** State → event → next state. A row that names its own state means: try it again. What is not listed changes nothing. */
const table: Record<RecoveryStep | 'fine', Partial<Record<RecoveryEvent, RecoveryState>>> = {
  fine: { ...fromAnywhere, 'media-lost': 'ice-restart', 'media-gone': 'new-transport' },
  'ice-restart': {
    ...fromAnywhere,
    'media-connected': null,
    'media-gone': 'new-transport',
    'patience-over': 'new-transport',
    entered: null,
  },
  'new-transport': {
    ...fromAnywhere,
    'media-connected': null,
    'media-gone': 'new-transport',
    'patience-over': 'new-transport',
    entered: null,
  },
  resume: { 'socket-back': null, 'place-lost': 'another-box', 'patience-over': 'another-box', entered: null },
  'another-box': { 'socket-back': null, entered: null },
};

/** Undefined: the event changes nothing. */
export function nextRecovery(state: RecoveryState, event: RecoveryEvent): RecoveryState | undefined {
  return table[state ?? 'fine'][event];
}
