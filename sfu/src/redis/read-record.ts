import { opaqueId } from '@parley/worker/contract/ids.ts';
import {
  chatMessage,
  expectedParticipant,
  maxChatMessages,
  maxPolls,
  poll,
  vote,
} from '@parley/worker/contract/room-state.ts';
import * as z from 'zod/mini';
import type { Restore } from '../room/room-store.ts';

/** Longer than any value that a box writes. */
const maxValueLength = 16 * 1024;

const person = z.pick(expectedParticipant, { name: true, role: true });
const kinds = { person, chat: chatMessage, poll, vote, hand: z.int(), spotlight: opaqueId };
type Kind = keyof typeof kinds;
type Values = { [K in Kind]: Map<string, z.infer<(typeof kinds)[K]>> };

/**
 * What a room finds of itself, as far as it can be believed: each value is parsed as if a stranger had written it.
 * `good` are its fields that can be; `bad` is how many others there were.
 */
export function readRecord(stored: Readonly<Record<string, string>>): {
  part: Restore;
  good: Record<string, string>;
  bad: number;
} {
  const values: Values = {
    person: new Map(),
    chat: new Map(),
    poll: new Map(),
    vote: new Map(),
    hand: new Map(),
    spotlight: new Map(),
  };
  const good: Record<string, string> = {};
  for (const [field, text] of Object.entries(stored)) if (readField(values, field, text)) good[field] = text;
  return { part: partOf(values), good, bad: Object.keys(stored).length - Object.keys(good).length };
}

function readField(values: Values, field: string, text: string): boolean {
  const kind = field.split(':', 1)[0] ?? '';
  if (!Object.hasOwn(kinds, kind) || text.length > maxValueLength) return false;
  const parsed = kinds[kind as Kind].safeParse(parseJson(text));
  if (!parsed.success) return false;
  const id = field.slice(kind.length + 1);
  if (kind !== 'spotlight' && kind !== 'vote' && !opaqueId.safeParse(id).success) return false;
  (values[kind as Kind] as Map<string, unknown>).set(id, parsed.data);
  return true;
}

function partOf({ person: people, chat, poll: polls, vote: votes, hand, spotlight }: Values): Restore {
  return {
    expected: [...people].map(([id, one]) => ({ id, ...one, handRaisedAtMs: hand.get(id) ?? null })),
    chat: [...chat.values()].toSorted((a, b) => a.seq - b.seq).slice(-maxChatMessages),
    polls: [...polls.values()].toSorted((a, b) => a.createdAtMs - b.createdAtMs).slice(-maxPolls),
    votes: [...votes.values()],
    spotlight: spotlight.get('') ?? null,
  };
}

/** Undefined, which fits no schema, for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
