import type { Grant } from '@parley/worker/contract/roles.ts';
import type { RequestName } from '../../contract/requests.ts';
import { source } from '../../contract/shapes.ts';
import type { Rate } from '../rate.ts';
import { grantOfSource } from '../room/grants.ts';
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

const none = () => null;
const receive = () => 'receive' as const;
const moderate = () => 'moderate' as const;
/**
 * To end a source needs no grant: it may have been taken away meanwhile. Neither does an unreadable one: the schema refuses it right
 * after.
 */
const sendSource = (data: unknown): Grant | null => {
  const fields: { source?: unknown; muted?: unknown } = typeof data === 'object' && data !== null ? data : {};
  const named = source.safeParse(fields.source);
  return named.success && fields.muted !== null ? grantOfSource[named.data] : null;
};

export const policy = {
  join: { states: ['connected'], grant: none, rate: { burst: 5, perSecond: 0.5 }, mutating: true },
  openMedia: { states: ['joined'], grant: none, rate: { burst: 6, perSecond: 0.5 }, mutating: true },
  connectTransport: { states: ['joined'], grant: none, rate: { burst: 10, perSecond: 1 }, mutating: true },
  restartIce: { states: ['joined'], grant: none, rate: { burst: 10, perSecond: 1 }, mutating: true },
  setSource: { states: ['joined'], grant: sendSource, rate: { burst: 24, perSecond: 5 }, mutating: true },
  produce: { states: ['joined'], grant: sendSource, rate: { burst: 16, perSecond: 2 }, mutating: true },
  closeProducer: { states: ['joined'], grant: none, rate: { burst: 16, perSecond: 2 }, mutating: true },
  showConsumers: { states: ['joined'], grant: receive, rate: { burst: 40, perSecond: 20 }, mutating: false },
  watch: { states: ['joined'], grant: receive, rate: { burst: 20, perSecond: 5 }, mutating: false },
  probe: { states: ['joined'], grant: none, rate: { burst: 6, perSecond: 0.5 }, mutating: true },
  signal: { states: ['joined'], grant: none, rate: { burst: 60, perSecond: 10 }, mutating: true },
  reportPath: { states: ['joined'], grant: none, rate: { burst: 40, perSecond: 5 }, mutating: true },
  reportTrouble: { states: ['joined'], grant: none, rate: { burst: 40, perSecond: 5 }, mutating: true },
  sendChat: { states: ['joined'], grant: () => 'chat', rate: { burst: 10, perSecond: 1 }, mutating: true },
  readChat: { states: ['joined'], grant: receive, rate: { burst: 10, perSecond: 1 }, mutating: false },
  setHand: { states: ['joined'], grant: () => 'raise-hand', rate: { burst: 10, perSecond: 1 }, mutating: true },
  react: { states: ['joined'], grant: () => 'react', rate: { burst: 6, perSecond: 2 }, mutating: true },
  reportQuality: { states: ['joined'], grant: none, rate: { burst: 5, perSecond: 0.5 }, mutating: true },
  stopSources: { states: ['joined'], grant: moderate, rate: { burst: 20, perSecond: 2 }, mutating: true },
  lowerHands: { states: ['joined'], grant: moderate, rate: { burst: 20, perSecond: 2 }, mutating: true },
  setSpotlight: { states: ['joined'], grant: moderate, rate: { burst: 20, perSecond: 2 }, mutating: true },
  createPoll: { states: ['joined'], grant: moderate, rate: { burst: 10, perSecond: 0.5 }, mutating: true },
  closePoll: { states: ['joined'], grant: moderate, rate: { burst: 20, perSecond: 2 }, mutating: true },
  votePoll: { states: ['joined'], grant: () => 'vote', rate: { burst: 20, perSecond: 2 }, mutating: true },
  readPolls: { states: ['joined'], grant: receive, rate: { burst: 10, perSecond: 1 }, mutating: false },
  ping: { states: ['joined'], grant: none, rate: { burst: 10, perSecond: 1 }, mutating: false },
  moved: { states: ['joined'], grant: none, rate: { burst: 5, perSecond: 0.5 }, mutating: true },
  leave: { states: ['connected', 'joined'], grant: none, rate: { burst: 3, perSecond: 1 }, mutating: true },
} as const satisfies Record<RequestName, RequestPolicy>;

/** For all retries of a peer together: they cost the box only the sending. */
export const retryRate: Rate = { burst: 20, perSecond: 2 };
