import { BoxFailure } from '../../errors.ts';
import type { Handler } from './index.ts';

/** Takes down what someone sends and tells the others; its way through the box, if there is one, follows. */
export const setSource: Handler<'setSource'> = async (room, peer, { source, muted }) => {
  const before = peer.sources.get(source) ?? null;
  peer.stopped = null;
  if (muted === null) peer.sources.delete(source);
  else peer.sources.set(source, muted);
  if (before !== muted) room.announceChange(peer);
  await room.media.followSource(peer, source);
  return {};
};

/** Begins to send a source through the box. */
export const produce: Handler<'produce'> = async (room, peer, payload) => {
  if (room.ways.policy === 'p2p') throw new BoxFailure('wrong-mode');
  return await room.media.produce(peer, payload);
};
