import { DurableObject } from 'cloudflare:workers';
import type { RoomEvent } from '../../contract/box-link.ts';
import { closeCodes, pingText, pongText } from '../../contract/live-socket.ts';
import type { MeetingPreview } from '../../contract/meetings.ts';
import { clientAddress } from '../client-address.ts';
import type { Env } from '../environment.ts';
import { findMeeting, type MeetingSettings } from '../meetings/meeting-store.ts';
import { accept, type Outcome, Refusal, refusalResponse, refuse } from '../refusal.ts';
import { hashSecret } from '../secrets.ts';
import { heldSeat, judge, needsSeat, placed, prepareArrival, shownPasscode, takeSeat } from './admit.ts';
import { adoptSettings } from './adopt-settings.ts';
import { Attendance } from './attendance.ts';
import { CallLimits } from './call-limits.ts';
import type { Arrival, Arrived, LiveMeetingCalls, MovedAway, TestPlace } from './calls.ts';
import { type Room, tellKnocks } from './door.ts';
import { greet } from './greet.ts';
import { applyLastWords } from './last-words.ts';
import { LiveFiles } from './live-files.ts';
import { LiveMeetingStore } from './live-meeting-store.ts';
import { LivePlacement } from './live-placement.ts';
import { close, helloWithinMs, LiveSockets, readMessage } from './live-sockets.ts';
import { LiveState } from './live-state.ts';
import { LiveTime } from './live-time.ts';
import { endMeeting, findModerator, moderate } from './moderate.ts';
import { previewOf, testPlaceOf } from './preview.ts';
import { applyRoomEvents, applySnapshot } from './room-events.ts';
import { lobbyHeldMs } from './seat.ts';
import { SeatCalls } from './seat-calls.ts';
import { seatSecret } from './seat-secret.ts';
import { settleState } from './settle.ts';

/** Asked again this soon, a client in trouble loses little; no faster, so that many cost little. */
const movePendingSeconds = 1;
/**
 * The running side of one meeting: who may come in, the lobby, lock and bans, and which box serves it. All of it is in SQLite
 * or with the sockets, so that the object may sleep whenever nothing happens; its one alarm runs only while it waits for something.
 */
export class LiveMeeting extends DurableObject<Env> implements LiveMeetingCalls {
  readonly #store: LiveMeetingStore;
  readonly #sockets: LiveSockets;
  readonly #placement: LivePlacement;
  readonly #limits: CallLimits;
  readonly #files: LiveFiles;
  readonly #time: LiveTime;
  readonly #seats: SeatCalls;
  #state: LiveState | null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingText, pongText));
    this.#store = new LiveMeetingStore(ctx.storage.sql);
    this.#sockets = new LiveSockets(ctx);
    this.#placement = new LivePlacement(env);
    this.#limits = new CallLimits(() => this.env, this.#store.attempts);
    this.#files = new LiveFiles(this.#store.files, env.FILES);
    const attendance = new Attendance(this.#store.stays, env.DB);
    this.#time = new LiveTime({ ctx, db: env.DB, placement: this.#placement, files: this.#files, attendance });
    const load = (meetingId: string) => this.#load(meetingId);
    this.#seats = new SeatCalls({ load, limits: this.#limits, files: this.#files, placement: this.#placement });
    this.#state = LiveState.restore(this.#store);
  }

  async preview(meetingId: string, accountId: string | null): Promise<Outcome<MeetingPreview>> {
    const found = await this.#load(meetingId);
    if (!found.ok) return found;
    return previewOf(found.value, this.#placement.policy(found.value), accountId, this.env, Date.now());
  }

  async testPlace(meetingId: string, accountId: string | null): Promise<Outcome<TestPlace>> {
    const found = await this.#load(meetingId);
    if (!found.ok) return found;
    return testPlaceOf(found.value, accountId, Date.now());
  }

  async join(meetingId: string, arrival: Arrival): Promise<Outcome<Arrived>> {
    const wait = this.#limits.call('join', arrival.address, Date.now());
    if (wait !== null) return refuse('rate-limited', wait);
    const found = await this.#load(meetingId);
    if (!found.ok) return found;
    const state = found.value;
    const configured = this.env.SIGNING_KEYS_SECRET ?? '';
    const prepared = await prepareArrival(configured, meetingId, arrival);
    const shown = shownPasscode(state, prepared);
    const tried = shown === 'right' || shown === 'wrong' ? shown : null;
    const blocked = tried && this.#limits.passcode(tried, prepared.passcodeHash, arrival.address, Date.now());
    if (blocked !== null) return refuse('rate-limited', blocked);
    const first = judge(state, prepared, this.#placement.policy(state), Date.now());
    if (first.type === 'refuse') return refuse(first.code, first.retryAfterSeconds);
    if (first.type === 'admit') {
      const wish = { people: arrival.place, gone: arrival.gone, seatId: heldSeat(state, prepared)?.id ?? null };
      const where = await this.#placement.ensure(state, wish, Date.now());
      if (where === 'move-pending') return this.#refusedLate(where, movePendingSeconds);
      if (where === 'no-box') return this.#refusedLate(where);
    }

    // From here to `takeSeat` nothing is awaited: what is decided is what is taken.
    const nowMs = Date.now();
    const media = this.#placement.policy(state);
    const decision = judge(state, prepared, media, nowMs);
    const { box, phase } = state.facts;
    if (decision.type === 'refuse') return this.#refusedLate(decision.code, decision.retryAfterSeconds);
    if (decision.type === 'admit' && !box) return this.#refusedLate('no-box');
    if (needsSeat(state, prepared) && !state.makeRoom(nowMs)) return this.#refusedLate('meeting-full');
    const seat = takeSeat(state, prepared, decision.type, nowMs);
    const admitted = decision.type === 'admit' && box ? placed(state, box, media, seat.role) : null;

    if (state.facts.phase === 'live' && phase !== 'live') this.#time.began(state, nowMs);
    if (decision.type === 'wait') tellKnocks(this.#room(state));
    await this.#settle();
    const { title } = state.facts;
    const secret =
      seat.id === prepared.fresh.id ? prepared.fresh.secret : await seatSecret(configured, meetingId, seat.id);
    return accept({
      meeting: { id: meetingId, title },
      participant: { id: seat.participantId, name: seat.name, role: seat.role },
      seat: { id: seat.id, secret },
      admitted: admitted ?? { reason: decision.type === 'wait' ? decision.reason : 'lobby' },
    });
  }

  async moderate(...[meetingId, claim, action, address]: Parameters<LiveMeetingCalls['moderate']>) {
    const wait = this.#limits.call('seat', address, Date.now());
    if (wait !== null) return refuse('rate-limited', wait);
    const found = await this.#load(meetingId);
    if (!found.ok) return found;
    const state = found.value;
    const shownHash = claim.seat && (await hashSecret(claim.seat.secret));
    const by = findModerator(state, claim, shownHash);
    if ('refused' in by) return refuse(by.refused);
    const tooMany = this.#limits.moderator(by.seat?.id ?? claim.accountId, Date.now());
    if (tooMany !== null) return refuse('rate-limited', tooMany);
    return this.#settled(await moderate(this.#room(state), by, action, Date.now()));
  }

  async seatHolder(...asked: Parameters<SeatCalls['seatHolder']>) {
    return this.#seats.seatHolder(...asked);
  }

  async beginFile(...asked: Parameters<SeatCalls['beginFile']>) {
    return this.#settled(await this.#seats.beginFile(...asked));
  }

  async finishFile(...asked: Parameters<SeatCalls['finishFile']>) {
    return this.#settled(await this.#seats.finishFile(...asked));
  }

  async giveUpFile(fileId: string): Promise<void> {
    if (this.#state) this.#files.giveUp(fileId, Date.now());
    await this.#settle();
  }

  async findFile(...asked: Parameters<SeatCalls['findFile']>) {
    return this.#seats.findFile(...asked);
  }

  async ratedCall(...asked: Parameters<SeatCalls['ratedCall']>) {
    return this.#seats.ratedCall(...asked);
  }

  async settingsChanged(settings: MeetingSettings): Promise<void> {
    const state = this.#state;
    if (!state) return;
    await adoptSettings(this.#room(state), settings);
    await this.#settle();
  }

  async deleted(): Promise<void> {
    if (!this.#state) return;
    await endMeeting(this.#room(this.#state), 'deleted');
    await this.#time.deleted(this.#state);
    this.#state = null;
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
  }

  async roomEvents(boxId: string, placement: number, events: RoomEvent[]): Promise<void> {
    const state = this.#state;
    if (!state) return;
    if (placement < state.facts.placement)
      return this.#placement.passOn(state, applyLastWords(state, placement, events));
    if (state.facts.box?.id !== boxId || state.facts.placement !== placement) return;
    applyRoomEvents(state, events, Date.now());
    if (events.some(({ type }) => type === 'room-closed')) this.#placement.doubt();
    await this.#settle();
  }

  async roomSnapshot(boxId: string, placement: number, participantIds: string[] | null): Promise<void> {
    const state = this.#state;
    if (!state || state.facts.box?.id !== boxId || state.facts.placement !== placement) return;
    applySnapshot(state, participantIds, Date.now());
    if (!participantIds) this.#placement.doubt();
    await this.#settle();
  }

  async moveAway(boxId: string, placement: number): Promise<MovedAway> {
    await this.#settle();
    if (!this.#state) return 'elsewhere';
    const moved = await this.#placement.moveAway(this.#state, boxId, placement);
    await this.#settle();
    return moved;
  }

  /** The live socket's way in; the route has checked the Origin. */
  override async fetch(request: Request): Promise<Response> {
    const meetingId = new URL(request.url).pathname.split('/')[3] ?? '';
    const found = await this.#load(meetingId);
    if (!found.ok) return refusalResponse(new Refusal(found.code));
    const address = clientAddress(request.headers);
    if (this.#sockets.fullFor(address)) return refusalResponse(new Refusal('rate-limited', { retryAfterSeconds: 10 }));
    const { 0: client, 1: server } = new WebSocketPair();
    const nowMs = Date.now();
    this.#sockets.accept(server, address, nowMs);
    await this.#wakeAt(nowMs + helloWithinMs);
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, raw: string | ArrayBuffer): Promise<void> {
    const message = readMessage(raw);
    const seatId = this.#sockets.seatOf(socket);
    if (!message || (message.type === 'hello') !== (seatId === null))
      return close(socket, closeCodes.badMessage, 'unexpected message');
    if (message.type === 'hello') return greet(socket, message, this.#sockets, () => this.#state);
    const seat = seatId === null ? undefined : this.#state?.seat(seatId);
    if (this.#state && seat?.state === 'waiting') {
      this.#state.drop(seat.id);
      tellKnocks(this.#room(this.#state));
    }
    close(socket, 1000, 'left');
    await this.#settle();
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    close(socket, code === 1005 || code === 1006 ? 1000 : code, '');
    const seatId = this.#sockets.seatOf(socket);
    const seat = seatId === null ? undefined : this.#state?.seat(seatId);
    if (seat?.state !== 'waiting' || this.#sockets.has(seat.id)) return;
    this.#state?.put({ ...seat, heldUntilMs: Date.now() + lobbyHeldMs });
    await this.#settle();
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.webSocketClose(socket, 1006);
  }

  override async alarm(): Promise<void> {
    await this.#settle();
  }

  /** The meeting as it is here, or from its row when it wakes up for the first time. */
  async #load(meetingId: string): Promise<Outcome<LiveState>> {
    if (this.#state) return accept(this.#state);
    const meeting = await findMeeting(this.env.DB, meetingId);
    if (!meeting) return refuse('meeting-not-found');
    if (meeting.deleted) return refuse('meeting-deleted');
    this.#state ??= LiveState.begin(this.#store, meeting);
    return accept(this.#state);
  }

  #room(state: LiveState): Room {
    return { state, sockets: this.#sockets, placement: this.#placement };
  }

  async #settled<T>(answer: T): Promise<T> {
    await this.#settle();
    return answer;
  }

  #refusedLate(...refusal: Parameters<typeof refuse>): Promise<Outcome<never>> {
    return this.#settled(refuse(...refusal));
  }

  /** Does what is due, and sets the alarm for what comes next. */
  async #settle(): Promise<void> {
    const state = this.#state;
    const nowMs = Date.now();
    const helloDueAtMs = this.#sockets.closeSilent(nowMs);
    const settled = state && settleState(this.#room(state), nowMs);
    if (state && settled?.wentIdle) this.#time.wentIdle(state, settled.wentIdle.wasLive, nowMs);
    const timeDueAtMs = state && this.#time.settle(state, nowMs);
    const dueAtMs = [helloDueAtMs, settled?.dueAtMs, timeDueAtMs].filter((due) => typeof due === 'number');
    if (dueAtMs.length > 0) await this.#wakeAt(Math.min(...dueAtMs));
  }

  /** Sets the alarm unless an earlier one is set. */
  async #wakeAt(atMs: number): Promise<void> {
    const current = await this.ctx.storage.getAlarm();
    if (current === null || current > atMs || current <= Date.now()) await this.ctx.storage.setAlarm(atMs);
  }
}
