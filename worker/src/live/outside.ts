import { connect } from 'cloudflare:sockets';
import { type Env, isDevelopment } from '../environment.ts';
import type { MediaAddress } from './media-address.ts';

/** How long a port may take to answer. */
const answerMs = 5_000;

/** The world outside, as the Worker sees it. Tests put their own in its place. */
export const outside = {
  /** Boxes of development are on the machine itself, where nothing outside could look. */
  isLookedFrom: (env: Env): boolean => !isDevelopment(env),

  /** Does a TCP connection come about? Nothing is sent over it. */
  answers: async ({ address, port }: MediaAddress): Promise<boolean> => {
    let late: number | null = null;
    try {
      const socket = connect({ hostname: address.includes(':') ? `[${address}]` : address, port });
      const tooLate = new Promise<false>((resolve) => {
        late = setTimeout(() => resolve(false), answerMs);
      });
      const answered = await Promise.race([socket.opened.then(() => true), tooLate]);
      socket.close().catch(() => {});
      return answered;
    } catch {
      return false;
    } finally {
      clearTimeout(late);
    }
  },
};
