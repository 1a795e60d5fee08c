import { lowerHands as lower, setSpotlight as show, stopSources as stop } from '../../room/powers.ts';
import type { Handler } from './index.ts';

/** Mutes others, and ends what they show. */
export const stopSources: Handler<'stopSources'> = async (room, peer, { participantIds, sources }) => {
  stop(room, peer, participantIds, sources);
  return {};
};

/** Lowers the hands of others. */
export const lowerHands: Handler<'lowerHands'> = async (room, _peer, { participantIds }) => {
  lower(room, participantIds);
  return {};
};

/** Shows somebody to everybody. */
export const setSpotlight: Handler<'setSpotlight'> = async (room, _peer, { participantId }) => {
  show(room, participantId);
  return {};
};
