import { networkInterfaces } from 'node:os';

/** A server under test, as the clients see it: it takes one publisher's offer and makes each subscriber one. */
export interface MediaServer {
  /** The process that forwards packets: its processor time and memory are what is compared. */
  readonly pid: number;
  /** Takes the publisher's offer; answers it. */
  publish(offer: string): Promise<string>;
  /** Offers a new subscriber the publisher's stream. */
  subscribe(): Promise<{ offer: string; accept(answer: string): Promise<void> }>;
  close(): Promise<void>;
}

/** Where Janus's API listens. */
export const loopback = '127.0.0.1';

/** Where media flows: this machine's own address, for Janus takes no loopback one. Its packets do not leave the machine either. */
export const mediaAddress =
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? loopback;

/** One port each for the media worker and Janus's API, ranges for Janus's streams and the clients: nothing else listens there. */
export const ports = {
  mediaWorker: 46_000,
  janusApi: 46_001,
  janusMedia: { from: 46_100, to: 46_499 },
  clients: { from: 46_500, to: 46_999 },
};

/** What everybody negotiates for the one stream: VP8, asked again by NACK and PLI. */
export const video = { payloadType: 96, mimeType: 'video/VP8', clockRate: 90_000, ssrc: 4_711 };
