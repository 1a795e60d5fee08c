/** A box as a candidate for a new live meeting. */
export type Candidate = {
  id: string;
  region: string;
  linked: boolean;
  /** No ping for longer than allowed. */
  silent: boolean;
  healthy: boolean;
  /** It takes nothing new. */
  draining: boolean;
  participants: number;
  capacity: number;
  /** Busiest media worker's share of one core, 0 to 1. */
  cpu: number;
  /** Live meetings placed there: breaks ties between boxes whose load report is still to come. */
  placed: number;
};

export function mayTake(box: Candidate): boolean {
  return box.linked && !box.silent && box.healthy && !box.draining && box.participants < box.capacity;
}

const load = (box: Candidate) => Math.max(box.participants / box.capacity, box.cpu);

/** The box for a new live meeting: able to take it, in the preferred region if there is one, least loaded. Null if none can. */
export function placeOn(boxes: readonly Candidate[], region: string | null): string | null {
  const able = boxes.filter(mayTake);
  const near = able.filter((box) => box.region === region);
  const [best] = (near.length > 0 ? near : able).toSorted(
    (a, b) => load(a) - load(b) || a.placed - b.placed || (a.id < b.id ? -1 : 1),
  );
  return best?.id ?? null;
}
