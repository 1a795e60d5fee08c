import { expect, test } from 'vitest';
import { nextPeerState, type PeerEvent, type PeerState } from './peer-state.ts';
import { nextRoomState, type RoomState, type RoomStateEvent } from './room-state.ts';

const peers: [PeerState, PeerEvent, PeerState | null][] = [
  ['connected', 'join', 'joined'],
  ['connected', 'socket-lost', 'connected'],
  ['connected', 'socket-attached', 'connected'],
  ['connected', 'leave', 'left'],
  ['joined', 'join', null],
  ['joined', 'socket-lost', 'suspended'],
  ['joined', 'socket-attached', 'joined'],
  ['joined', 'leave', 'left'],
  ['suspended', 'join', null],
  ['suspended', 'socket-lost', 'suspended'],
  ['suspended', 'socket-attached', 'joined'],
  ['suspended', 'leave', 'left'],
  ['left', 'join', null],
  ['left', 'socket-lost', null],
  ['left', 'socket-attached', null],
  ['left', 'leave', null],
];
test.each(peers)('peer: %s × %s → %s', (state, event, next) => {
  expect(nextPeerState(state, event)).toBe(next);
});

const rooms: [RoomState, RoomStateEvent, RoomState | null][] = [
  ['opening', 'media-ready', 'open'],
  ['opening', 'peer-came', 'opening'],
  ['opening', 'last-peer-left', 'empty'],
  ['opening', 'grace-over', null],
  ['opening', 'close', 'closed'],
  ['open', 'media-ready', 'open'],
  ['open', 'peer-came', 'open'],
  ['open', 'last-peer-left', 'empty'],
  ['open', 'grace-over', null],
  ['open', 'close', 'closed'],
  ['empty', 'media-ready', 'empty'],
  ['empty', 'peer-came', 'open'],
  ['empty', 'last-peer-left', 'empty'],
  ['empty', 'grace-over', 'closed'],
  ['empty', 'close', 'closed'],
  ['closed', 'media-ready', null],
  ['closed', 'peer-came', null],
  ['closed', 'last-peer-left', null],
  ['closed', 'grace-over', null],
  ['closed', 'close', null],
];
test.each(rooms)('room: %s × %s → %s', (state, event, next) => {
  expect(nextRoomState(state, event)).toBe(next);
});
