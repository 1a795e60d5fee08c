import type { Way } from '../meeting/createMeeting.ts';
import { texts } from '../texts/texts.ts';

export type Quality = 'good' | 'weak' | 'bad' | 'unknown';

/** From here on people notice (weak), and understand each other badly (bad). */
const weak = { lossPercent: 2, rttMs: 250 };
const bad = { lossPercent: 8, rttMs: 500 };

/** How a way feels to who talks over it; unknown while nothing was measured. */
export function qualityOf({ lossPercent, rttMs }: Pick<Way, 'lossPercent' | 'rttMs'>): Quality {
  if (lossPercent === null && rttMs === null) return 'unknown';
  const reaches = (limit: typeof weak) => (lossPercent ?? 0) >= limit.lossPercent || (rttMs ?? 0) >= limit.rttMs;
  if (reaches(bad)) return 'bad';
  return reaches(weak) ? 'weak' : 'good';
}

/** Which way media take to somebody, in plain words; undefined: nothing is known of them yet. */
export function wayWords(way: Way | undefined, name: string): string {
  const words = texts.connection;
  if (!way || way.path === 'none') return way?.switching ? words.switching : words.none;
  const directly = way.relayed ? words.relayed : words.direct(name);
  const current = way.path === 'p2p' ? directly : words.server;
  return way.switching ? `${current} · ${words.switching}` : current;
}

/** The figures behind it: “12 ms · 0.4 % lost”. */
export function figures({ lossPercent, rttMs }: Pick<Way, 'lossPercent' | 'rttMs'>): string {
  const words = texts.connection;
  const percent = (value: number) => (value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0));
  return [
    rttMs === null ? '' : words.ms(Math.round(rttMs)),
    lossPercent === null ? '' : words.lost(percent(lossPercent)),
  ]
    .filter(Boolean)
    .join(' · ');
}
