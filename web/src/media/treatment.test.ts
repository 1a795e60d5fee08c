import { expect, test, vi } from 'vitest';
import { type Processor, Treatment } from './treatment.ts';

const track = (name: string) => name as unknown as MediaStreamTrack;

/** Effects that are ready when the test says so; each names its track after the device's. */
function effects() {
  const ready: (() => void)[] = [];
  const stopped: string[] = [];
  const processor =
    (effect: string): Processor =>
    (raw) =>
      new Promise((resolve) => {
        const name = `${effect} of ${raw}`;
        ready.push(() => resolve({ track: track(name), stop: () => stopped.push(name) }));
      });
  return { processor, ready, stopped };
}

function treated() {
  const shown: (MediaStreamTrack | null)[] = [];
  return { shown, treatment: new Treatment((each) => shown.push(each)) };
}

test('without an effect the device is shown as it is', async () => {
  const { treatment, shown } = treated();
  await treatment.feed(track('camera'));
  await treatment.feed(null);
  expect(shown).toEqual(['camera', null]);
});

test('what was shown goes on until the effect is ready', async () => {
  const { treatment, shown } = treated();
  const { processor, ready, stopped } = effects();
  await treatment.feed(track('camera'));
  const used = treatment.use(processor('blur'));
  expect(shown).toEqual(['camera']);
  ready[0]?.();
  await used;
  expect(shown).toEqual(['camera', 'blur of camera']);
  await treatment.use(null);
  expect(shown.at(-1)).toBe('camera');
  expect(stopped).toEqual(['blur of camera']);
});

test('another device gets the same effect; the one before goes on until then', async () => {
  const { treatment, shown } = treated();
  const { processor, ready, stopped } = effects();
  const used = treatment.use(processor('blur'));
  await used;
  const fed = treatment.feed(track('camera'));
  ready[0]?.();
  await fed;
  const again = treatment.feed(track('other'));
  expect(stopped).toEqual([]);
  ready[1]?.();
  await again;
  expect(shown.slice(-2)).toEqual(['blur of camera', 'blur of other']);
  expect(stopped).toEqual(['blur of camera']);
});

test('an effect that is not wanted any more when it is ready is ended unseen', async () => {
  const { treatment, shown } = treated();
  const { processor, ready, stopped } = effects();
  await treatment.feed(track('camera'));
  const used = treatment.use(processor('blur'));
  await treatment.use(null);
  ready[0]?.();
  await used;
  expect(shown.at(-1)).toBe('camera');
  expect(stopped).toEqual(['blur of camera']);
});

test('an effect that fails leaves the device as it is', async () => {
  const { treatment, shown } = treated();
  await treatment.feed(track('camera'));
  const fails: Processor = () => Promise.reject(new Error('too slow'));
  await expect(treatment.use(fails)).rejects.toThrow('too slow');
  expect(shown.at(-1)).toBe('camera');
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  await treatment.feed(track('other'));
  expect(shown.at(-1)).toBe('other');
  warn.mockRestore();
});
