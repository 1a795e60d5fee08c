import { type Facts, judge, overall, type Reach, steps } from './verdict.ts';

/**
 * The findings for whoever helps: in English whatever the page speaks, and without secrets, addresses or names.
 *
 * @param browser how the browser calls itself
 */
export function report(facts: Facts, browser: string, atMs: number): string {
  const whole = overall(facts, true);
  const lines = steps.map((step) => {
    const { mark, advice } = judge(step, facts, new Set());
    return `${step}: ${mark}${advice ? ` (${advice})` : ''}${figures(facts, step)}`;
  });
  return [
    `Parley call test, ${new Date(atMs).toISOString()}`,
    `result: ${whole?.mark ?? 'unfinished'}${whole?.brokenAt ? `, at ${whole.brokenAt}` : ''}`,
    ...lines,
    `browser name: ${browser}`,
  ].join('\n');
}

function figures(facts: Facts, step: (typeof steps)[number]): string {
  if (step === 'camera' || step === 'microphone') return facts[step] ? `, ${facts[step]}` : '';
  if (step === 'browser') return '';
  if (step !== 'speed') return reachFigure(facts[step]);
  const { speed } = facts;
  if (!speed || speed === 'fails') return '';
  const mbit = (bps: number) => `${(bps / 1e6).toFixed(1)} Mbit/s`;
  return `, up ${mbit(speed.upBps)}, down ${mbit(speed.downBps)}, ${speed.rttMs} ms, ${speed.lossPercent} % lost`;
}

function reachFigure(fact: Reach | 'none' | undefined): string {
  return typeof fact === 'object' ? `, ${fact.ms} ms` : '';
}
