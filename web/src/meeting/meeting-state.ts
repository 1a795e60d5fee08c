import type { WaitingReason } from '@parley/worker/contract/meetings.ts';
import type { LeftReason, Problem } from '../errors/problem.ts';

/** The meeting as a person lives it. Each state is a page, or a part of one. */
export type MeetingState =
  /** In the green room. */
  | { name: 'previewing' }
  /** The Worker was asked to let this person in. */
  | { name: 'asking' }
  /** Until a host lets them in (`lobby`), or is there at all (`no-host`). */
  | { name: 'waiting'; reason: WaitingReason }
  /** Admitted; on the way to the box. */
  | { name: 'connecting' }
  | { name: 'joined' }
  /** Signaling is lost, or a new place is being asked for; media may still flow. */
  | { name: 'reconnecting'; sinceMs: number }
  | { name: 'left'; reason: LeftReason }
  | { name: 'failed'; problem: Problem };

export type MeetingEvent =
  | { type: 'ask' }
  | { type: 'wait'; reason: WaitingReason }
  | { type: 'admitted' }
  | { type: 'joined' }
  | { type: 'connectionLost'; atMs: number }
  | { type: 'leave'; reason: LeftReason }
  | { type: 'fail'; problem: Problem }
  /** From an end page back to the green room. */
  | { type: 'comeBack' };

type StateName = MeetingState['name'];
type EventType = MeetingEvent['type'];
type EventOf<T extends EventType> = Extract<MeetingEvent, { type: T }>;
type Row = { readonly [T in EventType]?: (event: EventOf<T>) => MeetingState };

const end = {
  leave: ({ reason }: EventOf<'leave'>): MeetingState => ({ name: 'left', reason }),
  fail: ({ problem }: EventOf<'fail'>): MeetingState => ({ name: 'failed', problem }),
};
const fail = { fail: end.fail };
const back = { comeBack: (): MeetingState => ({ name: 'previewing' }) };
const wait = ({ reason }: EventOf<'wait'>): MeetingState => ({ name: 'waiting', reason });
const lost = ({ atMs }: EventOf<'connectionLost'>): MeetingState => ({ name: 'reconnecting', sinceMs: atMs });

/** State → event → next state. What is not listed changes nothing: a late answer to something that ended already. */
const table: Record<StateName, Row> = {
  previewing: { ask: () => ({ name: 'asking' }), ...fail },
  asking: { wait, admitted: () => ({ name: 'connecting' }), ...back, ...end },
  waiting: { wait, admitted: () => ({ name: 'connecting' }), ...back, ...end },
  connecting: { joined: () => ({ name: 'joined' }), connectionLost: lost, ...back, ...end },
  joined: { connectionLost: lost, ...end },
  reconnecting: { joined: () => ({ name: 'joined' }), wait, ...end },
  left: { ask: () => ({ name: 'asking' }), ...back },
  failed: { ask: () => ({ name: 'asking' }), ...back },
};

export function nextState(state: MeetingState, event: MeetingEvent): MeetingState {
  const transition = table[state.name][event.type] as ((event: MeetingEvent) => MeetingState) | undefined;
  return transition ? transition(event) : state;
}

/** The stage is on screen: from the admission on, so that it stands when the first picture arrives. */
export function showsStage(state: MeetingState): boolean {
  return state.name === 'connecting' || state.name === 'joined' || state.name === 'reconnecting';
}
