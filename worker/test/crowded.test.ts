import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { maxSilentPerAddress } from '../src/live/live-sockets.ts';
import { maxRememberedSeats, type Seat } from '../src/live/seat.ts';
import { FakeBox } from './fake-box.ts';
import { call, env, expectRefusal, migrate, origin, refused, send } from './harness.ts';
import { Scene } from './scene.ts';

beforeAll(async () => {
  await migrate();
  await FakeBox.start('box-1');
});

/** Fills what the meeting may remember with younger copies of one of its seats, then lets it wake up anew from its SQLite. */
async function crowd(scene: Scene, like: string, state: Seat['state']): Promise<void> {
  const stub = env.LIVE_MEETINGS.get(env.LIVE_MEETINGS.idFromName(scene.id));
  const fill = (_: unknown, { storage: { sql } }: DurableObjectState) => {
    const [row] = sql.exec<{ json: string }>('select json from seats where id = ?', like).toArray();
    const seat = JSON.parse(row?.json ?? '') as Seat;
    const { count } = sql.exec<{ count: number }>('select count(*) as count from seats').one();
    for (let i = count; i < maxRememberedSeats; i++) {
      const copy = {
        ...seat,
        id: `crowd-${i}`,
        participantId: `p-${i}`,
        secretHash: '',
        nonceHash: '',
        state,
        sinceMs: seat.sinceMs + 1 + i,
      };
      sql.exec('insert into seats (id, json) values (?, ?)', copy.id, JSON.stringify(copy));
    }
  };
  await runInDurableObject(stub, fill);
  await evictDurableObject(stub);
}

describe('a meeting that remembers as many seats as it may', () => {
  test.each(['denied', 'removed'] as const)('lets people in although all others were %s', async (state) => {
    const scene = await Scene.open();
    await scene.host();
    const bob = await scene.join();
    await crowd(scene, bob.seat.id, state);
    const carol = await scene.join({ name: 'Carol' });
    await scene.join({ shown: carol.seat, name: 'Carol' });
  });

  test('takes back who holds a seat, and forgets nobody for it', async () => {
    const scene = await Scene.open();
    const host = await scene.host();
    const bob = await scene.join();
    await crowd(scene, bob.seat.id, 'waiting');
    expect((await scene.join({ shown: host.seat })).participant.id).toBe(host.participant.id);
    await scene.join({ shown: bob.seat });
    await refused('joinMeeting', 'meeting-full', scene.joining());
  });

  test('a removed guest whose seat was forgotten is unknown with it, and a banned address stays out', async () => {
    const scene = await Scene.open();
    await scene.host();
    const bob = await scene.join({ address: '192.0.2.9' });
    const remove = { params: scene.params, cookie: scene.cookie };
    await call('removeParticipant', { ...remove, body: { participantId: bob.participant.id, banAddress: true } });
    await crowd(scene, bob.seat.id, 'removed');
    await refused('joinMeeting', 'removed', scene.joining({ shown: bob.seat }));
    await scene.join();
    await refused('joinMeeting', 'seat-unknown', scene.joining({ shown: bob.seat }));
    await refused('joinMeeting', 'removed', scene.joining({ address: '192.0.2.9' }));
  });
});

describe('live sockets that say nothing', () => {
  const open = (scene: Scene, address: string) => {
    const headers = { upgrade: 'websocket', origin, 'cf-connecting-ip': address };
    return send(`/api/meetings/${scene.id}/live`, { headers });
  };

  test('one address cannot open any number of them, and keeps no other out', async () => {
    const scene = await Scene.open();
    const { seat } = await scene.host();
    const sockets: WebSocket[] = [];
    for (let i = 0; i < maxSilentPerAddress; i++) {
      const { webSocket } = await open(scene, '192.0.2.50');
      webSocket?.accept();
      if (webSocket) sockets.push(webSocket);
    }
    expect(sockets).toHaveLength(maxSilentPerAddress);
    await expectRefusal(await open(scene, '192.0.2.50'), 'rate-limited');
    expect((await open(scene, '192.0.2.51')).status).toBe(101);
    const told = new Promise((resolve) => sockets[0]?.addEventListener('message', resolve, { once: true }));
    sockets[0]?.send(JSON.stringify({ type: 'hello', seatId: seat.id, secret: seat.secret }));
    await told;
    expect((await open(scene, '192.0.2.50')).status).toBe(101);
  });
});
