import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Received } from './path.ts';
import { RemoteAudio } from './remote-audio.ts';
import type { Playing } from './switcher.ts';

/** What the audio element of a page does, as far as it matters here: it plays when it is told to. */
class FakeAudio {
  autoplay = false;
  muted = false;
  paused = true;
  readyState = 4;
  srcObject: unknown = null;
  readonly dataset: Record<string, string> = {};
  addEventListener(): void {}
  remove(): void {
    elements.delete(this);
  }
  async play(): Promise<void> {
    this.paused = false;
  }
}

let elements: Set<FakeAudio>;
let audio: RemoteAudio;
beforeEach(() => {
  elements = new Set();
  const append = (element: FakeAudio) => elements.add(element);
  vi.stubGlobal('document', { createElement: () => new FakeAudio(), body: { append } });
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal('HTMLMediaElement', { HAVE_CURRENT_DATA: 2 });
  audio = new RemoteAudio(() => undefined);
});
afterEach(() => vi.unstubAllGlobals());

const voice = (participantId: string, ...ids: string[]): Playing => {
  const of = (id: string) => ({ id, participantId, source: 'mic', track: {}, receiver: {} }) as unknown as Received;
  return { participantId, source: 'mic', muted: false, streams: ids.map(of) };
};
const heard = () =>
  [...elements].filter(({ muted, paused }) => !muted && !paused).map(({ dataset }) => dataset.participant);

test('voices come and go with who speaks: each is heard while it is there, and leaves nothing behind', () => {
  audio.play([voice('ada', 'a1'), voice('ben', 'b1')]);
  expect(heard()).toEqual(['ada', 'ben']);
  audio.play([voice('ben', 'b1'), voice('cleo', 'c1')]);
  expect(heard()).toEqual(['ben', 'cleo']);
  audio.play([voice('ada', 'a2'), voice('ben', 'b1')]);
  expect(heard()).toEqual(['ben', 'ada']);
  audio.play([]);
  expect([elements.size, heard()]).toEqual([0, []]);
});

test('of two ways only one is heard, and the other one at once when the first is gone', () => {
  audio.play([voice('ada', 'a1', 'a2')]);
  expect(heard()).toEqual(['ada']);
  audio.play([voice('ada', 'a2')]);
  expect(heard()).toEqual(['ada']);
  audio.close();
  expect(elements.size).toBe(0);
});
