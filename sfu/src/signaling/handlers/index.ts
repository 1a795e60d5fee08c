import type { PayloadOf, ReplyOf, RequestName } from '../../../contract/requests.ts';
import type { Peer } from '../../room/peer.ts';
import type { Room } from '../../room/room.ts';
import { leave } from './leave.ts';
import { moved } from './moved.ts';
import { closePoll, createPoll, readPolls, votePoll } from './polls.ts';
import { lowerHands, setSpotlight, stopSources } from './powers.ts';
import { reportPath } from './report-path.ts';
import { reportTrouble } from './report-trouble.ts';
import { signal } from './signal.ts';
import { produce, setSource } from './sources.ts';
import { react, readChat, reportQuality, sendChat, setHand } from './talk.ts';

/** Carries out a request that passed the gate. Throws a BoxFailure to refuse. */
export type Handler<N extends RequestName> = (room: Room, peer: Peer, payload: PayloadOf<N>) => Promise<ReplyOf<N>>;

/** One per request: a missing one does not compile. */
export const handlers: { [N in RequestName]: Handler<N> } = {
  join: (room, peer, payload) => room.join(peer, payload),
  openMedia: (room, peer, payload) => room.openMedia(peer, payload),
  connectTransport: (room, peer, payload) => room.media.connectTransport(peer, payload),
  restartIce: (room, peer, payload) => room.media.restartIce(peer, payload),
  closeProducer: (room, peer, payload) => room.media.closeProducer(peer, payload),
  showConsumers: (room, peer, payload) => room.media.showConsumers(peer, payload),
  probe: (room, peer, payload) => room.media.probe(peer, payload),
  watch: (room, peer, payload) => room.media.watch(peer, payload),
  setSource,
  produce,
  signal,
  reportPath,
  reportTrouble,
  sendChat,
  readChat,
  setHand,
  react,
  reportQuality,
  stopSources,
  lowerHands,
  setSpotlight,
  createPoll,
  closePoll,
  votePoll,
  readPolls,
  ping: async () => ({}),
  moved,
  leave,
};
