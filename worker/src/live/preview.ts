import type { MediaPolicy } from '../../contract/media-policy.ts';
import type { MeetingPreview } from '../../contract/meetings.ts';
import type { Variables } from '../environment.ts';
import { type Outcome, refuse } from '../refusal.ts';
import { waitingReason } from './decide-join.ts';
import { doorOf } from './door.ts';
import type { LiveState } from './live-state.ts';
import { hasRelay } from './turn-credentials.ts';

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
  const doorIsOpen =
    facts.phase === 'live' && (youAreHost || (waitingReason(doorOf(state, nowMs)) === null && facts.passcode === null));
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
