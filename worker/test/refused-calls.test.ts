import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { app } from '../src/app.ts';
import { env, eventually, expectRefusal, migrate, origin, refused } from './harness.ts';
import { ownDatabase } from './own-database.ts';
import { Scene } from './scene.ts';

beforeAll(migrate);

describe('refused calls', () => {
  const counted = async () => {
    const { results } = await env.DB.prepare('select code, times from refusal_counts where day > ?')
      .bind('2021')
      .all<{ code: string; times: number }>();
    return Object.fromEntries(results.map(({ code, times }) => [code, times]));
  };
  /** What others left unwritten is written, and forgotten. */
  beforeEach(async () => {
    await refused('previewMeeting', 'meeting-not-found', { params: { id: 'zzz-zzzz-zzz' } });
    await eventually(async () => expect(await counted()).toHaveProperty('meeting-not-found'));
    await env.DB.prepare('delete from refusal_counts').run();
  });

  test('are counted by code, in one write after the answers', async () => {
    const scene = await Scene.open({ passcode: 'Euler-2718' });
    const own = ownDatabase();
    const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      app.fetch(new Request(`${origin}${path}`, { method, headers: { origin, ...headers } }), { ...env, ...own.env });
    for (let i = 0; i < 5; i++) await refused('joinMeeting', 'passcode-needed', { ...scene.joining(), env: own.env });
    await refused('joinMeeting', 'passcode-wrong', { ...scene.joining({ passcode: 'Gauss' }), env: own.env });
    await refused('previewMeeting', 'meeting-not-found', { params: { id: 'zzz-zzzz-zzz' }, env: own.env });
    await refused('iceServers', 'seat-unknown', { params: scene.params, body: {}, env: own.env });
    await expectRefusal(await get(`/api/meetings/${scene.id}/files/abcdefgh`), 'seat-unknown');
    await expectRefusal(await get('/api/meetings/zzz-zzzz-zzz/live', { upgrade: 'websocket' }), 'meeting-not-found');
    await expectRefusal(await get('/api/meetings/abc-defg-hjk/nope'), 'not-found');
    await expectRefusal(await get('/api/meetings', {}, 'PUT'), 'method-not-allowed');
    await expectRefusal(await get('/api/overview'), 'not-signed-in');
    await eventually(async () =>
      expect(await counted()).toEqual({
        'passcode-needed': 5,
        'passcode-wrong': 1,
        'meeting-not-found': 2,
        'seat-unknown': 2,
      }),
    );
    expect(own.seen.writes).toBe(1);
    await refused('joinMeeting', 'passcode-needed', { ...scene.joining(), env: own.env });
    await eventually(async () => expect((await counted())['passcode-needed']).toBe(6));
    expect(own.seen.writes).toBe(2);
  });

  test('are forgotten after thirty days', async () => {
    await env.DB.prepare(`insert into refusal_counts values ('2020-01-01', 'meeting-full', 5)`).run();
    await refused('previewMeeting', 'meeting-not-found', { params: { id: 'zzz-zzzz-zzz' } });
    await eventually(async () =>
      expect(await env.DB.prepare(`select * from refusal_counts where day < '2021'`).first()).toBeNull(),
    );
  });

  test('do not fail with their count', async () => {
    const failed = vi.spyOn(console, 'error');
    const DB = new Proxy(env.DB, {
      get: (db, name) => {
        if (name === 'batch') return () => Promise.reject(new Error('no database'));
        return Reflect.get(db, name).bind(db);
      },
    });
    await refused('previewMeeting', 'meeting-not-found', { params: { id: 'zzz-zzzz-zzz' }, env: { DB } });
    await eventually(() => expect(String(failed.mock.calls.flat())).toContain('no database'));
    failed.mockRestore();
  });
});
