import { expect, test, vi } from 'vitest';
import { SourceAnnouncer } from './source-announcer.ts';

test('tells only what the box does not know, and again what could not be told', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const log: string[] = [];
  let lost = false;
  const announcer = new SourceAnnouncer(async ({ source, muted }) => {
    if (lost) throw new Error('lost');
    log.push(`${source} ${muted === null ? 'no more' : muted ? 'muted' : 'on'}`);
  });
  announcer.reconcile([{ source: 'mic', muted: false }]);
  await announcer.tell('mic', false);
  expect(log).toEqual([]);
  await announcer.tell('mic', true);
  lost = true;
  await announcer.tell('mic', false);
  lost = false;
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
  announcer.reconcile([{ source: 'mic', muted: true }]);
  await announcer.tell('mic', false);
  await announcer.tell('camera', null);
  await announcer.tell('mic', null);
  expect(log).toEqual(['mic muted', 'mic on', 'mic no more']);
});
