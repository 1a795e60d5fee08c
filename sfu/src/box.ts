import { mkdir } from 'node:fs/promises';
import { connection } from '../contract/version.ts';
import { Admission } from './admission/admit.ts';
import { DenyList } from './admission/deny-list.ts';
import { defaultHandshakeRate, HandshakeRate } from './admission/handshake-rate.ts';
import { RightsList } from './admission/rights-list.ts';
import { openSigningKeys } from './admission/signing-keys.ts';
import { defaultStrangerLimits, type StrangerLimits } from './admission/strangers.ts';
import { verifyJoinToken } from './admission/verify-join-token.ts';
import { type Config, softwareVersion } from './config.ts';
import { openBoxKey } from './fleet/box-key.ts';
import { BoxLink } from './fleet/box-link.ts';
import { ClockWatch } from './fleet/clock.ts';
import { Drain } from './fleet/drain.ts';
import { FleetMembership } from './fleet/fleet-membership.ts';
import { Vitals } from './fleet/vitals.ts';
import type { Log } from './log.ts';
import { type Comfort, defaultComfort } from './media/choose-worker.ts';
import { MediaWorkers } from './media/media-workers.ts';
import { Counters } from './metrics/counters.ts';
import type { BoxCounts } from './metrics/write-metrics.ts';
import type { Rate } from './rate.ts';
import type { RoomKeeper } from './redis/room-keeper.ts';
import { defaultModeTimes, type ModeTimes } from './room/mode.ts';
import { RoomDirectory } from './room/room-directory.ts';
import { defaultRoomTimes, type RoomTimes } from './room/room-options.ts';
import { MemoryRoomStore } from './room/room-store.ts';
import { BoxServer } from './server.ts';
import { defaultFloodLimits } from './signaling/flood-meter.ts';
import { PeerLine } from './signaling/peer-line.ts';
import { Timers } from './timers.ts';

/** What tests turn to see in seconds what takes minutes. */
export interface BoxLimits {
  times: RoomTimes;
  modeTimes: ModeTimes;
  flood: typeof defaultFloodLimits;
  handshakes: Rate;
  comfort: Comfort;
  strangers: StrangerLimits;
  /** Milliseconds. */
  strangerPatienceMs: number;
}

export interface Box {
  port: number;
  counts(): BoxCounts;
  /** Process ids of the media workers. */
  mediaWorkerPids(): number[];
  /** Resolves when the box is enrolled and its link is kept up; rejects with a StartFailure when it cannot be. */
  enrolled: Promise<void>;
  /** Asks the Worker to move the rooms away; resolves when nobody is here any more, or it has taken too long. */
  drain(): Promise<void>;
  /** Tells everybody, flushes the link, ends the media workers. */
  close(): Promise<void>;
}

/** How long closing waits for the Worker to ack the last events. */
const flushPatienceMs = 1_000;
/** How often a clock that was wrong is compared again. */
const wrongClockLookMs = 60_000;

/**
 * Puts a box together and starts it.
 * @throws {StartFailure} when something it needs is not to be had
 */
export async function startBox(config: Config, plainLog: Log, limits: Partial<BoxLimits> = {}): Promise<Box> {
  const counters = new Counters();
  const log = counters.follow(plainLog);
  const timers = new Timers();
  // Apart from the box's own, so that their number is zero when everybody has left.
  const roomTimers = new Timers();
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const key = await openBoxKey(config.dataDir);
  if (key.isNew) log('box-key-created', {});
  const workers = new MediaWorkers(config, roomTimers, log, limits.comfort ?? defaultComfort);
  const clock = new ClockWatch();
  const keys = await openSigningKeys({ ...config, timers, log, fetch: clock.fetch });
  const denyList = new DenyList();
  const rightsList = new RightsList();
  const directory: RoomDirectory = new RoomDirectory({
    workers,
    timers: roomTimers,
    log,
    times: limits.times ?? defaultRoomTimes,
    modeTimes: limits.modeTimes ?? defaultModeTimes,
    makeStore: (room) => {
      keeper?.opened(room);
      return new MemoryRoomStore();
    },
    restored: (room, part) => keeper?.restored(room, part),
    report: (event) => {
      keeper?.report(event);
      counters.roomEvent(event);
      link.report(event);
    },
  });
  const keeper = config.redisUrl === null ? null : await openKeeper(config.redisUrl, { timers, log, directory });
  const admission = new Admission(
    {
      directory,
      denyList,
      rightsList,
      handshakeRate: new HandshakeRate(limits.handshakes ?? defaultHandshakeRate),
      allowedOrigins: config.allowedOrigins,
      capacity: config.capacity,
      verify: (token) => {
        const { getKey } = keys;
        const rules = { boxId: config.boxId, issuer: config.workerOrigin, getKey, keysAvailable: () => keys.available };
        return verifyJoinToken(token, rules);
      },
    },
    () => new PeerLine(),
  );

  const vitals = new Vitals({ config, directory, workers, clock });
  const membership = new FleetMembership(config, key, timers, log);
  const signaling = { requests: 0, badMessages: 0, floods: 0 };
  const link: BoxLink = new BoxLink({
    config,
    software: softwareVersion,
    key,
    timers,
    log,
    directory,
    denyList,
    rightsList,
    clock,
    media: config.mediaAddresses.flatMap(({ listen, announced }) =>
      Array.from({ length: config.mediaWorkers }, (_, index) => ({
        address: announced ?? listen,
        port: config.mediaPort + index,
      })),
    ),
    condition: () => vitals.condition(),
    draining: () => drain.underWay,
    onUnknown: () => membership.renew(),
    onUp: () => void keys.refresh(),
  });
  const counts = (): BoxCounts => ({
    ...signaling,
    software: softwareVersion,
    rooms: directory.all().length,
    roomsInP2p: vitals.roomsInP2p,
    roomsSpread: vitals.roomsSpread,
    peers: directory.peerCount,
    participants: vitals.participants,
    timers: roomTimers.count,
    sockets: server.sockets,
    usedTokens: admission.usedTokenCount,
    linked: link.linked,
    linkRefusal: link.refusal,
    problems: vitals.problems,
    draining: drain.underWay,
    healthyMediaWorkers: workers.healthy,
    mediaWorkers: workers.total,
    mediaWorkerLoads: workers.loads,
    sendBatching: workers.sendBatching,
    capacity: config.capacity,
    capacityMbps: config.capacityMbps,
    cpu: vitals.cpu.share,
    sendMbps: vitals.traffic.sendMbps,
    sentBytes: vitals.traffic.sentBytes,
    receivedBytes: vitals.traffic.receivedBytes,
    freeBytes: vitals.freeBytes,
    clockErrorMs: clock.errorMs,
    loopDelay: vitals.loopDelay,
    redisIsUp: keeper === null ? null : keeper.isUp,
  });
  const server: BoxServer = new BoxServer({
    host: config.listenHost,
    port: config.port,
    metricsToken: config.metricsToken,
    admission,
    limits: limits.flood ?? defaultFloodLimits,
    strangers: limits.strangers ?? defaultStrangerLimits,
    strangerPatienceMs: limits.strangerPatienceMs ?? connection.strangerPatienceMs,
    signaling,
    counts,
    counters,
    log,
  });

  const drain = new Drain({ link, timers, occupied: () => directory.peerCount > 0 });
  let closing: Promise<void> | null = null;
  const close = async () => {
    log('box-closing', { rooms: directory.all().length, participants: vitals.participants });
    server.stopAccepting();
    membership.close();
    // Before the rooms close: it keeps them as they are now.
    const kept = keeper?.close(flushPatienceMs);
    directory.close();
    await Promise.all([link.close(flushPatienceMs), kept]);
    await server.close();
    stopVitals();
    stopClock();
    stopWatch();
    await keys.close();
    await workers.close();
    log('box-closed', {});
  };
  const stopVitals = await vitals.start(timers);
  // A clock that was set right must not wait for the next look at the keys.
  const stopClock = timers.every(wrongClockLookMs, () => void (clock.isWrong && keys.refresh()));
  const stopWatch = workers.watch(timers);
  try {
    await workers.start();
    const port = await server.listen();
    const { region, listenHost: host, mediaPort, capacity } = config;
    const mediaAddresses = config.mediaAddresses.map(({ listen }) => listen);
    log('box-started', {
      region,
      host,
      port,
      mediaWorkers: config.mediaWorkers,
      mediaPort,
      mediaAddresses,
      capacity,
    });
    const enrolled = membership.ensure().then(() => link.start());
    return {
      port,
      counts,
      mediaWorkerPids: () => workers.pids,
      enrolled,
      drain: () => {
        log('box-draining', { rooms: directory.all().length, participants: vitals.participants });
        return drain.run();
      },
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    stopVitals();
    stopClock();
    await keeper?.close(0);
    stopWatch();
    await keys.close();
    await workers.close();
    throw error;
  }
}

/** Keeps the rooms of a directory in Redis. Its client is loaded only here: it takes as long as the rest of the box. */
async function openKeeper(
  url: string,
  { timers, log, directory }: { timers: Timers; log: Log; directory: RoomDirectory },
): Promise<RoomKeeper> {
  const [{ RedisHashes }, { RoomKeeper }] = await Promise.all([
    import('./redis/redis-hashes.ts'),
    import('./redis/room-keeper.ts'),
  ]);
  return new RoomKeeper((onUp) => new RedisHashes(url, log, onUp), {
    timers,
    log,
    restore: ({ meetingId, placement }, part) => directory.restore(meetingId, placement, part),
    personOf: ({ meetingId, placement }, participantId) => {
      const room = directory.get(meetingId);
      const peer = room?.placement === placement ? room.peers.get(participantId) : undefined;
      return peer ? { name: peer.identity.name, role: peer.rights.role } : null;
    },
  });
}
