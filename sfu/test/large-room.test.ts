import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Participant } from '../contract/shapes.ts';
import { BoxUnderTest } from './support/box-under-test.ts';
import { enterAll } from './support/class.ts';
import type { TestClient } from './support/test-client.ts';
import { until } from './support/until.ts';

let t: BoxUnderTest;
beforeEach(async () => {
  t = await BoxUnderTest.start({
    env: { BOX_CAPACITY: '500' },
    limits: { handshakes: { burst: 1e6, perSecond: 1e6 } },
  });
  await t.linked();
});
afterEach(async () => {
  await t.expectNothingLeft();
  await t.stop();
});

/** The roster as this client knows it, from its reply and every notice since; fails where one is about a stranger. */
function rosterOf(client: TestClient): Map<string, Participant> {
  const people = new Map(client.joined?.participants.map((each) => [each.id, each]));
  const put = (participant: Participant) => void people.set(participant.id, participant);
  for (const { name, notice } of client.heard) {
    if (name === 'participantJoined' || name === 'participantChanged') put(notice.participant);
    if (name === 'participantLeft') people.delete(notice.participantId);
    if (name === 'rosterChanged') {
      for (const { participantId } of notice.left) people.delete(participantId);
      for (const participant of notice.participants)
        if (participant.id !== client.id || notice.byOthers.includes(client.id)) put(participant);
    }
    if (name === 'consumerAdded') expect([...people.keys()]).toContain(notice.consumer.participantId);
    if (name === 'reaction') expect([...people.keys()]).toContain(notice.participantId);
  }
  return people;
}
const others = (roster: Map<string, Participant>, self: TestClient) =>
  [...roster.values()].filter(({ id }) => id !== self.id).toSorted((a, b) => (a.id < b.id ? -1 : 1));

test('many come, go, mute and wave at once: everybody ends up with the same roster, and never hears of a stranger', {
  timeout: 60_000,
}, async () => {
  const people = await enterAll(t, 36, {}, { sources: [{ source: 'mic', muted: true }] });
  const before = people[0]?.heard.length ?? 0;
  const [staying, leaving] = [people.slice(0, 30), people.slice(30)];
  const newcomers: TestClient[] = [];
  await Promise.all([
    ...staying.map(async (client, index) => {
      await client.say('mic', false);
      if (index % 3 === 0) await client.request('setHand', { raised: true });
      if (index % 5 === 0) await client.request('react', { reaction: '🎉' });
    }),
    ...leaving.map((client) => client.leave()),
    ...Array.from({ length: 12 }, async () => {
      const client = await t.join();
      newcomers.push(client);
      await client.produce('mic');
    }),
  ]);
  const late = await t.join();
  const truth = new Map(late.joined?.participants.map((each) => [each.id, each]));
  for (const client of [...staying, ...newcomers]) {
    const agrees = () =>
      JSON.stringify(others(rosterOf(client), client).filter(({ id }) => id !== late.id)) ===
      JSON.stringify(others(truth, client).filter(({ id }) => id !== late.id));
    await until(agrees, 5_000).catch(() => expect(others(rosterOf(client), client)).toEqual(others(truth, client)));
  }
  const heard = people[0]?.heard.slice(before) ?? [];
  const about = heard.filter(({ name }) => name === 'rosterChanged' || name.startsWith('participant'));
  const changes = about.reduce((sum, { name, notice }) => {
    return sum + (name === 'rosterChanged' ? notice.left.length + notice.participants.length : 1);
  }, 0);
  expect(changes).toBeGreaterThanOrEqual(30 + 6 + 12 - 1);
  expect(about.length).toBeLessThan(changes / 2);
});

test('a host mutes everybody: told together, and to those whom it is about', { timeout: 60_000 }, async () => {
  const host = await t.join({ role: 'host' });
  const pupils = await enterAll(t, 34, {}, { sources: [{ source: 'mic', muted: false }] });
  const counts = pupils.map((client) => client.heard.length);
  await host.request('stopSources', { participantIds: null, sources: ['mic'] });
  for (const [index, client] of pupils.entries()) {
    await client.hears('sourcesStopped');
    const self = () => rosterOf(client).get(client.id)?.sending[0]?.muted;
    await until(self);
    await until(() => [...rosterOf(client).values()].every(({ sending }) => sending.every(({ muted }) => muted)));
    const about = client.heard
      .slice(counts[index])
      .filter(({ name }) => name.startsWith('participant') || name === 'rosterChanged');
    expect(about.length).toBeLessThanOrEqual(4);
  }
});
