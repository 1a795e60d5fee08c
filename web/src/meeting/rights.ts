import type { Source } from '@parley/sfu/contract/shapes.ts';
import type { Grant } from '@parley/worker/contract/roles.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { NewsListener } from './news.ts';

export const grantOfSource = {
  mic: 'send-mic',
  camera: 'send-camera',
  screen: 'send-screen',
  screenAudio: 'send-screen-audio',
} as const satisfies Record<Source, Grant>;

/** Those that one notices: the sound of a screen goes with the screen, and the rest never changes while one is a guest. */
const noticed: readonly Grant[] = ['send-mic', 'send-camera', 'send-screen', 'chat'];

/** What is allowed now and was not, and the other way round. */
export function changedGrants(
  before: readonly Grant[],
  now: readonly Grant[],
): { allowed: Grant[]; forbidden: Grant[] } {
  return {
    allowed: noticed.filter((grant) => now.includes(grant) && !before.includes(grant)),
    forbidden: noticed.filter((grant) => before.includes(grant) && !now.includes(grant)),
  };
}

export type LocalRightsTools = {
  localMedia: Pick<LocalMedia, 'state' | 'setOn' | 'subscribe'>;
  stopSharing: () => void;
  tell: NewsListener;
};

/**
 * Keeps what this person sends within what they are granted. The box ends it in any case; here it goes off as well, so that nobody
 * believes to be heard who is not, whatever was pressed. Nothing goes on again by itself.
 */
export class LocalRights {
  readonly #tools: LocalRightsTools;
  readonly #unsubscribe: () => void;
  /** Null: outside. */
  #grants: readonly Grant[] | null = null;

  constructor(tools: LocalRightsTools) {
    this.#tools = tools;
    this.#unsubscribe = tools.localMedia.subscribe(() => this.#enforce());
  }

  set(grants: readonly Grant[]): void {
    const before = this.#grants;
    this.#grants = grants;
    const ended = this.#enforce();
    const { allowed, forbidden } = before ? changedGrants(before, grants) : { allowed: [], forbidden: ended };
    if (forbidden.length > 0) this.#tools.tell({ type: 'forbidden', grants: forbidden });
    if (allowed.length > 0) this.#tools.tell({ type: 'allowed', grants: allowed });
  }

  /** A host ended these; they may go on again. */
  stopped(sources: readonly Source[]): void {
    const { localMedia, stopSharing } = this.#tools;
    if (sources.includes('mic')) void localMedia.setOn('mic', false);
    if (sources.includes('camera')) void localMedia.setOn('camera', false);
    if (sources.includes('screen')) stopSharing();
  }

  leave(): void {
    this.#grants = null;
  }

  close(): void {
    this.#unsubscribe();
  }

  #enforce(): Grant[] {
    const grants = this.#grants;
    if (!grants) return [];
    const { localMedia, stopSharing } = this.#tools;
    const ended: Grant[] = [];
    for (const kind of ['mic', 'camera'] as const) {
      if (grants.includes(grantOfSource[kind]) || !localMedia.state[kind].on) continue;
      ended.push(grantOfSource[kind]);
      void localMedia.setOn(kind, false);
    }
    if (!grants.includes('send-screen')) stopSharing();
    return ended;
  }
}
