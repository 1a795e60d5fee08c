type WithHand = { id: string; handRaisedAtMs: number | null };

/** Raised hands first, in the order in which they went up; the others stay as they are. */
export function handsFirst<T extends WithHand>(people: readonly T[]): T[] {
  const raised = people.filter(({ handRaisedAtMs }) => handRaisedAtMs !== null);
  const order = (a: T, b: T) => (a.handRaisedAtMs ?? 0) - (b.handRaisedAtMs ?? 0) || (a.id < b.id ? -1 : 1);
  return [...raised.sort(order), ...people.filter(({ handRaisedAtMs }) => handRaisedAtMs === null)];
}

/** By participant: when their hand went up; null while it is down. */
export type Hands = ReadonlyMap<string, number | null>;

export function handsOf(people: readonly WithHand[]): Hands {
  return new Map(people.map(({ id, handRaisedAtMs }) => [id, handRaisedAtMs]));
}

/** Who raised a hand since `before`. Whose hand was up already when they were first seen is no news. */
export function newlyRaised<T extends WithHand>(before: Hands, people: readonly T[]): T[] {
  return people.filter(({ id, handRaisedAtMs }) => handRaisedAtMs !== null && before.get(id) === null);
}
