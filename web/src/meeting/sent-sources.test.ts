import { afterEach, expect, test, vi } from 'vitest';
import type { LocalMedia, LocalMediaState } from '../media/local-media.ts';
import { SentSources } from './sent-sources.ts';

afterEach(() => void vi.unstubAllGlobals());

const track = (id: string) => Object.assign(new EventTarget(), { id, stop: vi.fn(), contentHint: '' });

function makeSources() {
  let listener: () => void = () => undefined;
  const state = {
    mic: { on: true, track: track('mic') as unknown },
    camera: { on: false, track: null as unknown },
  };
  const log: string[] = [];
  const localMedia = {
    get state() {
      return state as unknown as LocalMediaState;
    },
    subscribe: (given: () => void) => {
      listener = given;
      return () => undefined;
    },
  } as unknown as LocalMedia;
  const sources = new SentSources(localMedia, {
    tell: async (source, muted) => void log.push(`${source} ${muted === null ? 'no more' : muted ? 'muted' : 'on'}`),
    send: async (source, sending) =>
      void log.push(`${source} → ${sending ? (sending.track?.id ?? 'dark') : 'no more'}`),
  });
  const change = async (kind: 'mic' | 'camera', on: boolean, of: unknown) => {
    state[kind] = { on, track: of };
    listener();
    await done();
  };
  return { sources, log, change };
}
const done = () => new Promise((resolve) => setTimeout(resolve, 0));
const share = (...tracks: [screen: unknown, sound?: unknown]) =>
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getDisplayMedia: async () => ({ getVideoTracks: () => [tracks[0]], getAudioTracks: () => tracks.slice(1) }),
    },
  });

test('the room is told what there is a track of, and only that', () => {
  expect(makeSources().sources.toJoinWith()).toEqual([{ source: 'mic', muted: false }]);
});

test('a camera that goes off is dark for now; when the ways change meanwhile it is no more', async () => {
  const { sources, log, change } = makeSources();
  await change('camera', true, track('c1'));
  await change('camera', false, null);
  expect(log.filter((line) => line.startsWith('camera'))).toEqual([
    'camera on',
    'camera → c1',
    'camera muted',
    'camera → dark',
  ]);
  log.length = 0;
  sources.forgetIdle();
  await done();
  expect(log).toEqual(['camera no more', 'camera → no more']);
});

test('a screen and its sound, until the browser’s own button ends it', async () => {
  const { sources, log } = makeSources();
  const shared: (MediaStreamTrack | null)[] = [];
  const screen = track('s1');
  const sound = track('s2');
  share(screen, sound);
  await sources.share((on) => shared.push(on));
  await done();
  expect(screen.contentHint).toBe('detail');
  expect(log).toEqual(expect.arrayContaining(['screen → s1', 'screenAudio → s2']));
  screen.dispatchEvent(new Event('ended'));
  await done();
  expect(log).toEqual(expect.arrayContaining(['screen no more', 'screenAudio no more']));
  expect(shared).toEqual([screen, null]);
  expect(sound.stop).toHaveBeenCalled();
});

test('someone who changes their mind shares nothing; a browser that cannot is an error', async () => {
  const { sources, log } = makeSources();
  const refuse = (name: string) =>
    vi.stubGlobal('navigator', {
      mediaDevices: { getDisplayMedia: () => Promise.reject(new DOMException('', name)) },
    });
  refuse('NotAllowedError');
  await sources.share(() => log.push('sharing'));
  expect(log).toEqual([]);
  refuse('NotReadableError');
  await expect(sources.share(() => undefined)).rejects.toThrow(DOMException);
});
