/** Who is where, from the first page on. */
export type OrderFacts = {
  /** The others in the room, in the order in which they came. */
  present: readonly string[];
  /** Loudest first. */
  speaking: readonly string[];
  /** How many of them are on the first page. */
  firstPage: number;
  /** When each was last heard, by any growing clock; missing: never. */
  heardAtMs: ReadonlyMap<string, number>;
};

/**
 * People keep their places and newcomers come last; who leaves makes room for those behind. Only who speaks without being on the first
 * page moves: they change places with the one there who was silent longest. Pure.
 */
export function orderTiles(before: readonly string[], facts: OrderFacts): string[] {
  const { present, speaking, firstPage, heardAtMs } = facts;
  const here = new Set(present);
  const kept = before.filter((id) => here.has(id));
  const known = new Set(kept);
  const order = [...kept, ...present.filter((id) => !known.has(id))];
  for (const id of speaking) {
    const at = order.indexOf(id);
    if (at < firstPage) continue;
    const place = longestSilent(order.slice(0, firstPage), speaking, heardAtMs);
    if (place === null) break;
    [order[place], order[at]] = [id, order[place] as string];
  }
  return order;
}

/** Never one who speaks; of those never heard, the last, who came latest. Null: all speak. */
function longestSilent(page: readonly string[], speaking: readonly string[], heardAtMs: ReadonlyMap<string, number>) {
  let found: number | null = null;
  let foundAtMs = Number.POSITIVE_INFINITY;
  for (const [index, id] of page.entries()) {
    if (speaking.includes(id)) continue;
    const atMs = heardAtMs.get(id) ?? Number.NEGATIVE_INFINITY;
    if (atMs <= foundAtMs) [found, foundAtMs] = [index, atMs];
  }
  return found;
}
