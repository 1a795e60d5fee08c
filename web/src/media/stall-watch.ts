/** How much of a connection arrived until now, by any measure that only grows; null: there is nothing to look at. */
export type Arrived = number | null;

/** Looks at what arrives this often, in milliseconds. */
export const stallIntervalMs = 500;
const stalledAfterMs = 1_500;

export type StallState = { arrived: Arrived; sinceMs: number; stalled: boolean };
export const beginStallWatch = (nowMs: number): StallState => ({ arrived: null, sinceMs: nowMs, stalled: false });

/**
 * One more look at a connection over which something should arrive. `stalled` once something used to, and nothing has for 1.5 s;
 * until something does again.
 */
export function lookForStall(state: StallState, arrived: Arrived, nowMs: number): StallState {
  const quiet = arrived !== null && arrived > 0 && arrived === state.arrived;
  if (!quiet) return { arrived, sinceMs: nowMs, stalled: false };
  return { ...state, stalled: nowMs - state.sinceMs >= stalledAfterMs };
}

/** Bytes that arrived over the connection of this receiver; where a browser does not count them, packets of its stream. */
export async function readArrived(receiver: Pick<RTCRtpReceiver, 'getStats'>): Promise<Arrived> {
  let packets: Arrived = null;
  for (const stats of (await receiver.getStats()).values()) {
    if (stats.type === 'transport' && stats.bytesReceived !== undefined) return stats.bytesReceived;
    if (stats.type === 'inbound-rtp') packets = (packets ?? 0) + (stats.packetsReceived ?? 0);
  }
  return packets;
}
