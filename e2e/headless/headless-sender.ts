import { Audio, PeerConnection, type Track, Video } from 'node-datachannel';
import type { TransportOptions } from '../../sfu/contract/rtp.ts';
import type { Clip, Sound } from './clips.ts';
import type { HeadlessPeer } from './headless-peer.ts';
import type { Pacemaker } from './pacemaker.ts';
import { audioLevelExtension, keyFrameRequests } from './rtp.ts';
import { PictureStream, VoiceStream } from './streams.ts';

/** As the box's router names them. */
const payloadTypes = { opus: 100, vp8: 101 };
let people = 0;

/** Sends a headless peer's camera and voice to the box: real DTLS, SRTP and RTP from encoded clips, nothing is encoded here. */
export class HeadlessSender {
  /** Highest layer of the camera that somebody watches; -1: nobody at all. */
  private watched = Number.POSITIVE_INFINITY;
  private speaking = false;
  private stop: (() => void) | null = null;
  private readonly connection: PeerConnection;
  private readonly voice: VoiceStream | null;
  private readonly pictures: PictureStream[];
  private readonly peer: HeadlessPeer;

  constructor(peer: HeadlessPeer, media: { clip: Clip | null; sound: Sound | null }) {
    this.peer = peer;
    const firstSsrc = 1_000 + people++ * 10;
    this.connection = new PeerConnection(peer.name, { iceServers: [], disableAutoNegotiation: true });
    this.voice = media.sound && new VoiceStream(firstSsrc, payloadTypes.opus, media.sound);
    const { clip } = media;
    this.pictures = (clip?.layers ?? []).map(
      (layer, index) => new PictureStream(firstSsrc + 1 + index, payloadTypes.vp8, clip as Clip, layer),
    );
    peer.on('watchedLayers', ({ source, maxSpatialLayer }) => {
      if (source === 'camera') this.watched = maxSpatialLayer;
    });
  }

  /** Connects to the box and sends until `close`. The peer must have said its sources when it came in. */
  async start(pacemaker: Pacemaker): Promise<void> {
    const { connection, peer } = this;
    if (!peer.reply) throw new Error(`${peer.name} is not in`);
    const { epoch, sendTransport } = peer.reply.media;
    const audio = this.voice && this.addVoice(this.voice);
    const video = this.pictures.length > 0 ? this.addPictures() : null;
    const opened = Promise.all([audio, video].map((track) => track && new Promise<void>((done) => track.onOpen(done))));
    connection.setLocalDescription('offer');
    const offer = connection.localDescription()?.sdp ?? '';
    const fingerprint = /a=fingerprint:sha-256 ([0-9A-F:]+)/i.exec(offer)?.[1];
    if (!fingerprint) throw new Error('The offer has no fingerprint.');
    connection.setRemoteDescription(answerFor(offer, sendTransport), 'answer');
    const transportId = sendTransport.id;
    await peer.request('connectTransport', {
      epoch,
      transportId,
      dtlsParameters: { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: fingerprint }] },
    });
    await opened;
    const rtcp = { cname: peer.name, reducedSize: true };
    if (this.voice) {
      const codecs = [{ mimeType: 'audio/opus', payloadType: payloadTypes.opus, clockRate: 48_000, channels: 2 }];
      const headerExtensions = [audioLevelExtension];
      const rtpParameters = { codecs, headerExtensions, encodings: [{ ssrc: this.voice.ssrc }], rtcp };
      await peer.request('produce', { epoch, transportId, source: 'mic', rtpParameters });
    }
    if (this.pictures.length > 0) {
      const rtcpFeedback = [{ type: 'nack', parameter: 'pli' }];
      const codecs = [{ mimeType: 'video/VP8', payloadType: payloadTypes.vp8, clockRate: 90_000, rtcpFeedback }];
      const encodings = this.pictures.map(({ ssrc }) => ({ ssrc, scalabilityMode: 'L1T1' }));
      const sidePx = 320 * 2 ** (this.pictures.length - 1);
      const rtpParameters = { codecs, encodings, rtcp };
      await peer.request('produce', { epoch, transportId, source: 'camera', rtpParameters, sidePx });
    }
    this.stop = pacemaker.add((nowMs) => this.beat(nowMs, audio, video));
  }

  /** Says something from now on, or nothing. Whether it is heard is the roster's: the microphone must be unmuted there. */
  speak(speaking: boolean): void {
    this.speaking = speaking;
  }

  close(): void {
    this.stop?.();
    this.connection.close();
  }

  private beat(nowMs: number, audio: Track | null, video: Track | null): void {
    if (this.voice && this.speaking && audio?.isOpen())
      for (const packet of this.voice.due(nowMs)) audio.sendMessageBinary(packet);
    if (!video?.isOpen()) return;
    this.pictures.forEach((picture, layer) => {
      // As a browser does, the lowest layer goes on when nobody watches.
      if (layer <= Math.max(0, this.watched)) for (const packet of picture.due(nowMs)) video.sendMessageBinary(packet);
    });
  }

  private addVoice(voice: VoiceStream): Track {
    const audio = new Audio('0', 'SendOnly');
    audio.addOpusCodec(payloadTypes.opus);
    audio.addSSRC(voice.ssrc, this.peer.name);
    return this.connection.addTrack(audio);
  }

  private addPictures(): Track {
    const video = new Video('1', 'SendOnly');
    video.addVP8Codec(payloadTypes.vp8);
    for (const { ssrc } of this.pictures) video.addSSRC(ssrc, this.peer.name);
    const track = this.connection.addTrack(video);
    track.onMessage((packet) => {
      const asked = keyFrameRequests(packet);
      for (const picture of this.pictures) if (asked.includes(picture.ssrc)) picture.restart();
    });
    return track;
  }
}

/** The box's end of a sending transport as an answer (RFC 8829): it is ICE-lite, and waits for DTLS. */
function answerFor(offer: string, { iceParameters, iceCandidates, dtlsParameters }: TransportOptions): string {
  const fingerprint = dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (!fingerprint) throw new Error('The box has no SHA-256 fingerprint.');
  const candidates = iceCandidates
    .filter(({ protocol }) => protocol === 'udp')
    .map(({ foundation, priority, ip, port }) => `a=candidate:${foundation} 1 udp ${priority} ${ip} ${port} typ host`);
  const sections = offer
    .split(/^(?=m=)/m)
    .slice(1)
    .map((section) => [
      section.split('\r\n')[0],
      'c=IN IP4 0.0.0.0',
      `a=mid:${/a=mid:(\S+)/.exec(section)?.[1]}`,
      'a=recvonly',
      'a=rtcp-mux',
      ...(section.match(/^a=(?:rtpmap|fmtp|rtcp-fb):.*$/gm) ?? []),
      `a=ice-ufrag:${iceParameters.usernameFragment}`,
      `a=ice-pwd:${iceParameters.password}`,
      `a=fingerprint:sha-256 ${fingerprint.value}`,
      'a=setup:passive',
      ...candidates,
      'a=end-of-candidates',
    ]);
  const mids = sections.map((lines) => lines[2]?.slice('a=mid:'.length));
  const head = ['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', `a=group:BUNDLE ${mids.join(' ')}`, 'a=ice-lite'];
  return [...head, ...sections.flat(), ''].join('\r\n');
}
