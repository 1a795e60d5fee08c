import { runInDurableObject } from 'cloudflare:test';
import { beforeAll, describe, expect, test } from 'vitest';
import { boxLinkVersion, fromBox } from '../contract/box-link.ts';
import { closeCodes, fromBrowser } from '../contract/live-socket.ts';
import { readBoxMessage } from '../src/live/read-box-message.ts';
import { FakeBox, fleetStub, loadOf } from './fake-box.ts';
import { call, migrate } from './harness.ts';
import { LiveClient } from './live-client.ts';
import { Mutator } from './mutate.ts';
import { Scene } from './scene.ts';
import { meetingStub, snapshot } from './snapshot.ts';

const seed = 20_261_123;
const opaque = 'abcdefgh12345678';
const load = loadOf({ participants: 3, rooms: 1, cpu: 0.5 });

let box: FakeBox;
let scene: Scene;
let participantId: string;
beforeAll(async () => {
  await migrate();
  box = await FakeBox.start('box-1');
  scene = await Scene.open({ lobby: true });
  participantId = (await scene.host()).participant.id;
  await box.joined(scene.id, 1, participantId);
});

const hello = {
  type: 'hello',
  version: boxLinkVersion,
  protocol: 1,
  software: 'x',
  boxId: 'box-1',
  region: 'local',
  capacity: 10,
  capacityMbps: 100,
  media: [{ address: '127.0.0.1', port: 1 }],
  atMs: Date.now(),
  load,
  problems: [],
  draining: false,
};

/** Messages that the fleet would take from this box. */
const taken = () => {
  const room = { meetingId: scene.id, placement: 1 };
  const at = { ...room, participantId, atMs: 1_795_000_000_000 };
  const message = { id: opaque, seq: 1, participantId, name: 'Ada', text: 'hello', atMs: 1 };
  return [
    { ...hello, rooms: [{ ...room, participantIds: [participantId] }] },
    { type: 'load', load, problems: ['disk-full'] },
    { type: 'drain' },
    { type: 'ack', commandId: opaque, ok: true },
    { type: 'events', seq: 1, events: [{ type: 'participant-joined', ...at }] },
    { type: 'events', seq: 2, events: [{ type: 'participant-left', ...at, reason: 'left' }] },
    { type: 'events', seq: 4, events: [{ type: 'hand', ...at, raisedAtMs: 1 }] },
    { type: 'events', seq: 5, events: [{ type: 'chat', ...room, message }] },
    { type: 'events', seq: 3, events: [{ type: 'room-closed', ...room, atMs: 1, reason: 'empty' }] },
  ];
};

function parses(schema: typeof fromBox | typeof fromBrowser, text: string): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/** A socket that remembers what was done to it. */
function standIn(attachment: object) {
  const closed: number[] = [];
  const sent: string[] = [];
  const socket = {
    readyState: WebSocket.OPEN,
    deserializeAttachment: () => attachment,
    serializeAttachment: (value: object) => Object.assign(attachment, value),
    send: (text: string) => sent.push(text),
    close: (code: number) => closed.push(code),
  };
  return { closed, sent, socket: socket as unknown as WebSocket };
}

type Listening = { webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> };

describe(`mutated box-link messages (seed ${seed})`, () => {
  test('10,000 into the handler: each closes the link, none changes anything', { timeout: 60_000 }, async () => {
    const before = await snapshot(scene.id);
    const mutator = new Mutator(seed);
    const messages = taken();
    await runInDurableObject(fleetStub() as DurableObjectStub, async (instance) => {
      for (let sent = 0; sent < 10_000; ) {
        const text = mutator.spoil(mutator.pick(messages));
        if (parses(fromBox, text)) continue;
        sent++;
        const { software, protocol, capacity, capacityMbps, draining } = hello;
        const kept = { software, protocol, capacity, capacityMbps, draining, load, problems: [] };
        const linked = mutator.below(4) !== 0;
        const { closed, socket } = standIn({
          boxId: 'box-1',
          openedAtMs: -sent,
          lastSeq: 0,
          hello: linked ? kept : null,
        });
        await (instance as unknown as Listening).webSocketMessage(socket, text);
        // Of another version of the link nothing else is looked at.
        const other = !linked && readBoxMessage(text)?.type === 'other-hello';
        if (closed[0] !== (other ? closeCodes.refused : closeCodes.badMessage))
          throw new Error(`not refused: ${text.slice(0, 300)}`);
      }
    });
    expect(await snapshot(scene.id)).toEqual(before);
  });

  test('1,000 well-formed ones about rooms, commands and boxes of others change nothing', async () => {
    const before = await snapshot(scene.id);
    const mutator = new Mutator(seed + 1);
    for (let seq = 1; seq <= 1_000; seq++) {
      const room = mutator.pick([
        { meetingId: scene.id, placement: 2 + mutator.below(5) },
        { meetingId: 'aaa-bbbb-ccc', placement: 1 },
      ]);
      const at = { ...room, participantId, atMs: mutator.below(2 ** 50) };
      box.send(
        mutator.pick<unknown>([
          { type: 'events', seq, events: [{ type: 'participant-left', ...at, reason: 'left' }] },
          { type: 'events', seq, events: [{ type: 'room-closed', ...room, atMs: 1, reason: 'failed' }] },
          {
            type: 'events',
            seq,
            events: [
              {
                type: 'participant-left',
                ...at,
                meetingId: scene.id,
                placement: 1,
                participantId: opaque,
                reason: 'left',
              },
            ],
          },
          { type: 'events', seq: -seq, events: [] },
          { type: 'ack', commandId: opaque, ok: mutator.below(2) === 0 },
        ]),
      );
    }
    box.send({ type: 'events', seq: 100_000, events: [] });
    await box.until((message) => message.type === 'events-ack' && message.seq === 100_000);
    expect(await snapshot(scene.id)).toEqual(before);
  });

  test('100 over real links: each is closed with 4400 and the next one works', { timeout: 60_000 }, async () => {
    const mutator = new Mutator(seed + 2);
    const rooms = [{ meetingId: scene.id, placement: 1, participantIds: [participantId] }];
    for (let sent = 0; sent < 100; sent++) {
      await box.link({ rooms });
      let text = mutator.spoil(mutator.pick(taken()));
      while (parses(fromBox, text)) text = mutator.spoil(mutator.pick(taken()));
      box.socket?.send(text);
      expect((await box.untilClosed()).code).toBe(closeCodes.badMessage);
    }
    await box.link({ rooms });
    expect(await call('health')).toMatchObject({ ok: true, boxes: 1 });
    expect((await scene.preview()).participantCount).toBe(1);
  });
});

describe('mutated live-socket messages', () => {
  test('5,000 into the handler: each closes the socket, none changes anything', { timeout: 60_000 }, async () => {
    const before = await snapshot(scene.id);
    const mutator = new Mutator(seed + 3);
    const messages = [{ type: 'hello', seatId: opaque, secret: 'x'.repeat(43) }, { type: 'leave' }];
    await runInDurableObject(meetingStub(scene.id) as DurableObjectStub, async (instance) => {
      for (let sent = 0; sent < 5_000; ) {
        const text = mutator.spoil(mutator.pick(messages));
        if (parses(fromBrowser, text)) continue;
        sent++;
        const { closed, socket } = standIn({
          openedAtMs: Date.now(),
          seatId: mutator.pick([null, opaque]),
          address: null,
        });
        await (instance as unknown as Listening).webSocketMessage(socket, text);
        if (closed[0] !== closeCodes.badMessage) throw new Error(`not refused: ${text.slice(0, 300)}`);
      }
    });
    expect(await snapshot(scene.id)).toEqual(before);
  });

  test('and the lobby still works', async () => {
    const bob = await scene.knock();
    const socket = await LiveClient.hello(scene.id, bob.seat);
    await socket.is('waiting');
    await call('answerKnock', { params: scene.params, cookie: scene.cookie, body: { answer: 'admit' } });
    await socket.is('admitted');
  });
});
