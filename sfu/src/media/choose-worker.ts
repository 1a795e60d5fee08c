/** A media worker as it is now. */
export interface WorkerLoad {
  /** Share of one core that it used over the last seconds, 0 to 1. */
  cpu: number;
  /** Consumers that send: they count at once, and in what is measured only after a while. */
  sending: number;
  /** Routers on it, those that are being opened included: more may be about to come on them. */
  routers: number;
}

/** Up to where a media worker is comfortable. Above it those who are on it stay, and newcomers go elsewhere if they can. */
export type Comfort = Pick<WorkerLoad, 'cpu' | 'sending'>;

/** Leaves room for what people who are there already turn on; a consumer sends 60 packets a second, at some 6 to 8 µs each. */
export const defaultComfort: Comfort = { cpu: 0.6, sending: 1_000 };

/** Another router is worth its pipes only where the load is clearly less. */
const clearlyLess = 0.75;
/** Smaller differences of load say nothing. */
const loadStep = 0.05;
/** What a router is taken for besides, before its people have come: many rooms may open in the second between two looks. */
const routerWeight = 0.02;

/** From 0; 1: as much as is comfortable. */
export function loadOf({ cpu, sending }: WorkerLoad, comfort: Comfort): number {
  return Math.max(cpu / comfort.cpu, sending / comfort.sending);
}

/** Where a new room goes. Of equals the first. */
export function leastLoaded<W extends WorkerLoad>(workers: readonly W[], comfort: Comfort): W | undefined {
  const worth = (worker: W) =>
    Math.round(loadOf(worker, comfort) / loadStep) * loadStep + worker.routers * routerWeight;
  return workers.toSorted((a, b) => worth(a) - worth(b))[0];
}

/**
 * Where somebody goes who comes to a room: to a media worker that it is on (`ofRoom`) as long as one of them is comfortable; else to
 * one of the `others`, if that has clearly less to do.
 */
export function chooseWorker<W extends WorkerLoad>(
  ofRoom: readonly W[],
  others: readonly W[],
  comfort: Comfort,
): W | undefined {
  const here = leastLoaded(ofRoom, comfort);
  const elsewhere = leastLoaded(others, comfort);
  if (!here || !elsewhere) return here ?? elsewhere;
  const load = loadOf(here, comfort);
  return load >= 1 && loadOf(elsewhere, comfort) < load * clearlyLess ? elsewhere : here;
}
