import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { Grant, Role } from '@parley/worker/contract/roles.ts';

/** What somebody is told because it happened to them or to everybody; who came and went is told as announcements. */
export type News =
  /** Somebody muted this person's microphone, or ended what they sent. `by`: their name; null when they are gone. */
  | { type: 'stopped'; sources: Source[]; by: string | null }
  /** What this person may do now and might not before, or the other way round. */
  | { type: 'allowed' | 'forbidden'; grants: Grant[] }
  | { type: 'role'; role: Role }
  | { type: 'hand-lowered' }
  | { type: 'poll-began' | 'poll-ended'; pollId: string; question: string }
  /** `self`: it is this person. */
  | { type: 'spotlight'; name: string; self: boolean };

export type NewsListener = (news: News) => void;

type SelfFacts = { role: Role; handRaisedAtMs: number | null };

/** That everybody sees somebody from now on; null for what is no news, or about nobody whom one knows. */
export function spotlightNews(
  before: string | null,
  now: string | null,
  selfId: string | undefined,
  nameOf: (id: string) => string | null,
): News | null {
  if (now === null || now === before) return null;
  if (now === selfId) return { type: 'spotlight', name: '', self: true };
  const name = nameOf(now);
  return name === null ? null : { type: 'spotlight', name, self: false };
}

/** What others changed about this person. The box tells nobody what they did themselves. */
export function newsOfSelf(before: SelfFacts | null, now: SelfFacts): News[] {
  if (!before) return [];
  const news: News[] = [];
  if (before.role !== now.role) news.push({ type: 'role', role: now.role });
  if (before.handRaisedAtMs !== null && now.handRaisedAtMs === null) news.push({ type: 'hand-lowered' });
  return news;
}
