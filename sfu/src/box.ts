import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { Admission } from './admission/admit.ts';
import { DenyList } from './admission/deny-list.ts';
import { defaultHandshakeRate, HandshakeRate } from './admission/handshake-rate.ts';
import { RightsList } from './admission/rights-list.ts';
import { openSigningKeys } from './admission/signing-keys.ts';
import { verifyJoinToken } from './admission/verify-join-token.ts';
import type { Config } from './config.ts';
import { openBoxKey } from './fleet/box-key.ts';
import { BoxLink } from './fleet/box-link.ts';
import { Drain } from './fleet/drain.ts';
import { FleetMembership } from './fleet/fleet-membership.ts';
import { CpuMeter } from './fleet/load.ts';
import type { Log } from './log.ts';
import { MediaWorkers } from './media/media-workers.ts';
import type { BoxCounts } from './metrics.ts';
import type { Rate } from './rate.ts';
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

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * Puts a box together and starts it.
 * @throws {StartFailure} when something it needs is not to be had
 */
export async function startBox(config: Config, log: Log, limits: Partial<BoxLimits> = {}): Promise<Box> {
  const timers = new Timers();
  // Apart from the box's own, so that their number is zero when everybody has left.
  const roomTimers = new Timers();
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const key = await openBoxKey(config.dataDir);
  if (key.isNew) log('box-key-created', { boxId: config.boxId });
  const workers = new MediaWorkers(config, roomTimers, log);
  const keys = await openSigningKeys({ ...config, timers, log });
  const denyList = new DenyList();
  const rightsList = new RightsList();
  const directory: RoomDirectory = new RoomDirectory({
    workers,
    timers: roomTimers,
    log,
    times: limits.times ?? defaultRoomTimes,
    modeTimes: limits.modeTimes ?? defaultModeTimes,
    makeStore: () => new MemoryRoomStore(),
    report: (event) => link.report(event),
  });
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

  const cpu = new CpuMeter(() => workers.cpuTimesMs());
  const membership = new FleetMembership(config, key, timers, log);
  const signaling = { requests: 0, badMessages: 0, floods: 0 };
  const countParticipants = () =>
    directory.all().reduce((sum, { peers }) => sum + [...peers.values()].filter((peer) => peer.present).length, 0);
  const link: BoxLink = new BoxLink({
    config,
    software: version,
    key,
    timers,
    log,
    directory,
    denyList,
    rightsList,
    condition: () => ({
      load: { participants: countParticipants(), rooms: directory.all().length, cpu: cpu.share },
      healthy: workers.healthy > 0,
    }),
    draining: () => drain.underWay,
    onUnknown: () => membership.renew(),
    onUp: () => void keys.refresh(),
  });
  const counts = (): BoxCounts => ({
    ...signaling,
    rooms: directory.all().length,
    roomsInP2p: directory.all().filter(({ ways }) => ways.mode.mode === 'p2p').length,
    peers: directory.peerCount,
    participants: countParticipants(),
    timers: roomTimers.count,
    sockets: server.sockets,
    usedTokens: admission.usedTokenCount,
    linked: link.linked,
    draining: drain.underWay,
    healthyMediaWorkers: workers.healthy,
    capacity: config.capacity,
    cpu: cpu.share,
  });
  const server: BoxServer = new BoxServer({
    host: config.listenHost,
    port: config.port,
    mediaWorkers: config.mediaWorkers,
    metricsToken: config.metricsToken,
    admission,
    limits: limits.flood ?? defaultFloodLimits,
    signaling,
    counts,
    log,
  });

  const drain = new Drain({ link, timers, occupied: () => directory.peerCount > 0 });
  let closing: Promise<void> | null = null;
  const close = async () => {
    log('box-closing', { boxId: config.boxId, rooms: directory.all().length, participants: countParticipants() });
    server.stopAccepting();
    membership.close();
    directory.close();
    await link.close(flushPatienceMs);
    await server.close();
    stopMeter();
    stopWatch();
    await keys.close();
    await workers.close();
    log('box-closed', { boxId: config.boxId });
  };
  const stopMeter = cpu.start(timers);
  const stopWatch = workers.watch(timers);
  try {
    await workers.start();
    const port = await server.listen();
    const { boxId, region, listenHost: host, mediaPort, capacity } = config;
    const mediaAddresses = config.mediaAddresses.map(({ listen }) => listen);
    log('box-started', {
      boxId,
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
        log('box-draining', { boxId, rooms: directory.all().length, participants: countParticipants() });
        return drain.run();
      },
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    stopMeter();
    stopWatch();
    await keys.close();
    await workers.close();
    throw error;
  }
}
