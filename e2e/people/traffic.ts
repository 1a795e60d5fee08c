import type { Page } from 'playwright-core';

/** What one browser sent and got since its connections began. */
export interface Traffic {
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Decoded and lost since the beginning, of all pictures together. */
  readonly framesDecoded: number;
  readonly framesDropped: number;
  /** Pictures that moved lately, and their longer sides. */
  readonly sides: readonly number[];
  /** Streams that arrive: pictures and voices. */
  readonly pictures: number;
  readonly voices: number;
  /** Of those, the ones that somebody sends now. */
  readonly liveVoices: number;
}

/** Reads all connections that `rememberConnections` noted in a page. */
export async function readTraffic(page: Page): Promise<Traffic> {
  return await page.evaluate(async () => {
    const zero = { sentBytes: 0, receivedBytes: 0, framesDecoded: 0, framesDropped: 0 };
    const traffic = { ...zero, pictures: 0, voices: 0, liveVoices: 0 };
    const liveMs = 2_000;
    const sides: number[] = [];
    for (const connection of window.connectionsOfThePage ?? []) {
      if (connection.connectionState === 'closed') continue;
      for (const stats of (await connection.getStats()).values()) {
        if (stats.type === 'transport') {
          traffic.sentBytes += stats.bytesSent ?? 0;
          traffic.receivedBytes += stats.bytesReceived ?? 0;
        }
        if (stats.type !== 'inbound-rtp') continue;
        if (stats.kind === 'audio') {
          traffic.voices += (stats.packetsReceived ?? 0) > 0 ? 1 : 0;
          traffic.liveVoices += stats.timestamp - (stats.lastPacketReceivedTimestamp ?? 0) < liveMs ? 1 : 0;
        } else {
          traffic.framesDecoded += stats.framesDecoded ?? 0;
          traffic.framesDropped += stats.framesDropped ?? 0;
          if ((stats.framesPerSecond ?? 0) > 0) sides.push(Math.max(stats.frameWidth ?? 0, stats.frameHeight ?? 0));
          traffic.pictures += (stats.framesDecoded ?? 0) > 0 ? 1 : 0;
        }
      }
    }
    return { ...traffic, sides };
  });
}
