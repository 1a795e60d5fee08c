import type { Knock, ToBrowser } from '@parley/worker/contract/live-socket.ts';
import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { LiveSocket } from '../api/live-socket.ts';
import { call } from '../api/worker-client.ts';
import type { Meeting } from './createMeeting.ts';

/** What hosts and co-hosts hear and can do. Everything is decided by the Worker and checked by the box. */
export type Moderation = {
  /** This person is a host or co-host. */
  allowed: Accessor<boolean>;
  knocks: Accessor<Knock[]>;
  lobby: Accessor<boolean>;
  /** No seat ids: all who wait. */
  answer: (answer: 'admit' | 'deny', seatIds?: string[]) => Promise<void>;
  remove: (participantId: string, banAddress: boolean) => Promise<void>;
  setLocked: (locked: boolean) => Promise<void>;
  setLobby: (lobby: boolean) => Promise<void>;
  endForAll: () => Promise<void>;
};

export function createModeration(meeting: Meeting): Moderation {
  const [knocks, setKnocks] = createSignal<Knock[]>([]);
  const [lobby, setLobby] = createSignal(false);
  const allowed = () => meeting.room.self?.role === 'host' || meeting.room.self?.role === 'co-host';

  const onMessage = (message: ToBrowser) => {
    if (message.type === 'knocks') setKnocks(message.knocks);
    if (message.type === 'settings') setLobby(message.lobby);
  };

  createEffect(() => {
    const seat = meeting.seat();
    if (!seat || !allowed()) return;
    const socket = new LiveSocket(meeting.id, seat, onMessage);
    onCleanup(() => {
      socket.close();
      setKnocks([]);
    });
  });

  const target = () => ({ params: { id: meeting.id }, seat: meeting.seat() });
  return {
    allowed,
    knocks,
    lobby,
    answer: async (answer, seatIds) => {
      await call('answerKnock', { ...target(), body: { answer, ...(seatIds ? { seatIds } : {}) } });
    },
    remove: async (participantId, banAddress) => {
      await call('removeParticipant', { ...target(), body: { participantId, banAddress } });
    },
    setLocked: async (locked) => {
      await call('lockMeeting', { ...target(), body: { locked } });
    },
    setLobby: async (wanted) => {
      await call('setLobby', { ...target(), body: { lobby: wanted } });
      setLobby(wanted);
    },
    endForAll: async () => {
      await call('endMeeting', { ...target(), body: {} });
    },
  };
}
