import type { Knock, ToBrowser } from '@parley/worker/contract/live-socket.ts';
import { allPermitted, type Permissions, type Role } from '@parley/worker/contract/roles.ts';
import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import { LiveSocket } from '../api/live-socket.ts';
import { call } from '../api/worker-client.ts';
import type { Meeting } from './createMeeting.ts';

/** What hosts and co-hosts hear and can do. Everything is decided by the Worker and checked by the box. */
export type Moderation = {
  /** This person is a host or co-host. */
  allowed: Accessor<boolean>;
  knocks: Accessor<Knock[]>;
  lobby: Accessor<boolean>;
  /** What guests may do now. */
  permissions: Accessor<Permissions>;
  /** No seat ids: all who wait. */
  answer: (answer: 'admit' | 'deny', seatIds?: string[]) => Promise<void>;
  remove: (participantId: string, banAddress: boolean) => Promise<void>;
  /** `host` hands the meeting over, or takes one's own back; hosts and owners only. */
  setRole: (participantId: string, role: Role) => Promise<void>;
  setPermissions: (change: Partial<Permissions>) => Promise<void>;
  setLocked: (locked: boolean) => Promise<void>;
  setLobby: (lobby: boolean) => Promise<void>;
  endForAll: () => Promise<void>;
};

export function createModeration(meeting: Meeting): Moderation {
  const [knocks, setKnocks] = createSignal<Knock[]>([]);
  const [lobby, setLobby] = createSignal(false);
  const [permissions, setPermissions] = createSignal<Permissions>(allPermitted);
  const allowed = createMemo(() => meeting.room.self?.role === 'host' || meeting.room.self?.role === 'co-host');

  const onMessage = (message: ToBrowser) => {
    if (message.type === 'knocks') setKnocks(message.knocks);
    if (message.type !== 'settings') return;
    setLobby(message.lobby);
    setPermissions(message.permissions);
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
    permissions,
    answer: async (answer, seatIds) => {
      await call('answerKnock', { ...target(), body: { answer, ...(seatIds ? { seatIds } : {}) } });
    },
    remove: async (participantId, banAddress) => {
      await call('removeParticipant', { ...target(), body: { participantId, banAddress } });
    },
    setRole: async (participantId, role) => {
      await call('setRole', { ...target(), body: { participantId, role } });
    },
    setPermissions: async (change) => {
      await call('setPermissions', { ...target(), body: change });
      setPermissions((before) => ({ ...before, ...change }));
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
