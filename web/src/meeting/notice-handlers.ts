import type { NoticeOf } from '@parley/sfu/contract/notices.ts';
import type { Chat } from './chat.ts';
import type { MediaSession } from './media-session.ts';
import type { PresenceEvents } from './presence-events.ts';
import type { Recovery } from './recovery.ts';
import type { PassedNotice, Stay } from './stay.ts';

export type NoticeHandlers = { readonly [N in PassedNotice]: (notice: NoticeOf<N>, stay: Stay) => void };

export type NoticeHandlersTools = {
  session: () => MediaSession | null;
  recovery: Pick<Recovery, 'happened'>;
  chat: Pick<Chat, 'add'>;
  events: Pick<
    PresenceEvents,
    'onSpeakers' | 'onLocked' | 'onGrants' | 'onSourcesStopped' | 'onSpotlight' | 'onReaction' | 'onPoll'
  >;
  /** The room gets another box. */
  onMoving: () => void;
};

/** Frequent, and never about who is here. */
export const ofStreams: readonly PassedNotice[] = ['consumerAdded', 'consumerClosed', 'watchedLayers', 'speakers'];

/** Of a box that is being left: its streams play on, what is written there is read, and a host who is still there ends what is sent. */
const stillHeard: readonly PassedNotice[] = [
  'consumerAdded',
  'consumerClosed',
  'watchedLayers',
  'chat',
  'sourcesStopped',
];

/** What each notice of a box means to a presence. */
export function makeNoticeHandlers({ session, recovery, chat, events, onMoving }: NoticeHandlersTools): NoticeHandlers {
  const mediaOf = (stay: Stay) => session()?.boxes.of(stay);
  return {
    consumerAdded: (notice, stay) => mediaOf(stay)?.onConsumerAdded(notice),
    consumerClosed: (notice, stay) => mediaOf(stay)?.onConsumerClosed(notice),
    watchedLayers: (notice, stay) => mediaOf(stay)?.onWatchedLayers(notice),
    mediaReset: () => recovery.happened('media-gone'),
    speakers: ({ participantIds }) => events.onSpeakers(participantIds),
    modeChanged: (mode) => session()?.setMode(mode),
    pathSettled: (notice) => session()?.onPathSettled(notice),
    signal: (notice) => session()?.onSignal(notice),
    chat: ({ message }) => chat.add([message]),
    roomMoving: onMoving,
    roomLocked: ({ locked }) => events.onLocked(locked),
    grantsChanged: ({ grants }) => events.onGrants(grants),
    sourcesStopped: (notice) => events.onSourcesStopped(notice),
    spotlight: ({ participantId }) => events.onSpotlight(participantId),
    reaction: (notice) => events.onReaction(notice),
    poll: (stand) => events.onPoll(stand),
  };
}

/** `isOld`: it comes from a box that is being left, and little of what it says counts. */
export function handleNotice<N extends PassedNotice>(
  handlers: NoticeHandlers,
  stay: Stay,
  name: N,
  notice: NoticeOf<N>,
  isOld: boolean,
): void {
  if (!isOld || stillHeard.includes(name)) (handlers[name] as (notice: NoticeOf<N>, stay: Stay) => void)(notice, stay);
}
