import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { maxChatMessages } from '@parley/worker/contract/room-state.ts';

/** The messages known here, oldest first, each once: a notice may come twice, and reading catches up with what notices told already. */
export function withMessages(log: readonly ChatMessage[], more: readonly ChatMessage[]): ChatMessage[] {
  const known = new Set(log.map(({ seq }) => seq));
  const fresh = more.filter(({ seq }) => !known.has(seq) && known.add(seq));
  return [...log, ...fresh].sort((one, other) => one.seq - other.seq).slice(-maxChatMessages);
}

/** The last message after which none is missing: where reading goes on. */
export function readFrom(log: readonly ChatMessage[]): number {
  let seq = log[0]?.seq ?? 0;
  for (const each of log.slice(1)) {
    if (each.seq !== seq + 1) break;
    seq = each.seq;
  }
  return seq;
}
