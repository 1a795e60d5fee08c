import type { Cancel, Timers } from '../timers.ts';
import type { SourceConsumer, SourceProducer } from './endpoint.ts';
import { isToPause } from './follow-consumer.ts';
import { maxSpatialLayer } from './forward.ts';
import { highestWatchedLayer } from './layers.ts';

/** A layer that nobody watches goes on for this long: tiles come and go while people page. Watching again is told at once. */
const lowerAfterMs = 2_000;

/** What one viewer is to see of a stream, now or in a moment: its spatial layer, null when it is hidden from them. */
function viewOf(consumer: SourceConsumer): number | null {
  if (isToPause(consumer)) return null;
  return consumer.preferredLayers?.spatialLayer ?? maxSpatialLayer(consumer);
}

/** Follows who watches one video, and tells its sender which layers are worth sending. */
export class WatchedLayers {
  private readonly viewers = new Set<SourceConsumer>();
  private lastTold: number;
  private cancelLowering: Cancel | null = null;
  private readonly timers: Timers;
  /** -1 for nobody at all. */
  private readonly onChange: (maxSpatialLayer: number) => void;

  constructor(producer: SourceProducer, timers: Timers, onChange: (maxSpatialLayer: number) => void) {
    this.timers = timers;
    this.onChange = onChange;
    // A sender starts with every layer on.
    this.lastTold = Math.max(0, (producer.rtpParameters.encodings?.length ?? 1) - 1);
    producer.observer.once('close', () => this.cancelLowering?.());
    this.update();
  }

  /** What the sender was told last, or what it starts with: for one that may have missed it. */
  get told(): number {
    return this.lastTold;
  }

  add(consumer: SourceConsumer): void {
    this.viewers.add(consumer);
    this.update();
  }

  delete(consumer: SourceConsumer): void {
    if (this.viewers.delete(consumer)) this.update();
  }

  /** To be called when a viewer's consumer was paused, resumed or given another layer. */
  update(): void {
    const highest = this.highest();
    if (highest >= this.lastTold) {
      this.cancelLowering?.();
      this.cancelLowering = null;
      this.tell(highest);
    } else {
      this.cancelLowering ??= this.timers.after(lowerAfterMs, () => {
        this.cancelLowering = null;
        this.tell(this.highest());
      });
    }
  }

  private highest(): number {
    return highestWatchedLayer([...this.viewers].map(viewOf));
  }

  private tell(highest: number): void {
    if (highest === this.lastTold) return;
    this.lastTold = highest;
    this.onChange(highest);
  }
}
