import type { ChatMessage } from '@parley/worker/contract/room-state.ts';
import { maxChatMessages } from '@parley/worker/contract/room-state.ts';

/**
 * The messages known here, oldest first, each once: a notice may come twice, and reading catches up with what notices told already.
 * One that was written on a box which was being left may come again with a higher number, which counts; its old number may by then
 * be another message's.
 */
export function withMessages(log: readonly ChatMessage[], more: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map(log.map((message) => [message.id, message]));
  for (const message of more) if (message.seq > (byId.get(message.id)?.seq ?? 0)) byId.set(message.id, message);
  return [...byId.values()].sort((one, other) => one.seq - other.seq || one.atMs - other.atMs).slice(-maxChatMessages);
}

/** The last message after which none is missing: where reading goes on. */
export function readFrom(log: readonly ChatMessage[]): number {
  let seq = log[0]?.seq ?? 0;
  for (const each of log.slice(1)) {
    if (each.seq > seq + 1) break;
    seq = each.seq;
  }
  return seq;
}
