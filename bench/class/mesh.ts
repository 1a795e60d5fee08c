import { Audio, PeerConnection, RtcpReceivingSession, type Track, Video } from 'node-datachannel';
import type { Page } from 'playwright-core';
import type { Clip, Sound } from '../../e2e/headless/clips.ts';
import { Pacemaker } from '../../e2e/headless/pacemaker.ts';
import { keyFrameRequests } from '../../e2e/headless/rtp.ts';
import { PictureStream, VoiceStream } from '../../e2e/headless/streams.ts';

/** What each sends to each at most, as the box's highest layer. */
const maxBitrateBps = 1_500_000;
let people = 0;

/**
 * A full mesh as anybody would build it: one browser with a connection of its own to each of the others, who are without browsers.
 * Camera and microphone are encoded once for each connection.
 */
export class Mesh {
  private readonly pacemaker = new Pacemaker();
  private readonly ends: (() => void)[] = [];

  async connect(page: Page, others: number, media: { clip: Clip; sound: Sound }): Promise<void> {
    await page.evaluate(openCamera);
    for (let index = 0; index < others; index += 1) {
      const offer = await page.evaluate(offerTo, { index, maxBitrateBps });
      await page.evaluate(acceptFrom, { index, answer: await this.answer(offer, media) });
    }
  }

  close(): void {
    for (const end of this.ends) end();
  }

  private async answer(offer: string, { clip, sound }: { clip: Clip; sound: Sound }): Promise<string> {
    const connection = new PeerConnection(`mesh ${people}`, { iceServers: [], disableAutoNegotiation: true });
    const firstSsrc = 500_000 + people++ * 10;
    const [voiceType, pictureType] = [payloadType(offer, 'opus/48000'), payloadType(offer, 'VP8/90000')];
    const voice = new VoiceStream(firstSsrc, voiceType, sound);
    const layer = clip.layers.at(-1);
    if (!layer) throw new Error('The clip is empty.');
    const picture = new PictureStream(firstSsrc + 1, pictureType, clip, layer);
    const audio = new Audio('0', 'SendRecv');
    audio.addOpusCodec(voiceType);
    audio.addSSRC(voice.ssrc, 'mesh', 'mesh', 'audio');
    const video = new Video('1', 'SendRecv');
    video.addVP8Codec(pictureType);
    video.addSSRC(picture.ssrc, 'mesh', 'mesh', 'video');
    const tracks = [connection.addTrack(audio), connection.addTrack(video)] as const;
    // Reports what arrives, so that the browser's congestion control knows that it does.
    for (const track of tracks) track.setMediaHandler(new RtcpReceivingSession());
    tracks[1].onMessage((packet) => keyFrameRequests(packet).includes(picture.ssrc) && picture.restart());
    tracks[1].onOpen(() => tracks[1].requestBitrate(maxBitrateBps * 2));
    const gathered = new Promise<void>((done) =>
      connection.onGatheringStateChange((state) => state === 'complete' && done()),
    );
    connection.setRemoteDescription(offer, 'offer');
    connection.setLocalDescription('answer');
    await gathered;
    const streams: [Track, PictureStream | VoiceStream][] = [
      [tracks[0], voice],
      [tracks[1], picture],
    ];
    const stop = this.pacemaker.add((nowMs) => {
      for (const [track, stream] of streams)
        if (track.isOpen()) for (const packet of stream.due(nowMs)) track.sendMessageBinary(packet);
    });
    this.ends.push(() => {
      stop();
      connection.close();
    });
    return connection.localDescription()?.sdp ?? '';
  }
}

function payloadType(sdp: string, codec: string): number {
  const found = new RegExp(`a=rtpmap:(\\d+) ${codec}`, 'i').exec(sdp)?.[1];
  if (!found) throw new Error(`The browser does not offer ${codec}.`);
  return Number(found);
}

declare global {
  interface Window {
    meshStream?: MediaStream;
    meshConnections?: RTCPeerConnection[];
  }
}

async function openCamera(): Promise<void> {
  window.meshStream = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
  window.meshConnections = [];
  document.body.replaceChildren();
}

async function offerTo({ index, maxBitrateBps }: { index: number; maxBitrateBps: number }): Promise<string> {
  const connection = new RTCPeerConnection();
  window.meshConnections ??= [];
  window.meshConnections[index] = connection;
  const stream = window.meshStream as MediaStream;
  for (const kind of ['audio', 'video'] as const) {
    const [track] = kind === 'audio' ? stream.getAudioTracks() : stream.getVideoTracks();
    if (!track) throw new Error(`No ${kind}.`);
    const sendEncodings = kind === 'video' ? [{ maxBitrate: maxBitrateBps }] : [];
    const transceiver = connection.addTransceiver(track, { direction: 'sendrecv', sendEncodings });
    if (kind === 'video') {
      const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
      transceiver.setCodecPreferences(codecs.filter(({ mimeType }) => mimeType === 'video/VP8'));
    }
  }
  connection.ontrack = ({ track }) => {
    const element = document.createElement(track.kind);
    Object.assign(element, { autoplay: true, srcObject: new MediaStream([track]) });
    if (track.kind === 'video') element.style.width = '320px';
    document.body.append(element);
  };
  await connection.setLocalDescription();
  await new Promise<void>((done) => {
    if (connection.iceGatheringState === 'complete') return done();
    connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && done();
  });
  return connection.localDescription?.sdp ?? '';
}

async function acceptFrom({ index, answer }: { index: number; answer: string }): Promise<void> {
  await window.meshConnections?.[index]?.setRemoteDescription({ type: 'answer', sdp: answer });
}
