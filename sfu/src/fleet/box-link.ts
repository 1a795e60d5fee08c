import { boxLinkVersion, type FromBox, type RoomEvent, type ToBox } from '@parley/worker/contract/box-link.ts';
import type { BoxRefusalCode } from '@parley/worker/contract/boxes.ts';
import { protocolVersion } from '../../contract/version.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { Bucket, type Rate } from '../rate.ts';
import type { Cancel, Timers } from '../timers.ts';
import { AppliedCommands } from './applied-commands.ts';
import { applyCommand, type Governed, reconcile, type ToldRooms } from './apply-command.ts';
import { backoffMs } from './backoff.ts';
import type { BoxKey } from './box-key.ts';
import type { ClockWatch } from './clock.ts';
import { EventOutbox } from './event-outbox.ts';
import { isSlow, isUnknown, refusalAdvice, slowRetryMs } from './link-refusal.ts';
import { type LinkLoss, LinkSocket } from './link-socket.ts';
import { type LinkEvent, type LinkState, nextLinkState } from './link-state.ts';
import { type Condition, isMaterialChange } from './load.ts';

/** Load goes out at most this often, and events that have to wait go together. */
const batchMs = 1_000;
/** Addresses in a hello at most. */
const maxMedia = 1_024;
/** Messages with events: at once while people act as people do; together when a whole class comes at once. */
const eventRate: Rate = { burst: 5, perSecond: 1 };

export interface BoxLinkOptions extends Governed {
  config: Pick<Config, 'workerOrigin' | 'boxId' | 'region' | 'capacity' | 'capacityMbps'>;
  software: string;
  key: BoxKey;
  timers: Timers;
  log: Log;
  clock: Pick<ClockWatch, 'note'>;
  /** Where the media workers are reached, as clients are told. */
  media: readonly { address: string; port: number }[];
  condition: () => Condition;
  /** The box is about to stop. */
  draining: () => boolean;
  /** The Worker does not know this box's key: a chance to enrol before the next attempt. */
  onUnknown: () => Promise<void>;
  onUp: () => void;
}

/**
 * The box's end of the box link: keeps one connection to the fleet, says what happens in the rooms, and carries out what the
 * live meetings decide. While it is down everything here goes on, and what the Worker missed is sent afterwards.
 */
export class BoxLink {
  private state: LinkState = 'down';
  private socket: LinkSocket | null = null;
  private attempt = 0;
  /** The last transition that was logged: one line per transition, however many attempts fail. */
  private loggedUp: boolean | null = null;
  private refusalCode: BoxRefusalCode | null = null;
  private told: Condition | null = null;
  private toldDraining = false;
  private toldRooms: ToldRooms = [];
  private cancelReconnect: Cancel = () => {};
  private cancelBatch: Cancel | null = null;
  private readonly outbox = new EventOutbox();
  private readonly eventBucket = new Bucket(eventRate);
  private readonly applied = new AppliedCommands();
  private cancelWatch: Cancel = () => {};

  private readonly options: BoxLinkOptions;

  constructor(options: BoxLinkOptions) {
    this.options = options;
  }

  get linked(): boolean {
    return this.state === 'up';
  }

  /** Why the Worker does not let the box in, and what to do about it; null while it does, or cannot be asked. */
  get refusal(): { code: BoxRefusalCode; advice: string } | null {
    return this.refusalCode && { code: this.refusalCode, advice: refusalAdvice[this.refusalCode] };
  }

  start(): void {
    this.cancelWatch = this.options.timers.every(batchMs, () => this.sendLoad());
    void this.connect();
  }

  /** Queues a room event: it goes at once, or with others when there were many. */
  report(event: RoomEvent): void {
    this.outbox.add(event);
    this.scheduleBatch();
  }

  /** Asks the Worker to move the rooms away. While the link is not up, that is said when it is. */
  drain(): void {
    if (this.linked) this.tellDraining();
  }

  /** Sends what is left, waits for its ack at most `patienceMs`, and hangs up for good. */
  async close(patienceMs: number): Promise<void> {
    if (this.linked) {
      while (this.sendEvents());
      const deadline = Date.now() + patienceMs;
      while (this.outbox.size > 0 && this.linked && Date.now() < deadline) await this.options.timers.pause(10);
    }
    this.take('close');
    this.cancelWatch();
    this.cancelReconnect();
    this.cancelBatch?.();
    this.socket?.close('box-closing');
    this.socket = null;
  }

  private async connect(): Promise<void> {
    const { config, key, timers, clock, log } = this.options;
    const socket = await LinkSocket.open(
      { ...config, key, timers, clock },
      {
        opened: () => this.opened(socket),
        message: (message) => this.receive(message),
        refused: (reason) => log('link-message-refused', { reason }),
        lost: (loss) => this.lost(loss),
      },
    );
    if (this.state === 'closed') return socket.close('box-closing');
    this.socket = socket;
  }

  private opened(socket: LinkSocket): void {
    if (!this.take('opened')) return;
    const { config, software, condition, directory, media } = this.options;
    const draining = this.options.draining();
    const now = condition();
    const rooms = directory.all().map(({ meetingId, placement, peers }) => {
      const present = [...peers.values()].filter((peer) => peer.present);
      return { meetingId, placement, participantIds: present.map(({ id }) => id) };
    });
    this.told = now;
    this.toldDraining = draining;
    this.toldRooms = rooms;
    const { boxId, region, capacity, capacityMbps } = config;
    socket.send({
      type: 'hello',
      version: boxLinkVersion,
      software,
      boxId,
      region,
      protocol: protocolVersion,
      capacity,
      capacityMbps,
      media: media.slice(0, maxMedia),
      atMs: Date.now(),
      ...now,
      draining,
      rooms,
    });
  }

  private receive(message: ToBox): void {
    if (message.type === 'events-ack') this.outbox.acked(message.seq);
    else if (message.type === 'command') {
      const { id: commandId, command } = message;
      const ok = this.applied.once(commandId, () => this.apply(commandId, command));
      this.send({ type: 'ack', commandId, ok });
    } else this.welcomed(message);
  }

  private welcomed(message: ToBox & { type: 'welcome' }): void {
    const { log } = this.options;
    if (message.version !== boxLinkVersion) {
      const reason = `The Worker speaks version ${message.version} of the box link, this box ${boxLinkVersion}.`;
      this.socket?.end(reason, 'version-incompatible');
      return;
    }
    if (!this.take('welcomed')) return;
    this.attempt = 0;
    this.refusalCode = null;
    reconcile(this.toldRooms, message.rooms, this.options);
    if (this.loggedUp !== true) log('link-up', { rooms: message.rooms.length });
    this.loggedUp = true;
    // It may have begun since the hello.
    if (this.options.draining() && !this.toldDraining) this.tellDraining();
    for (const unacked of this.outbox.unacked()) this.send(unacked);
    this.scheduleBatch();
    this.options.onUp();
  }

  private apply(commandId: string, command: (ToBox & { type: 'command' })['command']): boolean {
    const { log } = this.options;
    const about = { commandId, name: command.name, meetingId: command.meetingId, placement: command.placement };
    try {
      const ok = applyCommand(command, this.options);
      log('command-applied', { ...about, ok });
      return ok;
    } catch (error) {
      log('command-applied', { ...about, ok: false, error });
      return false;
    }
  }

  private lost({ reason, status, code }: LinkLoss): void {
    if (!this.take('lost')) return;
    const { log, timers, onUnknown } = this.options;
    this.socket = null;
    if (this.loggedUp !== false) log('link-down', { reason });
    this.loggedUp = false;
    this.refused(code);
    const pauseMs = isSlow(code) ? slowRetryMs : backoffMs(this.attempt++);
    this.cancelReconnect = timers.after(pauseMs, () => {
      const ready = isUnknown(code, status) ? onUnknown() : Promise.resolve();
      void ready.then(() => {
        if (this.state === 'down') return this.connect();
      });
    });
  }

  /** One line for each reason, however many attempts fail of it. */
  private refused(code: BoxRefusalCode | null): void {
    // A link that cannot be opened does not say that the box would be let in.
    if (code === null || code === this.refusalCode) return;
    this.refusalCode = code;
    this.options.log('link-refused', { code, advice: refusalAdvice[code] });
  }

  private scheduleBatch(): void {
    if (this.cancelBatch !== null || !this.linked || this.outbox.isIdle) return;
    // What happens in one turn goes together.
    const afterMs = this.eventBucket.take(Date.now()) ? 0 : batchMs;
    this.cancelBatch = this.options.timers.after(afterMs, () => {
      this.cancelBatch = null;
      this.sendEvents();
      this.scheduleBatch();
    });
  }

  private sendEvents(): boolean {
    const message = this.linked ? this.outbox.next() : null;
    if (message) this.send(message);
    return message !== null;
  }

  private tellDraining(): void {
    this.toldDraining = true;
    this.send({ type: 'drain' });
  }

  private sendLoad(): void {
    const now = this.options.condition();
    if (!this.linked || !this.told || !isMaterialChange(this.told, now)) return;
    this.told = now;
    this.send({ type: 'load', ...now });
  }

  private send(message: FromBox): void {
    this.socket?.send(message);
  }

  private take(event: LinkEvent): boolean {
    const next = nextLinkState(this.state, event);
    if (next === null) return false;
    this.state = next;
    return true;
  }
}
