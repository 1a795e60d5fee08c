import type { Grant } from '@parley/worker/contract/roles.ts';
import type { RequestName } from '../../contract/requests.ts';
import { type Source, source } from '../../contract/shapes.ts';
import type { Rate } from '../rate.ts';
import type { PeerState } from '../room/peer-state.ts';

/** What a peer may ask for, and when. */
export interface RequestPolicy {
  /** Peer states in which the request makes sense. A socket that asks is never suspended. */
  states: readonly PeerState[];
  /** The grant it needs, which may depend on the payload (not parsed yet); null for none. */
  grant: (data: unknown) => Grant | null;
  rate: Rate;
  /** It changes state in a way that must happen once: a retry with the same envelope id gets the first result. */
  mutating: boolean;
}

export const grantOfSource = {
  mic: 'send-mic',
  camera: 'send-camera',
  screen: 'send-screen',
  screenAudio: 'send-screen-audio',
} as const satisfies Record<Source, Grant>;

const none = () => null;
const receive = () => 'receive' as const;
/** An unreadable source needs no grant: the schema refuses it right after. */
const sendSource = (data: unknown): Grant | null => {
  const named = source.safeParse(
    typeof data === 'object' && data !== null && 'source' in data ? data.source : undefined,
  );
  return named.success ? grantOfSource[named.data] : null;
};

export const policy = {
  join: { states: ['connected'], grant: none, rate: { burst: 5, perSecond: 0.5 }, mutating: true },
  openMedia: { states: ['joined'], grant: none, rate: { burst: 6, perSecond: 0.5 }, mutating: true },
  connectTransport: { states: ['joined'], grant: none, rate: { burst: 10, perSecond: 1 }, mutating: true },
  restartIce: { states: ['joined'], grant: none, rate: { burst: 10, perSecond: 1 }, mutating: true },
  produce: { states: ['joined'], grant: sendSource, rate: { burst: 12, perSecond: 2 }, mutating: true },
  closeProducer: { states: ['joined'], grant: none, rate: { burst: 12, perSecond: 2 }, mutating: true },
  setMuted: { states: ['joined'], grant: none, rate: { burst: 20, perSecond: 5 }, mutating: true },
  showConsumers: { states: ['joined'], grant: receive, rate: { burst: 40, perSecond: 20 }, mutating: false },
  leave: { states: ['connected', 'joined'], grant: none, rate: { burst: 3, perSecond: 1 }, mutating: true },
} as const satisfies Record<RequestName, RequestPolicy>;

/** For all retries of a peer together: they cost the box only the sending. */
export const retryRate: Rate = { burst: 20, perSecond: 2 };
