import { afterEach, expect, test, vi } from 'vitest';
import type { SourceProducer } from './endpoint.ts';
import { choosePictures } from './forward.ts';
import { chooseSpatialLayer, highestWatchedLayer, layerSidesPx } from './layers.ts';
import { defaultListenAddresses } from './listen-addresses.ts';
import { restartDelayMs } from './media-worker.ts';
import { askTransports, type Looks, TrafficMeter } from './traffic.ts';

afterEach(() => void vi.useRealTimers());

test('each layer halves the one above', () => {
  expect(layerSidesPx('camera', 3)).toEqual([320, 640, 1280]);
  expect(layerSidesPx('camera', 2)).toEqual([640, 1280]);
  expect(layerSidesPx('screen', 1)).toEqual([1920]);
  expect(layerSidesPx('camera', 3, 640)).toEqual([160, 320, 640]);
});

test.each([
  [0, 0],
  [160, 0],
  [320, 0],
  [400, 0],
  [401, 1],
  [640, 1],
  [800, 1],
  [801, 2],
  [1280, 2],
  [16_384, 2],
])('a tile of %i px gets layer %i of a three-layer camera', (sidePx, layer) => {
  expect(chooseSpatialLayer(sidePx, layerSidesPx('camera', 3))).toBe(layer);
});

test('without layers there is only one', () => {
  expect([chooseSpatialLayer(5000, [1280]), chooseSpatialLayer(5000, [])]).toEqual([0, 0]);
});

test.each([
  [[], -1],
  [[null, null], -1],
  [[0, null], 0],
  [[1, 2, 0], 2],
] as const)('watched at %j: highest %i', (views, highest) => {
  expect(highestWatchedLayer(views)).toBe(highest);
});

test('a newcomer sees screens first, then the newest speakers', () => {
  const producer = (ownerId: string, source: string) =>
    ({ kind: source === 'mic' ? 'audio' : 'video', appData: { ownerId, source } }) as SourceProducer;
  const all = [
    producer('a', 'mic'),
    producer('a', 'camera'),
    producer('b', 'camera'),
    producer('c', 'camera'),
    producer('d', 'screen'),
  ];
  const spoke = new Map([
    ['c', 200],
    ['b', 100],
  ]);
  const names = (most: number) =>
    choosePictures(all, most, (id) => spoke.get(id) ?? 0).map(({ appData }) => `${appData.ownerId} ${appData.source}`);
  expect(names(2)).toEqual(['d screen', 'c camera']);
  expect(names(9)).toEqual(['d screen', 'c camera', 'b camera', 'a camera']);
});

test('a dead media worker is started again at once, and then ever later', () => {
  expect([0, 1, 2, 3, 20].map(restartDelayMs)).toEqual([0, 100, 200, 400, 5_000]);
});

test('listens on the machine’s own addresses, and locally outside production', () => {
  const info = (address: string, internal = false) => ({ address, internal }) as never;
  const interfaces = {
    lo: [info('127.0.0.1', true), info('::1', true)],
    eth0: [info('192.0.2.2'), info('2001:db8::2'), info('fe80::1'), info('169.254.3.4')],
  };
  expect(defaultListenAddresses(interfaces, true)).toEqual(['192.0.2.2', '2001:db8::2']);
  expect(defaultListenAddresses(interfaces, false)).toEqual(['192.0.2.2', '2001:db8::2', '127.0.0.1']);
  const neighbours = { docker0: [info('172.17.0.1'), info('fd00::1')], vpc: [info('10.0.0.5')] };
  const all = { ...neighbours, eth0: [info('5.75.1.2'), info('2a01:4f8::2'), info('fe80::1')] };
  expect(defaultListenAddresses(all, true)).toEqual(['5.75.1.2', '2a01:4f8::2']);
  expect(defaultListenAddresses(neighbours, true)).toEqual(['172.17.0.1', 'fd00::1', '10.0.0.5']);
  expect(defaultListenAddresses(all, true, true)).toHaveLength(5);
  expect(defaultListenAddresses(all, false)).toContain('10.0.0.5');
});

const carried = (bytesSent: number, bytesReceived: number) => ({ bytesSent, bytesReceived });

test('traffic is what all transports carried since the last look, new and gone ones included', async () => {
  const looks = [
    new Map([['a', carried(1_000_000, 500)]]),
    new Map([
      ['a', carried(3_000_000, 700)],
      ['b', carried(500_000, 0)],
    ]),
    new Map([['b', carried(500_000, 100)]]),
  ];
  const meter = new TrafficMeter(async () => looks.shift() ?? new Map());
  let nowMs = performance.now() + 5_000;
  await meter.sample(() => nowMs);
  nowMs += 5_000;
  await meter.sample(() => nowMs);
  expect([meter.sendMbps, meter.sentBytes, meter.receivedBytes]).toEqual([4, 3_500_000, 700]);
  nowMs += 5_000;
  await meter.sample(() => nowMs);
  expect([meter.sendMbps, meter.sentBytes, meter.receivedBytes]).toEqual([0, 3_500_000, 800]);
});

test('a transport that is cut off for a while is not counted anew', async () => {
  const transport = (bytesSent: number, iceState: 'connected' | 'disconnected') => ({
    id: 'a',
    iceState,
    getStats: async () => [{ bytesSent, bytesReceived: 10 }] as never,
  });
  const looks = [transport(1_000, 'connected'), transport(1_500, 'disconnected'), transport(2_000, 'connected')];
  const failing = { ...transport(2_000, 'connected'), getStats: () => Promise.reject(new Error('gone')) };
  const states = [...looks, failing, transport(2_100, 'connected')];
  const meter = new TrafficMeter(() => askTransports(states.splice(0, 1)));
  for (let count = 0; count < 5; count += 1) await meter.sample();
  expect([meter.sentBytes, meter.receivedBytes]).toEqual([2_100, 10]);
});

test('a clock that is set changes nothing about what goes out', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  let bytesSent = 0;
  const meter = new TrafficMeter(async () => {
    bytesSent += 1_250_000;
    return new Map([['a', carried(bytesSent, 0)]]);
  });
  for (const stepMs of [0, -3_600_000, 3_600_000]) {
    vi.advanceTimersByTime(5_000);
    vi.setSystemTime(Date.now() + stepMs);
    await meter.sample();
    expect(meter.sendMbps).toBe(2);
  }
});

test('a look that takes long is not overtaken by the next one, and one that fails is not the last', async () => {
  let asked = 0;
  const { promise, resolve } = Promise.withResolvers<Looks>();
  const meter = new TrafficMeter(() => {
    asked += 1;
    return asked === 1 ? promise : Promise.reject(new Error('gone'));
  });
  const first = meter.sample();
  await meter.sample();
  expect(asked).toBe(1);
  resolve(new Map());
  await first;
  await meter.sample();
  await meter.sample();
  expect(asked).toBe(3);
});
