import { BoxFailure } from '../../errors.ts';
import type { Handler } from './index.ts';

/** Counts someone who plays everybody from the other box. After the ack: the last one's word closes the room. */
export const moved: Handler<'moved'> = async (room, peer) => {
  if (!room.moving) throw new BoxFailure('wrong-state', { detail: 'The room is not moving.' });
  setImmediate(() => room.moved(peer));
  return {};
};
