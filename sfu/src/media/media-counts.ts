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
  /** Data producers of probes; each has one data consumer. */
  probes: number;
}

const counts: MediaCounts = {
  mediaWorkers: 0,
  routers: 0,
  transports: 0,
  producers: 0,
  consumers: 0,
  pictureConsumers: 0,
  pausedConsumers: 0,
  probes: 0,
};

/** A copy of the counts as they are now. */
export function countMedia(): MediaCounts {
  return { ...counts };
}

function count(name: keyof MediaCounts, target: { on(event: 'close', listener: () => void): unknown }): void {
  counts[name] += 1;
  target.on('close', () => {
    counts[name] -= 1;
  });
}

function countConsumer(consumer: types.Consumer): void {
  const { observer, kind } = consumer;
  count('consumers', observer);
  if (kind === 'video') count('pictureConsumers', observer);
  let counted = false;
  const follow = (paused = consumer.paused || consumer.producerPaused) => {
    if (paused !== counted) counts.pausedConsumers += paused ? 1 : -1;
    counted = paused;
  };
  follow();
  observer.on('pause', () => follow());
  observer.on('resume', () => follow());
  observer.on('close', () => follow(false));
}

function countTransport({ observer }: types.Transport): void {
  count('transports', observer);
  observer.on('newproducer', (producer) => count('producers', producer.observer));
  observer.on('newdataproducer', (dataProducer) => count('probes', dataProducer.observer));
  observer.on('newconsumer', countConsumer);
}

observer.on('newworker', (worker) => {
  count('mediaWorkers', worker.observer);
  worker.observer.on('newrouter', (router) => {
    count('routers', router.observer);
    router.observer.on('newtransport', countTransport);
  });
});
