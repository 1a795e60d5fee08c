import { observer, type types } from 'mediasoup';

/** Live mediasoup objects in this process, counted where mediasoup itself makes and closes them: no bookkeeping to forget. */
export interface MediaCounts {
  mediaWorkers: number;
  routers: number;
  transports: number;
  producers: number;
  consumers: number;
  /** Of these, the ones of pictures. */
  pictureConsumers: number;
  /** Of these, the ones that send nothing now: muted, hidden, or kept for later. */
  pausedConsumers: number;
  /** Consumers that bring a stream to another media worker. */
  pipedStreams: number;
  /** Data producers of probes; each has one data consumer. */
  probes: number;
}

const none: MediaCounts = {
  mediaWorkers: 0,
  routers: 0,
  transports: 0,
  producers: 0,
  consumers: 0,
  pictureConsumers: 0,
  pausedConsumers: 0,
  pipedStreams: 0,
  probes: 0,
};
const ofProcess = { ...none };
const ofWorkers = new WeakMap<types.Worker, MediaCounts>();

/** A copy of the counts as they are now: of all media workers, or of one. */
export function countMedia(worker?: types.Worker): MediaCounts {
  return { ...(worker ? (ofWorkers.get(worker) ?? none) : ofProcess) };
}

/** What is counted, in each of the tallies that it belongs to. */
class Counter {
  private readonly tallies: readonly MediaCounts[];

  constructor(tallies: readonly MediaCounts[]) {
    this.tallies = tallies;
  }

  add(name: keyof MediaCounts, by: number): void {
    for (const tally of this.tallies) tally[name] += by;
  }

  count(name: keyof MediaCounts, target: { on(event: 'close', listener: () => void): unknown }): void {
    this.add(name, 1);
    target.on('close', () => this.add(name, -1));
  }
}

function countConsumer(counter: Counter, consumer: types.Consumer): void {
  const { observer, kind, type } = consumer;
  counter.count('consumers', observer);
  if (kind === 'video') counter.count('pictureConsumers', observer);
  if (type === 'pipe') counter.count('pipedStreams', observer);
  let counted = false;
  const follow = (paused = consumer.paused || consumer.producerPaused) => {
    if (paused !== counted) counter.add('pausedConsumers', paused ? 1 : -1);
    counted = paused;
  };
  follow();
  observer.on('pause', () => follow());
  observer.on('resume', () => follow());
  observer.on('close', () => follow(false));
}

function countTransport(counter: Counter, { observer }: types.Transport): void {
  counter.count('transports', observer);
  observer.on('newproducer', (producer) => counter.count('producers', producer.observer));
  observer.on('newdataproducer', (dataProducer) => counter.count('probes', dataProducer.observer));
  observer.on('newconsumer', (consumer) => countConsumer(counter, consumer));
}

observer.on('newworker', (worker) => {
  const ofWorker = { ...none };
  ofWorkers.set(worker, ofWorker);
  const counter = new Counter([ofProcess, ofWorker]);
  counter.count('mediaWorkers', worker.observer);
  worker.observer.on('newrouter', (router) => {
    counter.count('routers', router.observer);
    router.observer.on('newtransport', (transport) => countTransport(counter, transport));
  });
});
