import { Device, type types } from 'mediasoup-client';
import { io } from 'socket.io-client';

// Camera and microphone run before the click, as they do in a green room.
const stream = await navigator.mediaDevices.getUserMedia({
  audio: true,
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
});
document.body.dataset.ready = 'yes';

document.querySelector('button')?.addEventListener('click', () => void join());

async function join(): Promise<void> {
  performance.mark('parley:join-click');
  await fetch('/join', { method: 'POST' });
  performance.mark('parley:admitted');

  const socket = io({ transports: ['websocket'] });
  const ask = async <T>(name: string, data: unknown = {}): Promise<T> => {
    const answer = await socket.emitWithAck(name, data);
    if (answer?.error) throw new Error(`${name}: ${answer.error}`);
    return answer;
  };
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  performance.mark('parley:signaling-connected');

  const device = new Device();
  await device.load({ routerRtpCapabilities: await ask<types.RtpCapabilities>('capabilities') });
  const sending = device.createSendTransport(await ask<types.TransportOptions>('createTransport'));
  const receiving = device.createRecvTransport(await ask<types.TransportOptions>('createTransport'));
  for (const transport of [sending, receiving]) {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      ask('connectTransport', { id: transport.id, dtlsParameters }).then(() => done(), failed);
    });
  }
  sending.on('produce', ({ kind, rtpParameters }, done, failed) => {
    ask<string>('produce', { id: sending.id, kind, rtpParameters }).then((id) => done({ id }), failed);
  });
  const producers = await ask<string[]>('join');
  performance.mark('parley:joined');

  void send(sending);
  for (const producerId of producers) {
    const options = await ask<types.ConsumerOptions>('consume', {
      id: receiving.id,
      producerId,
      rtpCapabilities: device.rtpCapabilities,
    });
    const consumer = await receiving.consume(options);
    await ask('resume', { consumerId: consumer.id });
    play(consumer.track);
  }
}

async function send(transport: types.Transport): Promise<void> {
  const [camera] = stream.getVideoTracks();
  const [microphone] = stream.getAudioTracks();
  if (microphone) await transport.produce({ track: microphone });
  if (camera) {
    await transport.produce({
      track: camera,
      encodings: [
        { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
        { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
        { maxBitrate: 1_500_000 },
      ],
      codecOptions: { videoGoogleStartBitrate: 2500 },
    });
  }
  document.body.dataset.sending = 'yes';
}

function play(track: MediaStreamTrack): void {
  const element = document.createElement(track.kind === 'video' ? 'video' : 'audio') as HTMLVideoElement;
  element.autoplay = true;
  element.playsInline = true;
  element.srcObject = new MediaStream([track]);
  document.body.append(element);
  if (track.kind === 'video') {
    element.requestVideoFrameCallback(() => performance.mark('parley:first-remote-frame'));
  }
}
