import type { Source } from '../../contract/shapes.ts';

/** Something that somebody sends. */
export interface Stream {
  producerId: string;
  ownerId: string;
  source: Source;
}

/** All that is sent in a room, made once and looked at for each receiver. */
export class SentStreams {
  readonly all: readonly Stream[];
  /** Those that everybody or many may hear; pictures are only found by name. */
  readonly sounds: readonly Stream[];
  private readonly byId: ReadonlyMap<string, Stream>;
  private readonly byName: ReadonlyMap<string, Stream>;

  constructor(all: readonly Stream[]) {
    this.all = all;
    this.sounds = all.filter(({ source }) => source === 'mic' || source === 'screenAudio');
    this.byId = new Map(all.map((stream) => [stream.producerId, stream]));
    this.byName = new Map(all.map((stream) => [nameOf(stream), stream]));
  }

  has(producerId: string): boolean {
    return this.byId.has(producerId);
  }

  find(named: Pick<Stream, 'ownerId' | 'source'>): Stream | undefined {
    return this.byName.get(nameOf(named));
  }
}

function nameOf({ ownerId, source }: Pick<Stream, 'ownerId' | 'source'>): string {
  return `${source} ${ownerId}`;
}
