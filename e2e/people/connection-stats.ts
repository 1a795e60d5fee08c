import type { AnyPage } from './playing.ts';

declare global {
  interface Window {
    /** Every RTCPeerConnection of the page, for reading statistics. */
    connectionsOfThePage?: RTCPeerConnection[];
  }
}

export interface CodecInUse {
  readonly mimeType: string;
  /** As in SDP: `minptime=10;useinbandfec=1`. */
  readonly parameters: string;
}

/** Runs in the page before its own scripts: remembers its connections. */
export function rememberConnections(): void {
  const all: RTCPeerConnection[] = [];
  window.connectionsOfThePage = all;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      all.push(this);
    }
  };
}

/** Codecs of all streams with packets one way, as the browser's statistics say. */
export async function codecsInUse(page: AnyPage, way: 'inbound-rtp' | 'outbound-rtp'): Promise<CodecInUse[]> {
  return await page.evaluate(async (way) => {
    const codecs: { mimeType: string; parameters: string }[] = [];
    for (const connection of window.connectionsOfThePage ?? []) {
      const stats = await connection.getStats();
      for (const entry of stats.values()) {
        if (entry.type !== way || (entry.packetsReceived ?? entry.packetsSent) === 0) continue;
        const codec = stats.get(entry.codecId);
        if (codec) codecs.push({ mimeType: codec.mimeType, parameters: codec.sdpFmtpLine ?? '' });
      }
    }
    return codecs;
  }, way);
}

/**
 * Energy of all decoded sound so far (W3C webrtc-stats, totalAudioEnergy): for a browser without a sound device, where no
 * AudioContext runs.
 */
export async function audioEnergyReceived(page: AnyPage): Promise<number> {
  return await page.evaluate(async () => {
    let energy = 0;
    for (const connection of window.connectionsOfThePage ?? []) {
      for (const entry of (await connection.getStats()).values()) {
        if (entry.type === 'inbound-rtp' && entry.kind === 'audio') energy += entry.totalAudioEnergy ?? 0;
      }
    }
    return energy;
  }, undefined);
}
