import { DurableObject } from 'cloudflare:workers';
import { type BoxCommand, boxLinkVersion, type FromBox, moveDeadlineMs } from '../../contract/box-link.ts';
import type { Box, BoxRefusal } from '../../contract/boxes.ts';
import { closeCodes, pingText, pongText } from '../../contract/live-socket.ts';
import { decideEnrolment, makeEnrolmentToken } from '../auth/box-enrolment.ts';
import type { Env } from '../environment.ts';
import { log } from '../log.ts';
import { accept, done, type Outcome, refuse } from '../refusal.ts';
import { hashSecret, randomId } from '../secrets.ts';
import { BoxDoor } from './box-door.ts';
import { type BoxLink, BoxLinks, closeLink, sendToBox } from './box-links.ts';
import { BoxRefusalStore } from './box-refusal-store.ts';
import { BoxReports } from './box-reports.ts';
import { BoxStatus } from './box-status.ts';
import type { EnrolmentRequest, FleetCalls, NewEnrolment, PlacedBox, Placing } from './calls.ts';
import { Coming } from './coming.ts';
import { decideHello, otherVersion } from './decide-hello.ts';
import { Drain } from './drain.ts';
import { FleetStore, type PlacedRoom } from './fleet-store.ts';
import { holdsWhileMoving } from './holds-while-moving.ts';
import { LookFromOutside } from './look-from-outside.ts';
import { LookStore } from './look-store.ts';
import { type CallerPlace, type Candidate, mayTake, placeOn } from './place.ts';
import { RateWindow } from './rate-window.ts';
import { type OtherHello, readBoxMessage } from './read-box-message.ts';
import { regionPlaces } from './region-places.ts';

/** Messages of one box in ten seconds; a box batches its events, but acks come one by one. */
const maxMessagesPer10s = 3_000;

type Hello = Extract<FromBox, { type: 'hello' }>;

/**
 * All boxes: who is alive, where and how loaded; places live meetings and carries their commands. What a live meeting decides
 * (bans, lock, end) is only passed on here. Load lives with the links and is never written down.
 */
export class Fleet extends DurableObject<Env> implements FleetCalls {
  readonly #store: FleetStore;
  readonly #refusals: BoxRefusalStore;
  readonly #links: BoxLinks;
  readonly #status: BoxStatus;
  readonly #door: BoxDoor;
  readonly #reports: BoxReports;
  readonly #looks: LookFromOutside;
  readonly #drain: Drain;
  readonly #coming = new Coming();
  readonly #rate = new RateWindow(10_000);

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(pingText, pongText));
    const { storage } = ctx;
    const store = new FleetStore(storage.sql);
    const refusals = new BoxRefusalStore(storage.sql);
    const links = new BoxLinks(ctx);
    const isLinked = (boxId: string) => links.linkedSocket(boxId) !== null;
    this.#store = store;
    this.#refusals = refusals;
    this.#links = links;
    this.#looks = new LookFromOutside({ env, ctx, store: new LookStore(storage.sql), isLinked });
    this.#status = new BoxStatus({ store, links, looks: this.#looks, coming: this.#coming });
    this.#door = new BoxDoor({ env, store, links, refusals });
    this.#reports = new BoxReports({ env, ctx, store, links });
    this.#drain = new Drain(env, storage, store, (boxId) => this.#status.isDraining(boxId));
  }

  async place({ meetingId, placement, people, avoid, leave }: Placing): Promise<PlacedBox | null> {
    const placed = this.#store.roomsOfMeeting(meetingId);
    // Asked for again, it may be placed already.
    const before = placed.filter((room) => room.placement !== placement);
    const already = placed.find((room) => room.placement === placement)?.boxId;
    const here = placed[0] && this.#store.box(placed[0].boxId)?.region;
    // Who is in the meeting stays near: only whoever opens it chooses where.
    const near = here && (avoid !== null || people === null) ? { region: here, at: null } : people;
    // Nobody is moved from where they talk to where they may not get in.
    const willDo = ({ id, reached }: Candidate) => id !== avoid && (reached || leave === 'close');
    const chosen = this.#choose(near, already ?? null, willDo);
    if (!chosen) return null;
    for (const old of before) {
      const target = { meetingId, placement: old.placement };
      if (leave === 'move') this.#give(old, { name: 'move-room', ...target, deadlineMs: moveDeadlineMs });
      else this.#give(old, { name: 'close-room', ...target, reason: 'moved' });
    }
    if (chosen.id !== already) {
      this.#store.putRoom(meetingId, placement, chosen.id);
      this.#coming.note(chosen.id, Date.now());
    }
    return chosen;
  }

  async boxForTest(people: CallerPlace, wanted: string | null): Promise<PlacedBox | null> {
    return this.#choose(people, wanted, () => true);
  }

  /** The wanted box if it can take a meeting, else the best of those that will do. */
  #choose(people: CallerPlace | null, wanted: string | null, willDo: (box: Candidate) => boolean): PlacedBox | null {
    const candidates = this.#status.candidates(Date.now()).filter(willDo);
    const able = candidates.find((box) => box.id === wanted && box.reached && mayTake(box));
    const places = regionPlaces(this.env.REGION_PLACES);
    const box = this.#store.box(able?.id ?? placeOn(candidates, people ?? { region: null, at: null }, places) ?? '');
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
    return (await this.listBoxes()).filter(({ healthy, draining }) => healthy && !draining).length;
  }

  async listBoxes(): Promise<Box[]> {
    return this.#status.list(Date.now());
  }

  async refusedBoxes(): Promise<BoxRefusal[]> {
    return this.#refusals.list(Date.now());
  }

  async drain(boxId: string, draining: boolean): Promise<Outcome<true>> {
    if (!this.#store.box(boxId)) return refuse('box-not-found');
    this.#store.setDraining(boxId, draining);
    log({ level: 'info', event: draining ? 'box-draining' : 'box-drain-over', boxId });
    if (draining) await this.#drain.begin();
    return done;
  }

  override async alarm(): Promise<void> {
    await Promise.all([this.#drain.moveBatch(), this.#looks.lookAgain(Date.now())]);
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
      this.#refusals.forget(boxId);
      for (const socket of this.#links.socketsOf(boxId)) closeLink(socket, closeCodes.replaced, 'enrolled anew');
      log({ level: 'info', event: 'box-enrolled', boxId });
    }
    return accept({ boxId, url, region });
  }

  async forget(boxId: string): Promise<Outcome<true>> {
    if (!this.#store.box(boxId)) return refuse('box-not-found');
    const rooms = this.#store.roomsOfBox(boxId);
    this.#store.forgetBox(boxId);
    this.#refusals.forget(boxId);
    this.#looks.forget(boxId);
    for (const socket of this.#links.socketsOf(boxId)) closeLink(socket, closeCodes.notAllowed, 'forgotten');
    log({ level: 'info', event: 'box-forgotten', boxId });
    this.#reports.lost(boxId, rooms);
    return done;
  }

  /** The box link's way in. */
  override async fetch(request: Request): Promise<Response> {
    return this.#door.open(request, Date.now());
  }

  override async webSocketMessage(socket: WebSocket, raw: string | ArrayBuffer): Promise<void> {
    const link = this.#links.get(socket);
    if (!link || socket.readyState !== WebSocket.OPEN) return;
    const nowMs = Date.now();
    if (this.#rate.count(`${link.boxId} ${link.openedAtMs}`, maxMessagesPer10s, nowMs) !== null)
      return closeLink(socket, closeCodes.tooManyMessages, 'too many messages');
    const message = readBoxMessage(raw);
    const first = message?.type === 'hello' || message?.type === 'other-hello';
    if (!message || first !== (link.hello === null))
      return closeLink(socket, closeCodes.badMessage, 'unexpected message');
    switch (message.type) {
      case 'hello':
      case 'other-hello':
        return this.#hello(socket, link, message, nowMs);
      case 'load':
        return this.#change(socket, link, { load: message.load, problems: message.problems });
      case 'drain':
        this.#change(socket, link, { draining: true });
        log({ level: 'info', event: 'box-draining', boxId: link.boxId });
        return this.#drain.begin();
      case 'ack':
        if (!message.ok)
          log({ level: 'warn', event: 'command-refused', boxId: link.boxId, commandId: message.commandId });
        return this.#store.acked(link.boxId, message.commandId);
      case 'events':
        return this.#reports.events(socket, link, message);
    }
  }

  #change(socket: WebSocket, link: BoxLink, change: Partial<NonNullable<BoxLink['hello']>>): void {
    if (link.hello) this.#links.set(socket, { ...link, hello: { ...link.hello, ...change } });
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

  async #hello(socket: WebSocket, link: BoxLink, hello: Hello | OtherHello, nowMs: number): Promise<void> {
    const { boxId } = link;
    if (hello.type === 'other-hello') return this.#door.turnAway(socket, link, otherVersion(hello.version), nowMs);
    const box = this.#store.box(boxId);
    if (!box) return closeLink(socket, closeCodes.notAllowed, 'forgotten');
    const refused = decideHello(hello, box, nowMs);
    if (refused) return this.#door.turnAway(socket, link, refused, nowMs);
    for (const older of this.#links.socketsOf(boxId))
      if (older !== socket) closeLink(older, closeCodes.replaced, 'newer link');
    const { software, protocol, capacity, capacityMbps, problems, draining, load } = hello;
    const kept = { software, protocol, capacity, capacityMbps, problems, draining, load };
    this.#links.set(socket, { ...link, hello: kept });
    this.#store.noteLinked(boxId, nowMs);
    this.#store.keepMoving(boxId, hello.rooms);
    this.ctx.waitUntil(this.#looks.look(boxId, hello.media));
    const rooms = this.#store.roomsOfBox(boxId);
    sendToBox(socket, {
      type: 'welcome',
      version: boxLinkVersion,
      rooms: rooms.map(({ meetingId, placement, locked, bans }) => ({ meetingId, placement, locked, bans })),
    });
    for (const { id, command } of this.#store.commandsOf(boxId)) sendToBox(socket, { type: 'command', id, command });
    log({ level: 'info', event: 'box-linked', boxId });
    this.#reports.snapshot(boxId, rooms, hello.rooms);
    // It may itself drain, or have room for what other boxes could not get rid of.
    if (this.#store.boxes().some(({ id }) => this.#status.isDraining(id))) await this.#drain.begin();
  }
}
