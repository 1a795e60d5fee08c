import { observer, type types } from 'mediasoup';
import type { Cancel, Timers } from '../timers.ts';

/** How often transports are asked for what they carried. */
const sampleMs = 5_000;
/** Transports asked at once: hundreds of answers in one turn would hold up signaling. */
const atOnce = 50;

/** What a transport carried so far. */
export interface Carried {
  bytesSent: number;
  bytesReceived: number;
}

/** All open transports to clients of this process: noted where mediasoup itself makes and closes them. */
const open = new Set<types.WebRtcTransport>();
observer.on('newworker', (worker) =>
  worker.observer.on('newrouter', (router) =>
    router.observer.on('newtransport', (transport) => {
      if (transport.type !== 'webrtc') return;
      const added = transport as types.WebRtcTransport;
      open.add(added);
      added.observer.on('close', () => open.delete(added));
    }),
  ),
);

/** What each open transport carried so far; null: it was not asked, as it has no connection, or did not answer. */
export type Looks = Map<string, Carried | null>;

/** Asks those with a connection what they carried. */
export async function askTransports(
  transports: Iterable<Pick<types.WebRtcTransport, 'id' | 'iceState' | 'getStats'>> = open,
): Promise<Looks> {
  const all = [...transports];
  const looks: Looks = new Map(all.map(({ id }) => [id, null]));
  const connected = all.filter(({ iceState }) => iceState === 'connected' || iceState === 'completed');
  for (let first = 0; first < connected.length; first += atOnce) {
    const asked = connected.slice(first, first + atOnce).map(async (transport) => {
      const [stat] = await transport.getStats();
      if (stat) looks.set(transport.id, { bytesSent: stat.bytesSent, bytesReceived: stat.bytesReceived });
    });
    await Promise.allSettled(asked);
  }
  return looks;
}

/**
 * What goes to people and comes from them, from one look at all transports every 5 s. What a transport carried after its last look is
 * not counted.
 */
export class TrafficMeter {
  /** Over the last sample, in Mbit/s. */
  sendMbps = 0;
  /** Since the start. */
  sentBytes = 0;
  receivedBytes = 0;
  /** Of every open transport that was ever asked: one that is cut off for a while goes on from there. */
  private last = new Map<string, Carried>();
  private lastAtMs = performance.now();
  private isAsking = false;
  private readonly ask: () => Promise<Looks>;

  constructor(ask: () => Promise<Looks> = () => askTransports()) {
    this.ask = ask;
  }

  start(timers: Timers): Cancel {
    return timers.every(sampleMs, () => void this.sample());
  }

  /**
   * Does nothing while an earlier one is under way, or when the transports cannot be asked. `now`: in milliseconds, of a clock that
   * nobody sets.
   */
  async sample(now = () => performance.now()): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    const looks = await this.ask()
      .catch(() => null)
      .finally(() => {
        this.isAsking = false;
      });
    if (looks === null) return;
    const atMs = now();
    const carried = new Map<string, Carried>();
    let sent = 0;
    for (const [id, look] of looks) {
      const before = this.last.get(id);
      const latest = look ?? before;
      if (!latest) continue;
      carried.set(id, latest);
      sent += Math.max(0, latest.bytesSent - (before?.bytesSent ?? 0));
      this.receivedBytes += Math.max(0, latest.bytesReceived - (before?.bytesReceived ?? 0));
    }
    this.sentBytes += sent;
    this.sendMbps = Math.round((sent * 8) / Math.max(1, atMs - this.lastAtMs) / 10) / 100;
    this.last = carried;
    this.lastAtMs = atMs;
  }
}
