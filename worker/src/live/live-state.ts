import type { Knock } from '../../contract/live-socket.ts';
import type { Permissions } from '../../contract/roles.ts';
import type { ChatMessage, ExpectedParticipant, Poll, Vote } from '../../contract/room-state.ts';
import type { MeetingSettings, StoredMeeting } from '../meetings/meeting-store.ts';
import type { LiveContents, LiveFacts, LiveMeetingStore } from './live-meeting-store.ts';
import type { PastSeat } from './past-seat-store.ts';
import { holdsPlace, isModerator, type LiveBan, maxRememberedSeats, maySayHowItWasMs, type Seat } from './seat.ts';
import { nextSeatState, type SeatEvent } from './seat-state.ts';

/** A live meeting in memory, written through to its SQLite. No I/O besides, and no decisions. */
export class LiveState {
  readonly #store: LiveMeetingStore;
  readonly #seats = new Map<string, Seat>();
  #facts: LiveFacts;
  #bans: LiveBan[];

  constructor(store: LiveMeetingStore, contents: LiveContents) {
    this.#store = store;
    this.#facts = contents.facts;
    this.#bans = contents.bans;
    for (const seat of contents.seats) this.#seats.set(seat.id, seat);
  }

  /** What an earlier life of the object left; null before its first. */
  static restore(store: LiveMeetingStore): LiveState | null {
    const contents = store.load();
    return contents && new LiveState(store, contents);
  }

  static begin(store: LiveMeetingStore, meeting: StoredMeeting): LiveState {
    const facts: LiveFacts = {
      meetingId: meeting.id,
      ownerId: meeting.ownerId,
      title: meeting.title,
      maxSeats: meeting.maxSeats,
      mediaSetting: meeting.media,
      lobbySetting: meeting.lobby,
      lobbyChoice: null,
      passcode: meeting.passcode,
      beginsWithoutHost: meeting.beginsWithoutHost,
      permissionsSetting: meeting.permissions,
      permissionsChoice: null,
      schedule: meeting.schedule,
      phase: 'idle',
      locked: false,
      placement: 0,
      firstPlacement: 1,
      box: null,
      roomOpen: false,
      media: null,
      lost: false,
      unanswered: null,
      untold: false,
      arriveByMs: null,
      rights: 0,
      spotlight: null,
      spotlightPlacement: 0,
      waitingReason: null,
      attendedSinceMs: null,
    };
    store.create(facts);
    return new LiveState(store, { facts, seats: [], bans: [] });
  }

  get facts(): Readonly<LiveFacts> {
    return this.#facts;
  }

  get bans(): readonly LiveBan[] {
    return this.#bans;
  }

  get lobby(): boolean {
    return this.#facts.lobbyChoice ?? this.#facts.lobbySetting;
  }

  /** What guests may do now. */
  get permissions(): Permissions {
    return this.#facts.permissionsChoice ?? this.#facts.permissionsSetting;
  }

  get seats(): Seat[] {
    return [...this.#seats.values()];
  }

  change(change: Partial<LiveFacts>): void {
    this.#facts = { ...this.#facts, ...change };
    this.#store.saveFacts(this.#facts);
  }

  /** Takes the meeting's settings; what hosts chose meanwhile is over where the setting changed. */
  adopt({ lobby, media, permissions, ...settings }: MeetingSettings): void {
    const { lobbySetting, lobbyChoice, permissionsSetting, permissionsChoice } = this.#facts;
    const { title, maxSeats, passcode, beginsWithoutHost, schedule } = settings;
    this.change({
      ...{ title, maxSeats, passcode, beginsWithoutHost, schedule },
      mediaSetting: media,
      lobbySetting: lobby,
      lobbyChoice: lobby === lobbySetting ? lobbyChoice : null,
      permissionsSetting: permissions,
      permissionsChoice: samePermissions(permissions, permissionsSetting) ? permissionsChoice : null,
    });
  }

  seat(id: string): Seat | undefined {
    return this.#seats.get(id);
  }

  seatOfNonce(nonceHash: string): Seat | undefined {
    return this.seats.find((seat) => seat.nonceHash === nonceHash);
  }

  seatOfParticipant(participantId: string): Seat | undefined {
    return this.seats.find((seat) => seat.participantId === participantId);
  }

  put(seat: Seat): void {
    this.#seats.set(seat.id, seat);
    this.#store.saveSeat(seat);
  }

  /** Applies an event to a seat; false if it means nothing in its state. */
  move(seat: Seat, event: SeatEvent, change: Partial<Seat> = {}): boolean {
    const state = nextSeatState(seat.state, event);
    if (!state) return false;
    this.put({ ...seat, ...change, state });
    return true;
  }

  drop(id: string): void {
    this.#seats.delete(id);
    this.#store.deleteSeat(id);
  }

  /**
   * Is there room to remember one more seat? Forgets an old one to make some: of someone turned away, else of someone absent, who
   * would have to ask anew. Of someone removed only when nothing else is left: their account and address stay banned, but a
   * guest without either would come back as a stranger.
   */
  makeRoom(nowMs: number): boolean {
    if (this.#seats.size < maxRememberedSeats) return true;
    const seats = this.seats.toSorted((a, b) => a.sinceMs - b.sinceMs);
    const oldest =
      seats.find((seat) => seat.state === 'denied') ??
      seats.find((seat) => seat.state === 'admitted' && !holdsPlace(seat, nowMs)) ??
      seats.find((seat) => seat.state === 'removed');
    if (oldest) this.drop(oldest.id);
    return oldest !== undefined;
  }

  ban(ban: LiveBan): void {
    this.#bans = [...this.#bans, ban];
    this.#store.addBan(ban);
  }

  /** Forgets the seats of people who were let in or turned away, but for saying how it was: who was in may for a while. */
  retire(seats: readonly Seat[], nowMs: number): void {
    const { attendedSinceMs: startedAtMs } = this.#facts;
    for (const { id, secretHash, state, placement } of seats) {
      const wasIn = (state === 'admitted' || state === 'present') && placement > 0;
      if (wasIn && startedAtMs !== null)
        this.#store.pastSeats.add({ id, secretHash, startedAtMs }, nowMs + maySayHowItWasMs);
      this.drop(id);
    }
  }

  /** The seat of somebody who was in when an earlier time ended, not long ago. */
  pastSeat(id: string, nowMs: number): PastSeat | null {
    return this.#store.pastSeats.get(id, nowMs);
  }

  prunePastSeats(nowMs: number): void {
    this.#store.pastSeats.prune(nowMs);
  }

  clearBans(): void {
    this.#bans = [];
    this.#store.clearBans();
  }

  /** The newest chat messages, in order. */
  get chat(): ChatMessage[] {
    return this.#store.chat.all();
  }

  addChat(messages: readonly ChatMessage[]): void {
    if (messages.length > 0) this.#store.chat.add(messages);
  }

  get polls(): Poll[] {
    return this.#store.polls.polls();
  }

  get votes(): Vote[] {
    return this.#store.polls.votes();
  }

  /** Null: of that id there is none any more. */
  setPoll(id: string, poll: Poll | null): void {
    if (poll) this.#store.polls.put(poll);
    else this.#store.polls.delete(id);
  }

  /** As it was given in that placement; false if a later one has another already. */
  vote(vote: Vote, placement: number): boolean {
    return this.#store.polls.vote(vote, placement);
  }

  /** As it was in that placement: a later one's stays. */
  setSpotlight(spotlight: string | null, spotlightPlacement: number): void {
    if (spotlightPlacement >= this.#facts.spotlightPlacement) this.change({ spotlight, spotlightPlacement });
  }

  /** Forgets what was said, asked and shown. */
  clearTalk(): void {
    this.#store.chat.clear();
    this.#store.polls.clear();
    if (this.#facts.spotlight !== null) this.change({ spotlight: null });
  }

  /** Who should be in the room: those who are, and those who were when its box was lost and may still come back. */
  expected(nowMs: number): ExpectedParticipant[] {
    return this.seats
      .filter((seat) => seat.state === 'present' || (seat.expectedBack && holdsPlace(seat, nowMs)))
      .map(({ participantId, name, role, handRaisedAtMs }) => ({ id: participantId, name, role, handRaisedAtMs }));
  }

  placesTaken(nowMs: number, except?: string): number {
    return this.seats.filter((seat) => seat.id !== except && holdsPlace(seat, nowMs)).length;
  }

  presentCount(): number {
    return this.seats.filter((seat) => seat.state === 'present').length;
  }

  /** First come first. */
  waiting(): Seat[] {
    return this.seats.filter((seat) => seat.state === 'waiting').toSorted((a, b) => a.sinceMs - b.sinceMs);
  }

  moderators(): Seat[] {
    return this.seats.filter(isModerator);
  }

  knocks(): Knock[] {
    return this.waiting().map(({ id, name, sinceMs }) => ({ seatId: id, name, sinceMs }));
  }
}

function samePermissions(a: Permissions, b: Permissions): boolean {
  return (Object.keys(a) as (keyof Permissions)[]).every((name) => a[name] === b[name]);
}
