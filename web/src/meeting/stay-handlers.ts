import type { LeftReason } from '../errors/problem.ts';
import type { Chat } from './chat.ts';
import type { MediaSession } from './media-session.ts';
import type { PresenceEvents } from './presence-events.ts';
import type { Recovery } from './recovery.ts';
import type { RoomFacts } from './room-facts.ts';
import type { Stay, StayEvent } from './stay.ts';
import type { Walks } from './walks.ts';

/** Entering is not among them: it makes a stay the current one. */
type CurrentEvent = Exclude<StayEvent, { type: 'entered' }>;
type EventOf<T extends CurrentEvent['type']> = Extract<CurrentEvent, { type: T }>;
export type StayHandlers = { readonly [T in CurrentEvent['type']]: (stay: Stay, event: EventOf<T>) => void };

export type StayHandlersTools = {
  session: () => MediaSession | null;
  recovery: Pick<Recovery, 'happened' | 'health' | 'step'>;
  chat: Pick<Chat, 'catchUp'>;
  walks: Pick<Walks, 'isMoving' | 'abort'>;
  facts: Pick<RoomFacts, 'resumed'>;
  events: Pick<PresenceEvents, 'onMeeting' | 'onSelf'>;
  onRoster: () => void;
  /** The box will not have this person back. */
  onPlaceLost: () => void;
  /** The room gets another box. */
  onMoving: () => void;
  onLeft: (reason: LeftReason) => void;
};

/** What each event of the current stay means to a presence. */
export function makeStayHandlers(tools: StayHandlersTools): StayHandlers {
  const { session, recovery, chat, walks, events } = tools;
  const sayLost = () => events.onMeeting({ type: 'connectionLost', atMs: Date.now() });
  return {
    roster: tools.onRoster,
    self: (stay, { self }) => {
      session()?.boxes.of(stay)?.announcer.reconcile(self.sending);
      events.onSelf(self);
    },
    connectionLost: () => {
      sayLost();
      recovery.happened('socket-lost');
    },
    connectionBack: (stay, { resumed }) => {
      if (!walks.isMoving) walks.abort();
      events.onMeeting({ type: 'joined' });
      tools.facts.resumed(resumed);
      recovery.happened('socket-back');
      session()?.catchUp(stay, resumed);
      const health = session()?.sfuPath?.health;
      if (health && recovery.step === null) recovery.health(health);
      void chat.catchUp(resumed.lastChatSeq);
      if (resumed.moving) tools.onMoving();
    },
    placeLost: () => {
      tools.onPlaceLost();
      sayLost();
      // Otherwise on the way to the next box already.
      if (!walks.isMoving) recovery.happened('place-lost');
    },
    left: (_, { reason }) => tools.onLeft(reason),
  };
}

export function handleEvent<T extends CurrentEvent['type']>(
  handlers: StayHandlers,
  stay: Stay,
  event: EventOf<T> & { type: T },
): void {
  (handlers[event.type] as (stay: Stay, event: EventOf<T>) => void)(stay, event);
}
