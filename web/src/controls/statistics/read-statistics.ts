import type { Mode, Source } from '@parley/sfu/contract/shapes.ts';

/** One track, or one layer of it, as it travels now. */
export type TrackFigures = {
  /** The same in the next look. */
  key: string;
  direction: 'in' | 'out';
  /** Null: this person. */
  participantId: string | null;
  source: Source;
  way: 'direct' | 'relay' | 'box';
  codec: string | null;
  width: number | null;
  height: number | null;
  framesPerSecond: number | null;
  /** Of a picture that is sent in several sizes, or in several rates: the browser's own word. */
  layer: string | null;
  bitrateBps: number | null;
  lossPercent: number | null;
  rttMs: number | null;
  jitterMs: number | null;
};

/** What the browser counts of one way; its own types differ from browser to browser, so nothing of it is taken for granted. */
export type CountedWay = { kind: Mode; reports: readonly { values(): Iterable<unknown> }[] };
/** Whose track that is, by the track's id; null: nobody's that is known. */
export type OwnerOf = (trackId: string) => { participantId: string | null; source: Source } | null;

/** What was counted until the look before, by key. */
export type Counted = ReadonlyMap<string, { atMs: number; bytes: number; packets: number; lost: number }>;
export type Statistics = { tracks: TrackFigures[]; counted: Counted };

type Entry = Record<string, unknown> & { id: string; type: string };

/** Reads all tracks; rates and losses are since the look before, so the first look has none. */
export function readStatistics(ways: readonly CountedWay[], ownerOf: OwnerOf, before: Counted): Statistics {
  const counted = new Map<string, { atMs: number; bytes: number; packets: number; lost: number }>();
  const tracks = ways.flatMap(({ kind, reports }, way) =>
    reports.flatMap((report, part) => {
      const entries = new Map([...report.values()].map((each) => [(each as Entry).id, each as Entry]));
      return [...entries.values()]
        .filter(({ type }) => type === 'inbound-rtp' || type === 'outbound-rtp')
        .flatMap((entry) => figuresOf({ entry, entries, kind, prefix: `${way}:${part}`, ownerOf, before, counted }));
    }),
  );
  return { tracks: tracks.sort(byDirectionAndOwner), counted };
}

type Reading = {
  entry: Entry;
  entries: ReadonlyMap<string, Entry>;
  kind: Mode;
  prefix: string;
  ownerOf: OwnerOf;
  before: Counted;
  counted: Map<string, { atMs: number; bytes: number; packets: number; lost: number }>;
};

function figuresOf({ entry, entries, kind, prefix, ownerOf, before, counted }: Reading): TrackFigures[] {
  const direction = entry.type === 'inbound-rtp' ? 'in' : 'out';
  const trackId = text(entry.trackIdentifier) ?? text(entries.get(text(entry.mediaSourceId) ?? '')?.trackIdentifier);
  const owner = trackId === null ? null : ownerOf(trackId);
  if (!owner) return [];
  const key = `${prefix}:${entry.id}`;
  const remote = [...entries.values()].find(
    ({ type, localId }) => type === 'remote-inbound-rtp' && localId === entry.id,
  );
  const pair = selectedPair(entries);
  const count = {
    atMs: number(entry.timestamp) ?? 0,
    bytes: number(direction === 'in' ? entry.bytesReceived : entry.bytesSent) ?? 0,
    packets: number(direction === 'in' ? entry.packetsReceived : entry.packetsSent) ?? 0,
    lost: Math.max(0, number(direction === 'in' ? entry.packetsLost : remote?.packetsLost) ?? 0),
  };
  counted.set(key, count);
  const last = before.get(key);
  return [
    {
      key,
      direction,
      ...owner,
      way: kind === 'sfu' ? 'box' : isRelayed(pair, entries) ? 'relay' : 'direct',
      codec: codecName(entries.get(text(entry.codecId) ?? '')),
      width: number(entry.frameWidth),
      height: number(entry.frameHeight),
      framesPerSecond: rounded(number(entry.framesPerSecond)),
      layer: [text(entry.rid), text(entry.scalabilityMode)].filter(Boolean).join(' ') || null,
      bitrateBps: last ? rate(count.bytes - last.bytes, count.atMs - last.atMs) : null,
      lossPercent: last ? share(count.lost - last.lost, count.packets - last.packets, direction) : null,
      rttMs: inMs(number(remote?.roundTripTime) ?? number(pair?.currentRoundTripTime)),
      jitterMs: inMs(number(entry.jitter) ?? number(remote?.jitter)),
    },
  ];
}

function selectedPair(entries: ReadonlyMap<string, Entry>): Entry | null {
  const all = [...entries.values()];
  const named = all.find(({ type }) => type === 'transport')?.selectedCandidatePairId;
  // Firefox marks the pair itself.
  return (
    entries.get(text(named) ?? '') ??
    all.find(({ type, selected }) => type === 'candidate-pair' && selected === true) ??
    null
  );
}

function isRelayed(pair: Entry | null, entries: ReadonlyMap<string, Entry>): boolean {
  return [pair?.localCandidateId, pair?.remoteCandidateId].some(
    (id) => entries.get(text(id) ?? '')?.candidateType === 'relay',
  );
}

function codecName(codec: Entry | undefined): string | null {
  return text(codec?.mimeType)?.replace(/^(?:audio|video)\//i, '') ?? null;
}

function rate(bytes: number, ms: number): number | null {
  return ms > 0 && bytes >= 0 ? Math.round((bytes * 8_000) / ms) : null;
}

/** What was received and what was lost are counted apart, what was sent has what was lost among it. */
function share(lost: number, packets: number, direction: 'in' | 'out'): number | null {
  const all = direction === 'in' ? packets + lost : packets;
  return all > 0 && lost >= 0 ? Math.min(100, Math.round((lost / all) * 1_000) / 10) : null;
}

const order: Record<Source, number> = { mic: 0, camera: 1, screen: 2, screenAudio: 3 };

function byDirectionAndOwner(a: TrackFigures, b: TrackFigures): number {
  const [one, other] = [a.participantId ?? '', b.participantId ?? ''];
  if (a.direction !== b.direction) return a.direction === 'out' ? -1 : 1;
  if (one !== other) return one < other ? -1 : 1;
  return order[a.source] - order[b.source] || (b.width ?? 0) - (a.width ?? 0);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}

function inMs(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1_000);
}
