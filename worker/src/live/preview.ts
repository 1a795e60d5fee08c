import type { MediaPolicy } from '../../contract/media-policy.ts';
import type { MeetingPreview } from '../../contract/meetings.ts';
import type { Variables } from '../environment.ts';
import { accept, type Outcome, refuse } from '../refusal.ts';
import type { TestPlace } from './calls.ts';
import { waitingReason } from './decide-join.ts';
import { doorOf } from './door.ts';
import type { LiveState } from './live-state.ts';
import { hasRelay } from './turn-credentials.ts';

/** Would this person have to wait or stay out, or show the passcode first, if they came now? */
function isKeptOut(state: LiveState, accountId: string | null, nowMs: number): boolean {
  const { phase, passcode, ownerId } = state.facts;
  if (accountId === ownerId) return false;
  return phase === 'ended' || passcode !== null || waitingReason(doorOf(state, nowMs)) !== null;
}

/** What anyone with the link may know; `media` is the policy in effect. */
export function previewOf(
  state: LiveState,
  media: MediaPolicy,
  accountId: string | null,
  env: Variables,
  nowMs: number,
): Outcome<MeetingPreview> {
  const { facts, lobby } = state;
  if (facts.phase === 'deleted') return refuse('meeting-deleted');
  const youAreHost = accountId === facts.ownerId;
  // Whoever has to wait or stay out need not know where the meeting is.
  const doorIsOpen = facts.phase === 'live' && !isKeptOut(state, accountId, nowMs);
  const value = {
    id: facts.meetingId,
    title: facts.title,
    state: facts.phase,
    locked: facts.locked,
    lobby,
    media,
    relay: hasRelay(env),
    participantCount: state.presentCount(),
    passcodeNeeded: facts.passcode !== null,
    beginsWithoutHost: facts.beginsWithoutHost,
    schedule: facts.schedule,
    youAreHost,
    boxUrl: doorIsOpen ? (facts.box?.url ?? null) : null,
  };
  return { ok: true, value };
}

export function testPlaceOf(state: LiveState, accountId: string | null, nowMs: number): Outcome<TestPlace> {
  const { phase, box } = state.facts;
  if (phase === 'deleted') return refuse('meeting-deleted');
  const relay = !isKeptOut(state, accountId, nowMs);
  return accept({ boxId: relay && phase === 'live' ? (box?.id ?? null) : null, relay });
}
