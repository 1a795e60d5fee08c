import type { Source } from '@parley/sfu/contract/shapes.ts';
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import type { LocalMediaState } from '../../media/local-media.ts';
import type { Meeting } from '../../meeting/createMeeting.ts';
import { type Counted, type OwnerOf, readStatistics, type TrackFigures } from './read-statistics.ts';

const everyMs = 2_000;

/** What travels now, looked at every 2 s while it is seen. */
export function createStatistics(
  meeting: Meeting,
  devices: () => LocalMediaState | undefined,
  seen: Accessor<boolean>,
): Accessor<TrackFigures[]> {
  const [tracks, setTracks] = createSignal<TrackFigures[]>([]);
  const ownerOf: OwnerOf = (trackId) => ownSource(trackId) ?? othersSource(trackId);
  const ownSource = (trackId: string) => {
    const own: [Source, MediaStreamTrack | null | undefined][] = [
      ['mic', devices()?.mic.track],
      ['camera', devices()?.camera.track],
      ['screen', meeting.sharedScreen()],
    ];
    const found = own.find(([, track]) => track?.id === trackId);
    return found ? { participantId: null, source: found[0] } : null;
  };
  const othersSource = (trackId: string) => {
    for (const [key, live] of Object.entries(meeting.room.tracks)) {
      if (!live.some(({ id }) => id === trackId)) continue;
      const at = key.lastIndexOf(':');
      return { participantId: key.slice(0, at), source: key.slice(at + 1) as Source };
    }
    return null;
  };
  createEffect(() => {
    if (!seen()) return;
    let counted: Counted = new Map();
    let over = false;
    const look = async () => {
      const ways = await meeting.statistics();
      if (over) return;
      const read = readStatistics(ways, ownerOf, counted);
      counted = read.counted;
      setTracks(read.tracks);
    };
    void look();
    const timer = setInterval(() => void look(), everyMs);
    onCleanup(() => {
      over = true;
      clearInterval(timer);
    });
  });
  return tracks;
}
