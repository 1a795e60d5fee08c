/** A media worker as it is now. */
export interface WorkerLoad {
  /** Share of one core that it used over the last seconds, 0 to 1. */
  cpu: number;
  /** Consumers that send: they count at once, and in what is measured only after a while. */
  sending: number;
  /** Who came to it in the last seconds: what they are going to send and get is not known yet. */
  arriving: number;
  /** Routers on it, those that are being opened included. */
  routers: number;
}

/** Up to where a media worker is comfortable. Above it those who are on it stay, and newcomers go elsewhere if they can. */
export interface Comfort extends Omit<WorkerLoad, 'routers'> {
  /** Rooms of up to so many people stay together whatever the load: their pipes would cost what they spare. */
  smallRoom: number;
}

/**
 * Estimates, which leave room for what people who are there already turn on: consumers of some 60 packets a second, at what
 * docs/benchmarks.md says of one; people who come are taken for such who turn on their cameras.
 */
export const defaultComfort: Comfort = { cpu: 0.6, sending: 1_000, arriving: 50, smallRoom: 8 };

/** Another router is worth its pipes only where the load is clearly less. */
const clearlyLess = 0.75;
/** Smaller differences of load say nothing. */
const loadStep = 0.05;

/** From 0; 1: as much as is comfortable. */
export function loadOf({ cpu, sending, arriving }: WorkerLoad, comfort: Comfort): number {
  return Math.max(cpu / comfort.cpu, sending / comfort.sending) + arriving / comfort.arriving;
}

/** Where a new room goes: to the least load; of about as much, to the fewest routers; of equals, to the first. */
export function leastLoaded<W extends WorkerLoad>(workers: readonly W[], comfort: Comfort): W | undefined {
  const steps = (worker: W) => Math.round(loadOf(worker, comfort) / loadStep);
  return workers.toSorted((a, b) => steps(a) - steps(b) || a.routers - b.routers)[0];
}

/**
 * Where somebody goes who comes to a room: to a media worker that it is on (`ofRoom`) as long as one of them is comfortable; else to
 * one of the `others`, if that has clearly less to do. `people`: in the room, without the one who comes.
 */
export function chooseWorker<W extends WorkerLoad>(
  people: number,
  ofRoom: readonly W[],
  others: readonly W[],
  comfort: Comfort,
): W | undefined {
  const here = leastLoaded(ofRoom, comfort);
  const elsewhere = leastLoaded(others, comfort);
  if (!here || !elsewhere) return here ?? elsewhere;
  const load = loadOf(here, comfort);
  return people >= comfort.smallRoom && load >= 1 && loadOf(elsewhere, comfort) < load * clearlyLess ? elsewhere : here;
}
