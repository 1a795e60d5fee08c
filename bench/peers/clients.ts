import { PeerConnection, RtcpReceivingSession, type Track, Video } from 'node-datachannel';
import { newStream, rtpPacket } from '../../e2e/headless/rtp.ts';
import { type MediaServer, mediaAddress, ports, video } from './server.ts';

/** A camera's burst: so many packets at once, so many times a second. */
export const packetsPerFrame = 5;
const packetBytes = 1_200;
/** A key frame this often, in frames: a forwarder may wait for one before it begins. */
const keyFrameEvery = 30;
/** A longer message is one of the stream's packets: RTCP is far shorter. */
const shortestPacketBytes = 1_000;

function connectionOf(name: string): PeerConnection {
  return new PeerConnection(name, {
    iceServers: [],
    bindAddress: mediaAddress,
    portRangeBegin: ports.clients.from,
    portRangeEnd: ports.clients.to,
    disableAutoNegotiation: true,
  });
}

/** The one who sends. */
export class Publisher {
  /** Packets sent so far. */
  sent = 0;
  private frames = 0;
  private timer: NodeJS.Timeout | undefined;
  private track: Track | undefined;
  private readonly connection = connectionOf('publisher');
  private readonly stream = newStream(video.ssrc, video.payloadType);

  /** Resolves when it could send. */
  async connect(server: MediaServer): Promise<void> {
    const { connection } = this;
    const media = new Video('0', 'SendOnly');
    media.addVP8Codec(video.payloadType);
    media.addSSRC(video.ssrc, 'publisher', 'publisher', 'video');
    const track = connection.addTrack(media);
    // Whatever the server asks for, the next key frame is never far.
    track.onMessage(() => undefined);
    const opened = new Promise<void>((resolve) => track.onOpen(resolve));
    const gathered = gatheringOf(connection);
    connection.setLocalDescription('offer');
    await gathered;
    connection.setRemoteDescription(await server.publish(connection.localDescription()?.sdp ?? ''), 'answer');
    await opened;
    this.track = track;
  }

  /** Sends frames at an even pace from now on; a late one is made up for at once. */
  start(framesPerSecond: number): void {
    const startedAtMs = performance.now();
    const already = this.frames;
    this.timer = setInterval(() => {
      const due = already + Math.floor(((performance.now() - startedAtMs) * framesPerSecond) / 1_000);
      while (this.frames < due) this.sendFrame();
    }, 4);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  close(): void {
    this.stop();
    this.connection.close();
  }

  private sendFrame(): void {
    const isKeyFrame = this.frames % keyFrameEvery === 0;
    const timestamp = this.frames * 3_000;
    this.frames += 1;
    for (let index = 0; index < packetsPerFrame; index += 1) {
      const payload = Buffer.alloc(packetBytes - 12, 0x55);
      payload[0] = index === 0 ? 0x10 : 0x00;
      // VP8's first byte says with its lowest bit that this is no key frame (RFC 7741, 4.3); a key frame then says its size.
      payload[1] = isKeyFrame ? 0x10 : 0x11;
      if (isKeyFrame && index === 0) Buffer.from([0x9d, 0x01, 0x2a, 0x80, 0x02, 0x68, 0x01]).copy(payload, 4);
      const packet = rtpPacket(this.stream, timestamp, index === packetsPerFrame - 1, [payload]);
      if (this.track?.sendMessageBinary(packet)) this.sent += 1;
    }
  }
}

/** One of those who receive. */
export class Subscriber {
  /** Packets received so far. */
  received = 0;
  private readonly connection: PeerConnection;

  constructor(index: number) {
    this.connection = connectionOf(`subscriber ${index}`);
  }

  /** Resolves when media could arrive. */
  async connect(server: MediaServer): Promise<void> {
    const { connection } = this;
    const { offer, accept } = await server.subscribe();
    const media = new Video(/^a=mid:(\S+)/m.exec(offer)?.[1] ?? '0', 'RecvOnly');
    media.addVP8Codec(video.payloadType);
    const track = connection.addTrack(media);
    track.setMediaHandler(new RtcpReceivingSession());
    track.onMessage((packet) => {
      if (packet.length >= shortestPacketBytes) this.received += 1;
    });
    const opened = new Promise<void>((resolve) => track.onOpen(resolve));
    const gathered = gatheringOf(connection);
    connection.setRemoteDescription(offer, 'offer');
    connection.setLocalDescription('answer');
    await gathered;
    await accept(connection.localDescription()?.sdp ?? '');
    await opened;
  }

  close(): void {
    this.connection.close();
  }
}

function gatheringOf(connection: PeerConnection): Promise<void> {
  return new Promise((resolve) =>
    connection.onGatheringStateChange((state) => {
      if (state === 'complete') resolve();
    }),
  );
}
