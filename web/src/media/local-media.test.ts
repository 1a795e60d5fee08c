import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type DeviceNote, LocalMedia } from './local-media.ts';

/** A browser's devices, as far as local media sees them; plugged and unplugged by the test. */
class FakeTrack {
  enabled = true;
  readyState: 'live' | 'ended' = 'live';
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;
  readonly kind: 'audio' | 'video';
  readonly deviceId: string;

  constructor(kind: 'audio' | 'video', deviceId: string) {
    this.kind = kind;
    this.deviceId = deviceId;
  }

  getSettings() {
    return { deviceId: this.deviceId, groupId: `group of ${this.deviceId}` };
  }

  stop() {
    this.readyState = 'ended';
  }
}

let plugged: { mics: string[]; cameras: string[] };
let opened: FakeTrack[];
let onDeviceChange: () => void;

const wanted = (constraint: unknown): string | undefined =>
  (constraint as { deviceId?: { exact: string } } | undefined)?.deviceId?.exact;

function open(kind: 'audio' | 'video', constraint: unknown): FakeTrack {
  const list = kind === 'audio' ? plugged.mics : plugged.cameras;
  const id = wanted(constraint) ?? list[0];
  if (id === undefined || !list.includes(id)) {
    const thrown = new Error('no such device');
    thrown.name = list.length === 0 ? 'NotFoundError' : 'OverconstrainedError';
    throw thrown;
  }
  const track = new FakeTrack(kind, id);
  opened.push(track);
  return track;
}

beforeEach(() => {
  plugged = { mics: ['built-in', 'headset'], cameras: ['lid'] };
  opened = [];
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.stubGlobal('document', { hidden: false, addEventListener: () => {}, removeEventListener: () => {} });
  vi.stubGlobal('navigator', {
    mediaDevices: {
      addEventListener: (_: string, listener: () => void) => {
        onDeviceChange = listener;
      },
      removeEventListener: () => {},
      getUserMedia: async ({ audio, video }: MediaStreamConstraints) => {
        const tracks = [...(audio ? [open('audio', audio)] : []), ...(video ? [open('video', video)] : [])];
        return {
          getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
          getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
        };
      },
      enumerateDevices: async () => [
        ...plugged.mics.map((deviceId) => listed('audioinput', deviceId)),
        ...plugged.cameras.map((deviceId) => listed('videoinput', deviceId)),
      ],
    },
  });
});

afterEach(() => vi.unstubAllGlobals());

function listed(kind: string, deviceId: string) {
  return { kind, deviceId, groupId: `group of ${deviceId}`, label: `The ${deviceId}` };
}

const sent = (media: LocalMedia, kind: 'mic' | 'camera') => media.state[kind].track as unknown as FakeTrack | null;

async function started(): Promise<{ media: LocalMedia; notes: DeviceNote[] }> {
  const media = new LocalMedia();
  const notes: DeviceNote[] = [];
  media.onNote((note) => notes.push(note));
  await media.start();
  return { media, notes };
}

test('a chosen microphone that is unplugged is stood in for, and taken again when it is back', async () => {
  const { media, notes } = await started();
  await media.choose('mic', 'headset');
  expect(sent(media, 'mic')?.deviceId).toBe('headset');
  plugged.mics = ['built-in'];
  onDeviceChange();
  await vi.waitFor(() => expect(sent(media, 'mic')?.deviceId).toBe('built-in'));
  plugged.mics = ['built-in', 'headset'];
  onDeviceChange();
  await vi.waitFor(() => expect(sent(media, 'mic')?.deviceId).toBe('headset'));
  expect(notes.map(({ kind, type, label }) => `${kind} ${type} ${label}`)).toEqual([
    'mic gone The headset',
    'mic back The headset',
  ]);
  expect(opened.filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live')).toHaveLength(1);
});

test('a muted microphone is silent at its source, also a new one', async () => {
  const { media } = await started();
  await media.setOn('mic', false);
  await media.choose('mic', 'headset');
  expect(sent(media, 'mic')?.enabled).toBe(false);
  await media.setOn('mic', true);
  expect(sent(media, 'mic')?.enabled).toBe(true);
});

test('while a key is held: on, and nothing of it is remembered', async () => {
  const { media } = await started();
  await media.setOn('mic', false);
  await media.setOn('mic', true, { remember: false });
  expect(sent(media, 'mic')?.enabled).toBe(true);
  expect(new LocalMedia().state.mic.on).toBe(false);
});

test('what the system takes away for a while is told, and can be taken back', async () => {
  const { media } = await started();
  const before = sent(media, 'mic');
  before?.onmute?.();
  expect(media.state.mic.interrupted).toBe(true);
  await media.retry('mic');
  expect(media.state.mic.interrupted).toBe(false);
  expect(sent(media, 'mic')).not.toBe(before);
  expect(before?.readyState).toBe('ended');
});

test('an effect: the device’s own track until it is ready, and again afterwards; nothing is left open', async () => {
  const { media } = await started();
  const own = sent(media, 'camera');
  const treated = new FakeTrack('video', 'treated');
  let ready = () => {};
  const used = media.treat(
    'camera',
    () =>
      new Promise((resolve) => {
        ready = () => resolve({ track: treated as unknown as MediaStreamTrack, stop: () => treated.stop() });
      }),
  );
  expect(sent(media, 'camera')).toBe(own);
  ready();
  await used;
  expect(sent(media, 'camera')).toBe(treated);
  await media.setOn('camera', false);
  expect([own?.readyState, treated.readyState]).toEqual(['ended', 'ended']);
  expect(sent(media, 'camera')).toBeNull();
});

test('an effect that was chosen before: nobody sees the device’s own picture', async () => {
  const media = new LocalMedia();
  const seen: (FakeTrack | null)[] = [];
  media.subscribe(({ camera }) => seen.push(camera.track as unknown as FakeTrack | null));
  await media.treat('camera', async () => ({
    track: new FakeTrack('video', 'treated') as unknown as MediaStreamTrack,
    stop: () => {},
  }));
  await media.start();
  expect(new Set(seen.map((track) => track?.deviceId ?? null))).toEqual(new Set([null, 'treated']));
});

test('a camera that cannot be had is no camera, and the microphone is there', async () => {
  plugged.cameras = [];
  const { media } = await started();
  expect([media.state.camera.problem, sent(media, 'mic')?.deviceId]).toEqual(['no-device', 'built-in']);
  plugged.cameras = ['lid'];
  onDeviceChange();
  await vi.waitFor(() => expect(sent(media, 'camera')?.deviceId).toBe('lid'));
});
