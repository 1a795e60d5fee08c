import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { maxWrongPasscodes, maxWrongPasscodesOfAll } from '../src/live/call-limits.ts';
import { knockAgainAfterMs } from '../src/live/seat.ts';
import { FakeBox } from './fake-box.ts';
import { call, migrate, nonce, refused } from './harness.ts';
import { LiveClient } from './live-client.ts';
import { Scene } from './scene.ts';
import { meetingStub } from './snapshot.ts';

let box: FakeBox;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const passcode = 'Euler-2718';

describe('a meeting with a passcode', () => {
  test('asks guests for it, and says so beforehand, but not which', async () => {
    const scene = await Scene.open({ passcode });
    const preview = await scene.preview();
    expect(preview.passcodeNeeded).toBe(true);
    expect(JSON.stringify(preview)).not.toContain(passcode);
    await refused('joinMeeting', 'passcode-needed', scene.joining());
    for (const wrong of ['', 'x', passcode.toLowerCase(), `${passcode} `, passcode.slice(1), 'x'.repeat(64)])
      await refused('joinMeeting', 'passcode-wrong', scene.joining({ passcode: wrong }));
    await refused('joinMeeting', 'bad-request', scene.joining({ passcode: 'x'.repeat(65) }));
    const bob = await scene.join({ passcode });
    expect((await scene.join({ shown: bob.seat })).participant.id).toBe(bob.participant.id);
    expect((await scene.preview()).boxUrl).toBeNull();
    expect((await scene.host()).participant.role).toBe('host');
  });

  test('a seat of another meeting, or a made up one, does not stand in for it', async () => {
    const scene = await Scene.open({ passcode });
    const { seat } = await (await Scene.open()).join();
    await refused('joinMeeting', 'seat-unknown', scene.joining({ shown: seat }));
    await refused('joinMeeting', 'passcode-needed', scene.joining());
  });

  test('comes before the lobby, and is not asked again of who waits', async () => {
    const scene = await Scene.open({ passcode, lobby: true });
    await scene.host();
    await refused('joinMeeting', 'passcode-needed', scene.joining());
    const bob = await scene.knock({ passcode });
    await scene.knock({ shown: bob.seat });
  });

  test('that changes: who is in stays in, who waits asks anew', async () => {
    const scene = await Scene.open({ passcode, lobby: true });
    const ada = await scene.host();
    const bob = await scene.knock({ passcode });
    await call('answerKnock', { params: scene.params, seat: ada.seat, body: { answer: 'admit' } });
    const inside = await scene.join({ shown: bob.seat });
    await box.joined(scene.id, 1, inside.participant.id);
    const carol = await scene.knock({ passcode });
    const socket = await LiveClient.hello(scene.id, carol.seat);
    await socket.is('waiting');
    const change = (body: { passcode: string | null; title?: string }) =>
      call('changeMeeting', { params: scene.params, cookie: scene.cookie, body });
    await change({ passcode: 'Gauss-1777' });
    expect(await socket.is('refused')).toEqual({ type: 'refused', code: 'seat-unknown' });
    await refused('joinMeeting', 'seat-unknown', scene.joining({ shown: carol.seat, passcode }));
    await refused('joinMeeting', 'passcode-wrong', scene.joining({ passcode }));
    await scene.knock({ passcode: 'Gauss-1777' });
    await scene.join({ shown: inside.seat });
    await change({ passcode: null });
    await scene.knock();
    expect((await scene.preview()).passcodeNeeded).toBe(false);
  });

  test('that changes is asked of whoever was turned away before', async () => {
    const scene = await Scene.open({ passcode, lobby: true });
    const ada = await scene.host();
    const bob = await scene.knock({ passcode });
    await call('answerKnock', { params: scene.params, seat: ada.seat, body: { answer: 'deny' } });
    const body = { passcode: 'Gauss-1777', lobby: false };
    await call('changeMeeting', { params: scene.params, cookie: scene.cookie, body });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + knockAgainAfterMs + 1_000 });
    await box.link();
    await refused('joinMeeting', 'passcode-needed', scene.joining({ shown: bob.seat }));
    await refused('joinMeeting', 'passcode-wrong', scene.joining({ shown: bob.seat, passcode }));
    await scene.join({ shown: bob.seat, passcode: 'Gauss-1777' });
  });

  test('only fits as a host can say it over the phone', async () => {
    for (const bad of ['abc', 'x'.repeat(33), 'with space', 'pässword', '\u0000\u0000\u0000\u0000'])
      await refused('createMeeting', 'bad-request', {
        cookie: (await Scene.open()).cookie,
        body: { title: 'x', passcode: bad },
      });
  });

  test('is in no log', async () => {
    const lines: string[] = [];
    for (const way of ['log', 'warn', 'error'] as const)
      vi.spyOn(console, way).mockImplementation((...line) => void lines.push(line.join(' ')));
    const scene = await Scene.open({ passcode });
    await refused('joinMeeting', 'passcode-wrong', scene.joining({ passcode: 'Gauss-1777' }));
    await scene.join({ passcode });
    expect(lines.join('\n')).toContain(scene.id);
    expect(lines.join('\n')).not.toMatch(/Euler|Gauss/);
  });
});

describe('trying passcodes', () => {
  test('ends after thirty wrong ones a minute from one address, also with the right one; others still come in', async () => {
    const scene = await Scene.open({ passcode });
    const address = '198.51.100.77';
    for (let i = 0; i < maxWrongPasscodes; i++)
      await refused('joinMeeting', 'passcode-wrong', scene.joining({ address, passcode: `wrong-${i}` }));
    await evictDurableObject(meetingStub(scene.id));
    const { retryAfterSeconds } = await refused('joinMeeting', 'rate-limited', scene.joining({ address, passcode }));
    expect(retryAfterSeconds).toBeGreaterThan(0);
    await refused('joinMeeting', 'passcode-needed', scene.joining({ address }));
    await scene.join({ passcode });
    await scene.host({ address });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    await box.link();
    await scene.join({ address, passcode });
  });

  test('the same wrong one from one address counts once a minute: a class with an old link still comes in', async () => {
    const scene = await Scene.open({ passcode });
    const address = '198.51.100.78';
    const tryWrong = (wrong: string) =>
      refused('joinMeeting', 'passcode-wrong', scene.joining({ address, passcode: wrong }));
    for (let i = 0; i < maxWrongPasscodesOfAll + 1; i++) await tryWrong('Gauss-1777');
    for (let i = 1; i < maxWrongPasscodes; i++) await tryWrong(`wrong-${i}`);
    await refused('joinMeeting', 'rate-limited', scene.joining({ address, passcode }));
  });

  test('ends after sixty in one meeting, from wherever; who is in comes back', async () => {
    const scene = await Scene.open({ passcode });
    const clientNonce = nonce();
    const bob = await scene.join({ passcode, clientNonce });
    for (let i = 0; i < maxWrongPasscodesOfAll; i++)
      await refused('joinMeeting', 'passcode-wrong', scene.joining({ address: `203.0.113.${i}`, passcode: 'wrong' }));
    await refused('joinMeeting', 'rate-limited', scene.joining({ address: '203.0.113.99', passcode }));
    await scene.join({ shown: bob.seat });
    await scene.join({ clientNonce, passcode: 'wrong' });
  });
});
