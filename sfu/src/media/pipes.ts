import type { types } from 'mediasoup';
import type { RtpCapabilities } from '../../contract/rtp.ts';
import { BoxFailure } from '../errors.ts';
import type { SourceProducer } from './endpoint.ts';
import type { MediaRouter } from './media-router.ts';
import { openPipe, type PipedStream, type PipeEnds, pipeStream } from './pipe.ts';

/** One stream on one router that it did not come to. */
interface Piped {
  /** Who need it there. */
  holders: number;
  ready: Promise<unknown>;
  /** Null until it is there. */
  stream: PipedStream | null;
}

/**
 * Brings streams to routers that they did not come to: once each, as long as somebody there needs them, under the ids that they have
 * at home.
 */
export class Pipes {
  /** On which router a stream comes in. */
  private readonly homes = new WeakMap<SourceProducer, MediaRouter>();
  /** By the ids of two routers. */
  private readonly ends = new Map<string, Promise<PipeEnds>>();
  /** By producer and router. */
  private readonly piped = new Map<string, Piped>();

  /** A stream that comes in on this router. */
  add(producer: SourceProducer, home: MediaRouter): void {
    this.homes.set(producer, home);
  }

  /** A client of these capabilities understands one of the producer's codecs, on whichever router it is: all speak the same. */
  canConsume(producer: SourceProducer, rtpCapabilities: RtpCapabilities): boolean {
    const home = this.homes.get(producer);
    const asked = { producerId: producer.id, rtpCapabilities: rtpCapabilities as types.RtpCapabilities };
    return home?.router.canConsume(asked) === true;
  }

  /**
   * Resolves when the stream can be consumed on this router: it can as long as what it resolves with was not called, or its sender
   * ends it.
   */
  async hold(producer: SourceProducer, on: MediaRouter): Promise<() => void> {
    const home = this.homes.get(producer);
    if (!home || home === on) return () => {};
    const key = `${producer.id} ${on.id}`;
    const piped = this.piped.get(key) ?? this.begin(key, producer, home, on);
    piped.holders += 1;
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      piped.holders -= 1;
      if (piped.holders === 0) this.end(key, piped);
    };
    try {
      await piped.ready;
      return release;
    } catch (error) {
      release();
      throw error;
    }
  }

  private begin(key: string, producer: SourceProducer, home: MediaRouter, on: MediaRouter): Piped {
    const opening = async () => {
      const ends = await this.between(home, on);
      const [from, to] = [ends.get(home.id), ends.get(on.id)];
      if (!from || !to) throw new BoxFailure('media-unavailable');
      piped.stream = await pipeStream(producer, from, to);
      piped.stream.whenClosed(() => this.end(key, piped));
    };
    const piped: Piped = { holders: 0, ready: opening(), stream: null };
    this.piped.set(key, piped);
    return piped;
  }

  private end(key: string, piped: Piped): void {
    // At once: the next to need it pipes it anew, under the same id.
    if (this.piped.get(key) === piped) this.piped.delete(key);
    piped.stream?.close();
  }

  private between(one: MediaRouter, other: MediaRouter): Promise<PipeEnds> {
    const key = [one.id, other.id].toSorted().join(' ');
    const known = this.ends.get(key);
    if (known) return known;
    const opening = openPipe(one.router, other.router);
    const forget = () => {
      if (this.ends.get(key) === opening) this.ends.delete(key);
    };
    this.ends.set(key, opening);
    opening.then((ends) => ends.get(one.id)?.observer.once('close', forget), forget);
    return opening;
  }
}
