import type { Person } from './person.ts';

declare global {
  interface Window {
    /** Every RTCPeerConnection of the page, for reading statistics. */
    connectionsOfThePage?: RTCPeerConnection[];
  }
}

export interface ReceivedCodec {
  readonly mimeType: string;
  /** As in SDP: `minptime=10;useinbandfec=1`. */
  readonly parameters: string;
}

/** To be called before the page is opened: remembers its connections. */
export async function watchConnections(person: Person): Promise<void> {
  await person.page.addInitScript(() => {
    const all: RTCPeerConnection[] = [];
    window.connectionsOfThePage = all;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        all.push(this);
      }
    };
  });
}

/** Codecs of all streams that arrive with packets, as the browser's statistics say. */
export async function receivedCodecs(person: Person): Promise<ReceivedCodec[]> {
  return await person.page.evaluate(async () => {
    const codecs: { mimeType: string; parameters: string }[] = [];
    for (const connection of window.connectionsOfThePage ?? []) {
      const stats = await connection.getStats();
      for (const entry of stats.values()) {
        if (entry.type !== 'inbound-rtp' || entry.packetsReceived === 0) continue;
        const codec = stats.get(entry.codecId);
        if (codec) codecs.push({ mimeType: codec.mimeType, parameters: codec.sdpFmtpLine ?? '' });
      }
    }
    return codecs;
  });
}
