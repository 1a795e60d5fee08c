import { DurableObject } from 'cloudflare:workers';
import {
  type BoxCommand,
  boxLinkVersion,
  type FromBox,
  moveDeadlineMs,
  type RoomEvent,
} from '../../contract/box-link.ts';
import type { Box } from '../../contract/boxes.ts';
import { closeCodes, pingText, pongText } from '../../contract/live-socket.ts';
import { decideEnrolment, makeEnrolmentToken } from '../auth/box-enrolment.ts';
import { checkBoxToken, claimedBox } from '../auth/check-box-token.ts';
import type { Env } from '../environment.ts';
import { describeError, log } from '../log.ts';
import { accept, done, type Outcome, Refusal, refusalResponse, refuse } from '../refusal.ts';
import { hashSecret, randomId } from '../secrets.ts';
import { type BoxLink, BoxLinks, closeLink, sendToBox } from './box-links.ts';
import { BoxStatus } from './box-status.ts';
import type { EnrolmentRequest, FleetCalls, NewEnrolment, PlacedBox, Placing } from './calls.ts';
import { Drain } from './drain.ts';
import { FleetStore, type PlacedRoom } from './fleet-store.ts';
import { holdsWhileMoving } from './holds-while-moving.ts';
import { isWord } from './last-words.ts';
import { mayTake, placeOn } from './place.ts';
import { RateWindow } from './rate-window.ts';
import { readBoxMessage } from './read-box-message.ts';
import { forwardEvents, forwardSnapshot, tellRoomLost } from './room-reports.ts';

/** Messages of one box in ten seconds; a box batches its events, but acks come one by one. */
const maxMessagesPer10s = 3_000;

type Hello = Extract<FromBox, { type: 'hello' }>;

/**
 * All boxes: who is alive, where and how loaded; places live meetings and carries their commands. What a live meeting decides
 * (bans, lock, end) is only passed on here. Load lives with the links and is never written down.
 */
export class Fleet extends DurableObject<Env> implements FleetCalls {
  readonly #store: FleetStore;
  readonly #links: BoxLinks;
  readonly #status: BoxStatus;
  readonly #drain: Drain;
  readonly #rate = new RateWindow(10_000);
  /** Reports of one box are passed on in order. */
  readonly #reports = new Map<string, Promise<void>>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingText, pongText));
    this.#store = new FleetStore(ctx.storage.sql);
    this.#links = new BoxLinks(ctx);
    this.#status = new BoxStatus(this.#store, this.#links);
    this.#drain = new Drain(env, ctx.storage, this.#store, (boxId) => this.#status.isDraining(boxId));
  }

  async place({ meetingId, placement, region, avoid, leave }: Placing): Promise<PlacedBox | null> {
    const placed = this.#store.roomsOfMeeting(meetingId);
    // Asked for again, it may be placed already.
    const before = placed.filter((room) => room.placement !== placement);
    const here = placed[0] && this.#store.box(placed[0].boxId)?.region;
    const candidates = this.#status.candidates(Date.now()).filter(({ id }) => id !== avoid);
    const chosenId = placeOn(candidates, region ?? here ?? null);
    const chosen = chosenId && this.#store.box(chosenId);
    if (!chosen) return null;
    for (const old of before) {
      const target = { meetingId, placement: old.placement };
      if (leave === 'move') this.#give(old, { name: 'move-room', ...target, deadlineMs: moveDeadlineMs });
      else this.#give(old, { name: 'close-room', ...target, reason: 'moved' });
    }
    this.#store.putRoom(meetingId, placement, chosen.id);
    return { id: chosen.id, url: chosen.url };
  }

  async boxForTest(region: string | null, wanted: string | null): Promise<PlacedBox | null> {
    const candidates = this.#status.candidates(Date.now());
    const able = candidates.find((box) => box.id === wanted && mayTake(box));
    const box = this.#store.box(able?.id ?? placeOn(candidates, region) ?? '');
    return box && { id: box.id, url: box.url };
  }

  async reachable(boxId: string): Promise<boolean> {
    return this.#links.state(boxId, Date.now())?.silent === false;
  }

  async command(...commands: BoxCommand[]): Promise<void> {
    for (const command of commands) {
      const room = this.#store.room(command.meetingId, command.placement);
      if (room) this.#give(room, command);
      for (const moving of this.#store.movingRooms(command.meetingId))
        if (holdsWhileMoving(command, moving)) this.#give(moving, { ...command, placement: moving.placement });
    }
  }

  /** Keeps the command until it is acked, and sends it at once if the box is linked. */
  #give(room: PlacedRoom, command: BoxCommand): void {
    const id = randomId();
    this.#store.queue({ id, boxId: room.boxId, command }, room);
    sendToBox(this.#links.linkedSocket(room.boxId), { type: 'command', id, command });
  }

  async release(meetingId: string, placement: number): Promise<void> {
    if (this.#store.room(meetingId, placement)) this.#store.deleteRoom(meetingId, placement);
  }

  async healthyBoxes(): Promise<number> {
    return (await this.listBoxes()).filter(({ linked, healthy, draining }) => linked && healthy && !draining).length;
  }

  async listBoxes(): Promise<Box[]> {
    return this.#status.list(Date.now());
  }

  async drain(boxId: string, draining: boolean): Promise<Outcome<true>> {
    if (!this.#store.box(boxId)) return refuse('box-not-found');
    this.#store.setDraining(boxId, draining);
    log({ level: 'info', event: draining ? 'box-draining' : 'box-drain-over', boxId });
    if (draining) await this.#drain.begin();
    return done;
  }

  override async alarm(): Promise<void> {
    await this.#drain.moveBatch();
  }

  async createEnrolmentToken(target: NewEnrolment): Promise<{ token: string; expiresAtMs: number }> {
    const nowMs = Date.now();
    const { token, grant } = await makeEnrolmentToken(target, nowMs);
    this.#store.saveGrant(grant, nowMs);
    return { token, expiresAtMs: grant.expiresAtMs };
  }

  async enrol({ token, boxId, publicX }: EnrolmentRequest): Promise<Outcome<NewEnrolment>> {
    const tokenHash = await hashSecret(token);
    const nowMs = Date.now();
    const grant = this.#store.grant(tokenHash);
    const currentX = this.#store.box(boxId)?.publicX ?? null;
    const decision = decideEnrolment(grant, { boxId, publicX }, currentX, nowMs);
    if (!grant || decision === 'refuse') return refuse('enrolment-refused');
    const { url, region } = grant;
    if (decision === 'bind') {
      this.#store.saveGrant({ ...grant, usedForX: publicX }, nowMs);
      this.#store.saveBox({ id: boxId, url, region, publicX });
      for (const socket of this.#links.socketsOf(boxId)) closeLink(socket, closeCodes.replaced, 'enrolled anew');
      log({ level: 'info', event: 'box-enrolled', boxId });
    }
    return accept({ boxId, url, region });
  }

  async forget(boxId: string): Promise<Outcome<true>> {
    if (!this.#store.box(boxId)) return refuse('box-not-found');
    const rooms = this.#store.roomsOfBox(boxId);
    this.#store.forgetBox(boxId);
    for (const socket of this.#links.socketsOf(boxId)) closeLink(socket, closeCodes.notAllowed, 'forgotten');
    log({ level: 'info', event: 'box-forgotten', boxId });
    this.#report(boxId, () => tellRoomLost(this.env, boxId, rooms));
    return done;
  }

  /** The box link's way in. */
  override async fetch(request: Request): Promise<Response> {
    const token = /^Bearer (\S{1,2048})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    const boxId = claimedBox(token);
    const box = boxId && this.#store.box(boxId);
    const nowMs = Date.now();
    const checked = box
      ? await checkBoxToken(token, box, this.env.PARLEY_ORIGIN ?? '', nowMs)
      : { refused: 'unknown-box' };
    let reason = 'refused' in checked ? checked.refused : null;
    // Enrolled anew or forgotten while the token was checked.
    if (box && this.#store.box(box.id)?.publicX !== box.publicX) reason = 'key-replaced';
    // A token that outlives its use is remembered a little longer than it is believed.
    if ('jti' in checked && !this.#store.useToken(checked.jti, (checked.exp + 60) * 1000, nowMs)) reason = 'used';
    if (!box || reason !== null) {
      log({ level: 'warn', event: 'box-link-refused', boxId: box ? box.id : null, reason: reason ?? 'unknown-box' });
      return refusalResponse(new Refusal('box-unknown'));
    }
    for (const socket of this.#links.socketsOf(box.id))
      if (!this.#links.get(socket)?.hello) closeLink(socket, closeCodes.replaced, 'newer link');
    const { 0: client, 1: server } = new WebSocketPair();
    this.#links.accept(server, box.id, nowMs);
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(socket: WebSocket, raw: string | ArrayBuffer): Promise<void> {
    const link = this.#links.get(socket);
    if (!link || socket.readyState !== WebSocket.OPEN) return;
    if (this.#rate.count(`${link.boxId} ${link.openedAtMs}`, maxMessagesPer10s, Date.now()) !== null)
      return closeLink(socket, closeCodes.tooManyMessages, 'too many messages');
    const message = readBoxMessage(raw);
    if (!message || (message.type === 'hello') !== (link.hello === null))
      return closeLink(socket, closeCodes.badMessage, 'unexpected message');
    switch (message.type) {
      case 'hello':
        return this.#hello(socket, link, message);
      case 'load':
        if (link.hello)
          this.#links.set(socket, { ...link, hello: { ...link.hello, load: message.load, healthy: message.healthy } });
        return;
      case 'drain':
        if (!link.hello) return;
        this.#links.set(socket, { ...link, hello: { ...link.hello, draining: true } });
        log({ level: 'info', event: 'box-draining', boxId: link.boxId });
        return this.#drain.begin();
      case 'ack':
        if (!message.ok)
          log({ level: 'warn', event: 'command-refused', boxId: link.boxId, commandId: message.commandId });
        return this.#store.acked(link.boxId, message.commandId);
      case 'events':
        return this.#events(socket, link, message);
    }
  }

  override async webSocketClose(socket: WebSocket, code: number): Promise<void> {
    closeLink(socket, code === 1005 || code === 1006 ? 1000 : code, '');
    const link = this.#links.get(socket);
    if (!link?.hello || this.#links.linkedSocket(link.boxId)) return;
    this.#store.noteLinked(link.boxId, Date.now());
    log({ level: 'info', event: 'box-unlinked', boxId: link.boxId });
  }

  override async webSocketError(socket: WebSocket): Promise<void> {
    await this.webSocketClose(socket, 1006);
  }

  async #hello(socket: WebSocket, link: BoxLink, hello: Hello): Promise<void> {
    const box = this.#store.box(link.boxId);
    const reason =
      hello.version !== boxLinkVersion
        ? `version ${hello.version}: this Worker speaks ${boxLinkVersion}`
        : !box || hello.boxId !== box.id || hello.region !== box.region
          ? 'not as enrolled'
          : null;
    if (reason !== null) {
      log({ level: 'warn', event: 'box-link-refused', boxId: link.boxId, reason });
      closeLink(socket, closeCodes.refused, reason);
      return;
    }
    for (const older of this.#links.socketsOf(link.boxId))
      if (older !== socket) closeLink(older, closeCodes.replaced, 'newer link');
    const { software, capacity, healthy, draining, load } = hello;
    this.#links.set(socket, { ...link, hello: { software, capacity, healthy, draining, load } });
    this.#store.noteLinked(link.boxId, Date.now());
    this.#store.keepMoving(link.boxId, hello.rooms);
    const rooms = this.#store.roomsOfBox(link.boxId);
    sendToBox(socket, {
      type: 'welcome',
      version: boxLinkVersion,
      rooms: rooms.map(({ meetingId, placement, locked, bans }) => ({ meetingId, placement, locked, bans })),
    });
    for (const { id, command } of this.#store.commandsOf(link.boxId))
      sendToBox(socket, { type: 'command', id, command });
    log({ level: 'info', event: 'box-linked', boxId: link.boxId });
    this.#report(link.boxId, () => forwardSnapshot(this.env, link.boxId, rooms, hello.rooms));
    // It may itself drain, or have room for what other boxes could not get rid of.
    if (this.#store.boxes().some(({ id }) => this.#status.isDraining(id))) await this.#drain.begin();
  }

  #events(socket: WebSocket, link: BoxLink, { seq, events }: Extract<FromBox, { type: 'events' }>): void {
    if (seq > link.lastSeq) {
      this.#links.set(socket, { ...link, lastSeq: seq });
      const placed = events.filter((event) => this.#concerns(link.boxId, event));
      this.#report(link.boxId, () => forwardEvents(this.env, link.boxId, placed));
      for (const { type, meetingId, placement } of events)
        if (type === 'room-closed') this.#store.moveEnded(link.boxId, meetingId, placement);
    }
    this.#report(link.boxId, async () => {
      sendToBox(socket, { type: 'events-ack', seq });
    });
  }

  /** Only of rooms placed on that box; of one that its people are leaving, what is said and raised there goes with them. */
  #concerns(boxId: string, event: RoomEvent): boolean {
    const { meetingId, placement } = event;
    if (this.#store.room(meetingId, placement)?.boxId === boxId) return true;
    return isWord(event) && this.#store.boxBeingLeft(meetingId, placement) === boxId;
  }

  /** Passes a box's reports on, one after the other. */
  #report(boxId: string, pass: () => Promise<void>): void {
    const passed = (this.#reports.get(boxId) ?? Promise.resolve()).then(pass).catch((error) => {
      log({ level: 'error', event: 'request-failed', where: 'box report', reason: describeError(error) });
    });
    this.#reports.set(boxId, passed);
    this.ctx.waitUntil(passed);
  }
}
