import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Timers } from '../timers.ts';
import { Announcements } from './announcements.ts';
import { ExpectedPeople } from './expected-people.ts';
import type { Notifier } from './notifier.ts';
import { paceOf } from './pace.ts';
import { Peer } from './peer.ts';
import { Roster } from './roster.ts';
import { RosterChanges } from './roster-changes.ts';

test.each([
  [1, { rosterMs: 0, speakersMs: 0 }],
  [30, { rosterMs: 0, speakersMs: 0 }],
  [31, { rosterMs: 150, speakersMs: 500 }],
  [100, { rosterMs: 150, speakersMs: 500 }],
  [101, { rosterMs: 250, speakersMs: 1_000 }],
  [1_000, { rosterMs: 250, speakersMs: 1_000 }],
])('a room of %i is told at this pace', (people, pace) => {
  expect(paceOf(people)).toEqual(pace);
});

describe('gathered changes', () => {
  const gather = (act: (changes: RosterChanges) => void) => {
    const changes = new RosterChanges();
    act(changes);
    const { left, changed } = changes.take();
    expect(changes.take()).toEqual({ left: [], changed: [] });
    return [
      left.map(({ participantId, reason }) => `${participantId} ${reason}`),
      changed.map((each) => `${each.participantId}${each.isNew ? ' new' : ''}${each.byOthers ? ' by others' : ''}`),
    ];
  };
  test('who changes often is told once, and to them if anything was done by others', () => {
    const told = gather((changes) => {
      changes.came('anna');
      changes.changed('anna', false);
      changes.changed('ben', true);
      changes.changed('ben', false);
    });
    expect(told).toEqual([[], ['anna new', 'ben by others']]);
  });
  test('who came and left has left; who left and came again did both', () => {
    const told = gather((changes) => {
      changes.came('anna');
      changes.left('anna', 'left');
      changes.left('ben', 'replaced');
      changes.came('ben');
    });
    expect(told).toEqual([['anna left', 'ben replaced'], ['ben new']]);
  });
});

describe('what a room is told', () => {
  const timers = new Timers();
  let told: string[];
  let roster: Roster;
  let announcements: Announcements;
  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    roster = new Roster(new ExpectedPeople(timers, 1_000, () => {}), () => null);
    announcements = new Announcements(roster, timers);
  });
  afterEach(() => {
    announcements.close();
    expect(timers.count).toBe(0);
    vi.useRealTimers();
  });

  /** The first one notes what they hear. */
  const fill = (people: number) => {
    for (let index = 0; index < people; index += 1) {
      const identity = { participantId: `p${index}`, name: 'Someone', untilMs: null };
      const notify = (name: string, notice: object) => void (index === 0 && told.push(summary(name, notice)));
      const notifier = { online: true, notify } as unknown as Notifier;
      const peer = new Peer(identity, { version: 0, role: 'guest', grants: [] }, notifier);
      peer.take('join');
      roster.peers.set(peer.id, peer);
    }
  };
  const summary = (name: string, notice: object) => {
    const of = notice as Record<string, { id: string; participantId: string }[]> & { participant?: { id: string } };
    const ids = [
      ...(of.left ?? []).map((each) => `-${each.participantId}`),
      ...(of.participants ?? []).map(({ id }) => id),
    ];
    return [name, of.participant?.id ?? ids.join(' ')].filter(Boolean).join(' ');
  };

  test('each by itself and at once in a small room, but nothing of what they did themselves', () => {
    fill(30);
    announcements.changed('p1', false);
    announcements.changed('p2', false);
    announcements.changed('p0', false);
    announcements.changed('p0', true);
    announcements.left('p9', 'left');
    expect(told).toEqual([
      'participantChanged p1',
      'participantChanged p2',
      'participantChanged p0',
      'participantLeft',
    ]);
    expect(timers.count).toBe(0);
  });

  test('the first at once and then together in a large one', () => {
    fill(40);
    announcements.came('p1');
    announcements.changed('p2', false);
    announcements.changed('p3', false);
    announcements.left('p4', 'left');
    expect(told).toEqual(['participantJoined p1']);
    vi.advanceTimersByTime(149);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(told.slice(1)).toEqual(['rosterChanged -p4 p2 p3']);
    // As much time again to the next one; after a quiet moment the next is told at once.
    announcements.changed('p2', false);
    expect(told).toHaveLength(2);
    vi.advanceTimersByTime(150);
    expect(told.slice(2)).toEqual(['participantChanged p2']);
    vi.advanceTimersByTime(150);
    announcements.changed('p3', false);
    expect(told.slice(3)).toEqual(['participantChanged p3']);
  });

  test('in order: what waits comes before any other word to the room, and before a word about those it names', () => {
    fill(40);
    announcements.came('p1');
    announcements.came('p2');
    announcements.tell('roomLocked', { locked: true });
    announcements.came('p3');
    announcements.settleAbout('p1');
    expect(told).toEqual(['participantJoined p1', 'participantJoined p2', 'roomLocked']);
    announcements.settleAbout('p3');
    expect(told.at(-1)).toBe('participantJoined p3');
  });

  test('of speakers the newest, in a large room less often', () => {
    fill(40);
    for (const id of ['p1', 'p2', 'p3']) announcements.tell('speakers', { participantIds: [id] });
    expect(told).toEqual(['speakers']);
    vi.advanceTimersByTime(500);
    expect(told).toEqual(['speakers', 'speakers']);
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(2);
  });
});
