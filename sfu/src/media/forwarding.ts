import type { Source } from '../../contract/shapes.ts';
import type { Timers } from '../timers.ts';
import type { Endpoint, SourceConsumer, SourceProducer } from './endpoint.ts';
import { followConsumer } from './follow-consumer.ts';
import { choosePictures, forward } from './forward.ts';
import type { Pipes } from './pipes.ts';
import { isLargeRoom, type SelectionFacts, select, selectedStreams } from './selection.ts';
import { SentStreams } from './sent-streams.ts';
import type { Speakers } from './speakers.ts';
import { Voices } from './voices.ts';
import type { WatchedLayers } from './watched-layers.ts';

/** How many endpoints are brought up to date at a time, and how many consumers are made at a time for each. */
const endpointsAtATime = 16;
const consumersAtATime = 4;

export interface ForwardingOptions {
  pipes: Pipes;
  endpoints: ReadonlyMap<string, Endpoint>;
  speakers: Speakers;
  watched: ReadonlyMap<string, WatchedLayers>;
  /** With more endpoints than these the box selects what each one gets; until there are fewer by two. */
  forwardAllUpTo: number;
  timers: Timers;
  added(endpoint: Endpoint, consumer: SourceConsumer): void;
  closed(endpoint: Endpoint, consumerId: string): void;
  failed(error: unknown): void;
}

/** Who is forwarded what: everything in a small room, a selection for each in a large one. Follows whatever changes. */
export class Forwarding {
  private readonly voices = new Voices();
  /** Endpoints that have to be looked at, and those that are. */
  private readonly due = new Set<Endpoint>();
  private readonly running = new Set<Endpoint>();
  /** All that is sent in the room, by id, in the order in which it came; */
  private readonly producers = new Map<string, SourceProducer>();
  /** and to look things up: null until somebody looks, after each change. */
  private known: SentStreams | null = null;
  /** Too many endpoints for everything: the box selects. */
  private isLarge = false;

  private readonly options: ForwardingOptions;

  constructor(options: ForwardingOptions) {
    this.options = options;
    options.speakers.onLook = () => this.followVoices();
  }

  /** What an endpoint that is new gets at once, playing: sounds, and up to `maxVideos` pictures. The rest follows. */
  async begin(endpoint: Endpoint, maxVideos: number): Promise<SourceConsumer[]> {
    this.followSize();
    this.followVoices();
    const producers = [...this.producers.values()].filter(({ appData }) => appData.ownerId !== endpoint.ownerId);
    const pictures = choosePictures(producers, maxVideos, (id) => this.options.speakers.lastSpoke(id));
    const selected = this.selected(endpoint);
    const sounds = producers.filter(({ id, kind }) => kind === 'audio' && selected.has(id));
    // No await before this, or what begins meanwhile comes twice.
    const first = [...sounds, ...pictures].map((producer) => this.open(endpoint, producer, false));
    this.refresh(endpoint);
    return (await Promise.all(first)).filter((consumer) => consumer !== null);
  }

  /** Something more is sent. */
  producerAdded(producer: SourceProducer): void {
    const { source, ownerId } = producer.appData;
    this.producers.set(producer.id, producer);
    this.known = null;
    producer.observer.once('close', () => {
      this.producers.delete(producer.id);
      this.known = null;
    });
    if (source === 'mic') {
      const opened = () => this.voices.opened(ownerId, Date.now());
      if (!producer.paused) opened();
      producer.observer.on('resume', opened);
      for (const event of ['pause', 'resume', 'close'] as const) producer.observer.on(event, () => this.followVoices());
      this.followVoices();
    }
    for (const endpoint of this.options.endpoints.values()) {
      if (!this.isLarge || source === 'screenAudio' || isNamed(endpoint, ownerId, source)) this.refresh(endpoint);
    }
  }

  /** Somebody came or went: another size may mean another way to forward. */
  followSize(): void {
    const { endpoints, forwardAllUpTo } = this.options;
    const isLarge = isLargeRoom(endpoints.size, forwardAllUpTo, this.isLarge);
    if (isLarge === this.isLarge) return;
    this.isLarge = isLarge;
    for (const endpoint of endpoints.values()) this.refresh(endpoint);
  }

  /** Someone who left speaks no more. */
  forget(ownerId: string): void {
    this.voices.forget(ownerId);
  }

  /** Looks what this endpoint gets, soon. */
  refresh(endpoint: Endpoint): void {
    this.due.add(endpoint);
    // After this turn: several changes at once are one.
    queueMicrotask(() => this.work());
  }

  /** Whether an endpoint is to get what this producer sends. */
  selects(endpoint: Endpoint, producer: SourceProducer): boolean {
    return endpoint.ownerId !== producer.appData.ownerId && this.selected(endpoint).has(producer.id);
  }

  private followVoices(): void {
    const { endpoints, speakers } = this.options;
    const microphones = [...endpoints.values()].flatMap(({ ownerId, producers }) => {
      const mic = producers.get('mic');
      return mic ? [{ ownerId, muted: mic.paused, lastActiveAtMs: speakers.lastSpoke(ownerId) }] : [];
    });
    if (!this.voices.update(microphones, speakers.now, Date.now()) || !this.isLarge) return;
    for (const endpoint of endpoints.values()) this.refresh(endpoint);
  }

  private work(): void {
    for (const endpoint of this.due) {
      if (this.running.size >= endpointsAtATime) return;
      if (this.running.has(endpoint)) continue;
      this.due.delete(endpoint);
      this.running.add(endpoint);
      void this.bringUpToDate(endpoint).finally(() => {
        this.running.delete(endpoint);
        this.work();
      });
    }
  }

  private async bringUpToDate(endpoint: Endpoint): Promise<void> {
    if (endpoint.closed || !endpoint.receives) return;
    const { open, resume, pause, close } = select(this.facts(endpoint));
    // Looked at now: by the time that the others are turned, they may have come.
    const missing = open.filter((id) => !endpoint.opening.has(id));
    for (const id of close) endpoint.consumers.get(id)?.close();
    const turned = [
      ...resume.map((id) => this.turn(endpoint, id, true)),
      ...pause.map((id) => this.turn(endpoint, id, false)),
    ];
    await Promise.all(turned);
    const isPicture = ({ kind }: SourceProducer) => Number(kind === 'video');
    // Somebody speaks already, and a page of pictures takes its time.
    const wanted = missing
      .flatMap((id) => this.producers.get(id) ?? [])
      .toSorted((a, b) => isPicture(a) - isPicture(b));
    for (let start = 0; start < wanted.length; start += consumersAtATime) {
      const part = wanted.slice(start, start + consumersAtATime);
      await Promise.all(part.map((producer) => this.announce(endpoint, producer)));
    }
  }

  /** Its fault is the receiver's loss of one stream, never the sender's error. */
  private async announce(endpoint: Endpoint, producer: SourceProducer): Promise<void> {
    // A voice plays when it comes: in a large room it comes because somebody speaks.
    const hidden = producer.kind === 'video' || !this.isLarge;
    try {
      const consumer = await this.open(endpoint, producer, hidden);
      if (consumer) this.options.added(endpoint, consumer);
    } catch (error) {
      this.options.failed(error);
    }
  }

  private async open(endpoint: Endpoint, producer: SourceProducer, hidden: boolean): Promise<SourceConsumer | null> {
    const { pipes, watched, closed, timers } = this.options;
    endpoint.opening.add(producer.id);
    try {
      const consumer = await forward(pipes, producer, endpoint, hidden, timers);
      if (!consumer || consumer.closed) return null;
      endpoint.consumers.set(consumer.id, consumer);
      watched.get(producer.id)?.add(consumer);
      consumer.observer.once('close', () => {
        endpoint.consumers.delete(consumer.id);
        watched.get(producer.id)?.delete(consumer);
        if (!endpoint.closed) closed(endpoint, consumer.id);
      });
      followConsumer(consumer).catch((error) => this.options.failed(error));
      // It may have been deselected, or the room have grown, while it was made.
      if (this.isLarge) this.refresh(endpoint);
      return consumer;
    } finally {
      endpoint.opening.delete(producer.id);
    }
  }

  private async turn(endpoint: Endpoint, consumerId: string, selected: boolean): Promise<void> {
    const consumer = endpoint.consumers.get(consumerId);
    if (!consumer) return;
    consumer.appData.selected = selected;
    consumer.appData.keptSinceMs = selected ? 0 : Date.now();
    try {
      await followConsumer(consumer);
    } catch (error) {
      this.options.failed(error);
    }
    this.options.watched.get(consumer.producerId)?.update();
  }

  private selected(endpoint: Endpoint): Set<string> {
    return selectedStreams(this.facts(endpoint));
  }

  private facts(endpoint: Endpoint): SelectionFacts {
    const { sent } = this;
    // What is sent no more is gone in the media worker already, and ends here in a moment: there is nothing to ask of it.
    const consumers = [...endpoint.consumers.values()].filter(({ producerId }) => sent.has(producerId));
    return {
      everything: !this.isLarge,
      ownerId: endpoint.ownerId,
      sent,
      forwarded: consumers.map(({ id, producerId, appData }) => ({
        producerId,
        ownerId: appData.ownerId,
        source: appData.source,
        consumerId: id,
        selected: appData.selected,
        keptSinceMs: appData.keptSinceMs,
      })),
      watch: endpoint.watch,
      voices: this.voices.now,
    };
  }

  /** All that is sent now. */
  private get sent(): SentStreams {
    this.known ??= new SentStreams(
      [...this.producers.values()].map(({ id, appData: { ownerId, source } }) => ({ producerId: id, ownerId, source })),
    );
    return this.known;
  }
}

/** Its client wants to see or hear this whatever others do. */
function isNamed({ watch }: Endpoint, ownerId: string, source: Source): boolean {
  if (source === 'mic') return watch?.hear.includes(ownerId) === true;
  return watch?.see.some((named) => named.ownerId === ownerId && named.source === source) === true;
}
