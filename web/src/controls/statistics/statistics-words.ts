import { texts } from '../../texts/texts.ts';
import type { TrackFigures } from './read-statistics.ts';

/** “VP8 · 1280×720 · 30 fps · r2 L1T3”: what it is. */
export function shapeOf({ codec, width, height, framesPerSecond, layer }: TrackFigures): string {
  const words = texts.connection.statistics;
  return joined([
    codec,
    width && height ? `${width}×${height}` : null,
    framesPerSecond === null ? null : words.fps(framesPerSecond),
    layer,
  ]);
}

/** “980 kbit/s · 0.4 % lost · 24 ms · ± 3 ms”: how it does. */
export function paceOf({ bitrateBps, lossPercent, rttMs, jitterMs }: TrackFigures): string {
  const words = texts.connection;
  return joined([
    bitrateBps === null ? null : words.statistics.kbps(Math.round(bitrateBps / 1_000)),
    lossPercent === null ? null : words.lost(String(lossPercent)),
    rttMs === null ? null : words.ms(rttMs),
    jitterMs === null ? null : words.statistics.jitter(jitterMs),
  ]);
}

/** “Ada: camera, through the server”. */
export function titleOf(track: TrackFigures, nameOf: (id: string) => string): string {
  const words = texts.connection.statistics;
  const who = track.participantId === null ? words.you : nameOf(track.participantId);
  return words.track(who, words.sources[track.source], words.ways[track.way]);
}

/** All of it for a message to whoever runs the service: figures and names, no addresses, no ids, no secrets. */
export function asText(
  tracks: readonly TrackFigures[],
  nameOf: (id: string) => string,
  about: readonly string[],
): string {
  const words = texts.connection.statistics;
  const lines = tracks.map(
    (track) =>
      `${words.directions[track.direction]} ${titleOf(track, nameOf)}: ${joined([shapeOf(track), paceOf(track)])}`,
  );
  return [...about, ...lines].join('\n');
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter(Boolean).join(' · ');
}
