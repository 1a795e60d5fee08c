import type { Handler } from './index.ts';

/** Asks everybody a question. */
export const createPoll: Handler<'createPoll'> = async (room, _peer, payload) => ({ poll: room.polls.create(payload) });

/** Takes no more votes. */
export const closePoll: Handler<'closePoll'> = async (room, _peer, { pollId }) => {
  room.polls.end(pollId);
  return {};
};

/** Counts a vote, in place of an earlier one. */
export const votePoll: Handler<'votePoll'> = async (room, peer, { pollId, option }) => {
  room.polls.vote(peer, pollId, option);
  return {};
};

/** All polls, as the one who asks sees them. */
export const readPolls: Handler<'readPolls'> = async (room, peer) => ({ polls: room.polls.views(peer.id) });
