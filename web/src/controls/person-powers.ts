import type { Participant } from '@parley/sfu/contract/shapes.ts';
import type { Grant, Role } from '@parley/worker/contract/roles.ts';

/** Something that can be done about somebody. */
export type Power =
  | 'pin'
  | 'unpin'
  | 'message'
  | 'spotlight'
  | 'unspotlight'
  | 'mute'
  | 'stop-camera'
  | 'stop-screen'
  | 'lower-hand'
  | 'make-co-host'
  | 'make-guest'
  | 'hand-over'
  | 'remove';

export type PowerFacts = {
  /** Who asks. */
  role: Role;
  grants: readonly Grant[];
  person: Pick<Participant, 'id' | 'role' | 'sending' | 'handRaisedAtMs'>;
  /** It is the one who asks. */
  self: boolean;
  pins: readonly string[];
  spotlight: string | null;
};

/**
 * What one may do about somebody, in the groups of a menu. Box and Worker decide; this only leaves out what they would refuse: a
 * host is for hosts to stop, and only hosts give roles. About oneself, the bar has all the rest.
 */
export function powersOver({ role, grants, person, self, pins, spotlight }: PowerFacts): Power[][] {
  const sends = (source: Participant['sending'][number]['source']) =>
    person.sending.some((each) => each.source === source && !each.muted);
  const moderates = grants.includes('moderate') && role !== 'guest';
  const mayStop = moderates && (person.role !== 'host' || role === 'host');
  const when = (power: Power, condition: boolean): Power[] => (condition ? [power] : []);
  const spotlights = when(spotlight === person.id ? 'unspotlight' : 'spotlight', moderates);
  if (self) return spotlights.length > 0 ? [spotlights] : [];
  return [
    [
      ...when(pins.includes(person.id) ? 'unpin' : 'pin', true),
      ...spotlights,
      ...when('message', grants.includes('chat')),
    ],
    [
      ...when('mute', mayStop && sends('mic')),
      ...when('stop-camera', mayStop && sends('camera')),
      ...when('stop-screen', mayStop && sends('screen')),
      ...when('lower-hand', moderates && person.handRaisedAtMs !== null),
    ],
    [
      ...when('make-co-host', role === 'host' && person.role === 'guest'),
      ...when('make-guest', role === 'host' && person.role === 'co-host'),
      ...when('hand-over', role === 'host' && person.role !== 'host'),
    ],
    when('remove', moderates && person.role !== 'host'),
  ].filter((group) => group.length > 0);
}
