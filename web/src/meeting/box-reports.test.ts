import type { RoomMode } from '@parley/sfu/contract/shapes.ts';
import { expect, test, vi } from 'vitest';
import { ProblemError } from '../errors/problem.ts';
import { BoxReports } from './box-reports.ts';
import type { Stay } from './stay.ts';

const mode: RoomMode = { epoch: { placement: 2, change: 3 }, mode: 'p2p', reason: 'two-people' };

function makeReports(answer: () => Promise<unknown>) {
  const sent: unknown[] = [];
  const refused: string[] = [];
  const stay = {
    request: (name: string, payload: unknown) => {
      sent.push([name, payload]);
      return answer();
    },
  } as unknown as Stay;
  const reports = new BoxReports({ stay: () => stay, mode: () => mode, onProofRefused: (id) => void refused.push(id) });
  return { reports, sent, refused };
}
const done = () => new Promise((resolve) => setTimeout(resolve, 0));

test('everything carries the current epoch', () => {
  const { reports, sent } = makeReports(async () => ({}));
  reports.path('ben');
  reports.signal('ben', { link: 'a1' });
  const { epoch } = mode;
  expect(sent).toEqual([
    ['reportPath', { epoch, participantId: 'ben', path: 'p2p' }],
    ['signal', { epoch, to: 'ben', link: 'a1' }],
  ]);
});

test('a refused proof is asked for again; what the room got over is no warning', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const refusing = makeReports(() => Promise.reject(new ProblemError('proof-refused')));
  refusing.reports.path('ben');
  const passed = makeReports(() => Promise.reject(new ProblemError('stale-epoch')));
  passed.reports.path('ben');
  await done();
  expect(refusing.refused).toEqual(['ben']);
  expect(passed.refused).toEqual([]);
  expect(warn).not.toHaveBeenCalled();
  const broken = makeReports(() => Promise.reject(new ProblemError('internal')));
  broken.reports.path('ben');
  await done();
  expect(warn).toHaveBeenCalledOnce();
  warn.mockRestore();
});
