import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { Signal } from '@parley/sfu/contract/signal.ts';
import { DirectPath } from '../../web/src/media/direct-path.ts';

declare global {
  interface Window {
    meetAtOnce: typeof meetAtOnce;
  }
}

/** What became of one pair whose ends began at the same moment. */
export interface Met {
  connected: boolean;
  /** What each end receives, sorted. */
  received: [string[], string[]];
  stuck: number;
}

/** How long a pair may take to have everything, in milliseconds. */
const patienceMs = 8_000;

/** Two ends in one page that both begin to send at once; each of them then adds what is in `later`, at once again. */
async function meetAtOnce(first: [Source[], Source[]], later: [Source[], Source[]]): Promise<Met> {
  const received: [Source[], Source[]] = [[], []];
  let stuck = 0;
  const end = (index: 0 | 1): DirectPath =>
    new DirectPath({
      participantId: `other-${index}`,
      link: 'a-link',
      polite: index === 1,
      iceServers: [],
      hideAddress: false,
      videoCodec: 'vp8',
      // Over a network a signal comes a moment later, and as a copy.
      send: (signal: Signal) => {
        const copy = structuredClone(signal);
        setTimeout(() => ends[index === 0 ? 1 : 0].receive(copy), 5);
      },
      events: {
        onReceived: (all) => {
          received[index] = all.map(({ source }) => source).sort();
        },
        onHealth: () => {},
      },
      onStuck: () => {
        stuck += 1;
      },
    });
  const ends: [DirectPath, DirectPath] = [end(0), end(1)];
  const tracks: MediaStreamTrack[] = [];
  const begin = async (sources: [Source[], Source[]]) => {
    await Promise.all(
      ends.flatMap((path, index) =>
        (sources[index] ?? []).map(async (source) => {
          const track = makeTrack(source);
          tracks.push(track);
          await path.setSending(source, { track });
        }),
      ),
    );
  };
  const has = (wanted: number) => received[0].length + received[1].length === wanted;
  await begin(first);
  const firstCount = first.flat().length;
  await until(() => has(firstCount) && ends.every(({ connected }) => connected));
  await begin(later);
  await until(() => has(firstCount + later.flat().length));
  const met: Met = { connected: ends.every(({ connected }) => connected), received: [...received], stuck };
  for (const path of ends) path.close();
  for (const track of tracks) track.stop();
  return met;
}

function makeTrack(source: Source): MediaStreamTrack {
  if (source === 'mic' || source === 'screenAudio') {
    return new AudioContext().createMediaStreamDestination().stream.getAudioTracks()[0] as MediaStreamTrack;
  }
  const canvas = document.createElement('canvas');
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
  return canvas.captureStream(5).getVideoTracks()[0] as MediaStreamTrack;
}

async function until(met: () => boolean): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!met() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

window.meetAtOnce = meetAtOnce;
