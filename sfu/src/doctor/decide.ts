import { type BoxProblem, clockToleranceMs } from '@parley/worker/contract/box-link.ts';
import { apiVersion, apiVersionHeader } from '@parley/worker/contract/version.ts';
import * as z from 'zod/mini';
import { clockErrorMs } from '../fleet/clock.ts';
import { leastFreeBytes } from '../fleet/problems.ts';
import { kindOfAddress } from '../media/address-kind.ts';
import { bad, type Finding, fine } from './finding.ts';
import type { Answer, Certificate, Seen } from './look.ts';
import type { TurnAddress } from './stun.ts';

const dayMs = 86_400_000;
/** Certificates are renewed a month before their end: later than this, that does not work. */
const leastDaysLeft = 14;
const leastMemoryBytes = 100e6;
const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** `own`: the machine's addresses as people outside see them; null when that cannot be known from here. */
export function decideDns(host: string, found: Seen<string[]>, own: readonly string[] | null): Finding {
  const check = `DNS of ${host}`;
  if ('failed' in found || found.seen.length === 0)
    return bad(check, 'it has no address', 'make an A record (and AAAA) for it, and wait until it is known');
  const addresses = found.seen.join(', ');
  const strange = own === null ? [] : found.seen.filter((address) => !own.includes(address));
  if (strange.length > 0)
    return bad(
      check,
      `${strange.join(', ')} is not this machine`,
      'let its A and AAAA records name this machine only, without a proxy in front',
    );
  return fine(check, addresses);
}

export function decideTls(host: string, certificate: Seen<Certificate>, nowMs: number): Finding {
  const check = `TLS of ${host}`;
  if ('failed' in certificate)
    return bad(
      check,
      certificate.failed,
      'let port 443 through every firewall, and see whether the proxy runs (caddy, haproxy)',
    );
  const { problem, validToMs } = certificate.seen;
  const days = Math.floor((validToMs - nowMs) / dayMs);
  if (days < 0) return bad(check, 'the certificate has expired', 'see in the log of caddy why it is not renewed');
  if (problem !== null)
    return bad(
      check,
      `browsers do not trust it (${problem})`,
      'see in the log of caddy why there is no certificate for this name',
    );
  if (days < leastDaysLeft)
    return bad(check, `the certificate ends in ${days} days`, 'see in the log of caddy why it is not renewed');
  return fine(check, `trusted, ${days} days left`);
}

const boxHealth = z.object({ ok: z.boolean() });

/** The box's `/health`, as asked through its public name. */
export function decideReach(url: string, answer: Seen<Answer>): Finding {
  const check = `Box at ${url}`;
  if ('failed' in answer)
    return bad(
      check,
      `it cannot be reached (${answer.failed})`,
      'open port 443 in every firewall, and see whether the proxy and the box run',
    );
  if (!boxHealth.safeParse(answer.seen.json).success)
    return bad(
      check,
      `something else answers (status ${answer.seen.status})`,
      'let the proxy pass on everything to BOX_LISTEN_HOST and BOX_PORT',
    );
  return fine(check, 'reached through its public name');
}

export interface AnnouncedFacts {
  /** What clients are told. */
  address: string;
  port: number;
  /** It is an address of this machine's own. */
  isOwn: boolean;
  /** A connection to it. */
  opened: Seen<unknown>;
}

export function decideAnnounced({ address, port, isOwn, opened }: AnnouncedFacts, production: boolean): Finding {
  const check = `Media at ${address} port ${port}`;
  if (production && kindOfAddress(address) === 'local')
    return bad(
      check,
      'nobody outside can reach this address',
      'set MEDIA_ANNOUNCED_ADDRESSES to the public address of this machine',
    );
  if ('seen' in opened) return fine(check, 'a media worker answers');
  if (isOwn) return bad(check, opened.failed, 'see whether the box runs, and MEDIA_PORT');
  return fine(check, 'not to be tried from behind NAT; the Worker looks at it from outside');
}

const workerHealth = z.object({ ok: z.boolean(), boxes: z.int(), version: z.string() });

/** The Worker's `/api/health`. `ownVersion`: of this software. */
export function decideWorker(origin: string, answer: Seen<Answer>, ownVersion: string): Finding[] {
  const check = `Worker at ${origin}`;
  const todo = 'see whether the Worker is deployed under this address (on a box: PARLEY_WORKER_URL)';
  if ('failed' in answer) return [bad(check, `it cannot be reached (${answer.failed})`, todo)];
  const health = workerHealth.safeParse(answer.seen.json).data;
  if (!health)
    return [
      bad(
        check,
        `no Parley answers there, or its configuration is wrong (status ${answer.seen.status})`,
        `${todo}; its log names a wrong variable`,
      ),
    ];
  const boxes = health.boxes === 1 ? '1 box can' : `${health.boxes} boxes can`;
  const service = health.ok
    ? fine(check, `${boxes} take meetings`)
    : bad(check, 'no box can take a meeting', 'run the doctor on each box');
  return [service, decideVersion(health.version, answer.seen.headers[apiVersionHeader], ownVersion)];
}

function decideVersion(version: string, api: string | undefined, ownVersion: string): Finding {
  const check = 'Version';
  if (api !== String(apiVersion))
    return bad(
      check,
      `the Worker (${version}) speaks version ${api ?? 'none'} of its interface, this software ${apiVersion}`,
      'bring both to the same release',
    );
  if (version !== ownVersion)
    return fine(check, `${ownVersion} here, ${version} of the Worker; they understand each other`);
  return fine(check, version);
}

export function decideClock(answer: Seen<Answer>): Finding {
  const check = 'Clock';
  const errorMs =
    'seen' in answer
      ? clockErrorMs({ ...answer.seen, date: answer.seen.headers.date ?? null, age: answer.seen.headers.age ?? null })
      : null;
  if (errorMs === null)
    return bad(check, 'it could not be compared with the Worker’s', 'let the Worker be reached first');
  if (Math.abs(errorMs) <= clockToleranceMs) return fine(check, `as the Worker’s, within ${clockToleranceMs / 1000} s`);
  const seconds = Math.round(Math.abs(errorMs) / 1000);
  return bad(
    check,
    `${seconds} s ${errorMs > 0 ? 'ahead of' : 'behind'} the Worker’s`,
    'turn on time synchronisation (timedatectl set-ntp true)',
  );
}

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.literal('OKP') })).check(z.minLength(1)) });

export function decideKeys(answer: Seen<Answer>): Finding {
  const check = 'Signing keys';
  if ('failed' in answer)
    return bad(check, `they cannot be fetched (${answer.failed})`, 'let the Worker be reached first');
  const keys = keySet.safeParse(answer.seen.json).data?.keys;
  if (!keys)
    return bad(
      check,
      `no key set answers (status ${answer.seen.status})`,
      'see in the log of the Worker what is wrong with its configuration',
    );
  return fine(check, keys.length === 1 ? '1 key' : `${keys.length} keys`);
}

export function decideTurn(url: string, address: TurnAddress | null, answer: Seen<unknown>): Finding {
  const check = `TURN at ${url}`;
  if (!address) return bad(check, 'this is no TURN address', 'write it like turns:turn.example.org:443?transport=tcp');
  if ('seen' in answer) return fine(check, 'it answers');
  const where = `${address.transport === 'udp' ? 'UDP' : 'TCP'} port ${address.port}`;
  return bad(check, answer.failed, `let ${where} through every firewall, and see whether coturn runs`);
}

/** `address`: without the password. */
export function decideRedis(address: string, opened: Seen<unknown>): Finding {
  const check = `Redis at ${address}`;
  if ('seen' in opened)
    return fine(check, 'it takes connections; the log of the box says if it refuses what it is told');
  return bad(check, opened.failed, 'see whether Redis runs, and REDIS_URL; meetings go on without it');
}

export function decideDisk(freeBytes: number | null): Finding {
  if (freeBytes === null)
    return bad('Disk', 'BOX_DATA_DIR cannot be looked at', 'make it, and give it to the user of the box');
  if (freeBytes >= leastFreeBytes) return fine('Disk', `${mb(freeBytes)} free`);
  return bad('Disk', `${mb(freeBytes)} free`, 'free some space: the box takes no new meetings below 50 MB');
}

export function decideMemory({ availableBytes, totalBytes }: { availableBytes: number; totalBytes: number }): Finding {
  const says = `${mb(availableBytes)} of ${mb(totalBytes)} available`;
  if (availableBytes >= leastMemoryBytes) return fine('Memory', says);
  return bad('Memory', says, 'end what else runs here, or take a larger machine');
}

/** What an operator does about each problem of a box. */
const problemAdvice: Record<BoxProblem, string> = {
  'media-workers-down':
    'see in the log of the box why its media workers end (media-worker-died, media-worker-not-started)',
  'clock-wrong': 'turn on time synchronisation (timedatectl set-ntp true)',
  'disk-full': 'free some space on the disk of BOX_DATA_DIR',
  'address-unreachable': 'open MEDIA_PORT for UDP and TCP in every firewall, and check MEDIA_ANNOUNCED_ADDRESSES',
};

/** One finding for each problem of a box. */
export function decideProblems(check: string, problems: readonly BoxProblem[]): Finding[] {
  return problems.map((problem) => bad(check, problem, problemAdvice[problem]));
}
