import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { type Config, softwareVersion } from '../config.ts';
import { freeBytesIn } from '../fleet/problems.ts';
import { kindOfAddress } from '../media/address-kind.ts';
import {
  decideAnnounced,
  decideClock,
  decideDisk,
  decideDns,
  decideKeys,
  decideMemory,
  decideReach,
  decideRedis,
  decideTls,
  decideTurn,
  decideWorker,
} from './decide.ts';
import { decideLink } from './decide-link.ts';
import { decideSendBatching } from './decide-send-batching.ts';
import type { Finding } from './finding.ts';
import { get, lookAtCertificate, lookAtMemory, lookUp, openStream } from './look.ts';
import { askTurn, parseTurnUrl } from './stun.ts';

/** Looks at a box and what it needs, from its own machine; all at once. */
export async function examineBox(config: Config, turnUrls: readonly string[]): Promise<Finding[]> {
  const { workerOrigin, publicUrl, metricsToken } = config;
  const workerHealth = get(new URL('/api/health', workerOrigin));
  const listenHost = config.listenHost.includes(':') ? `[${config.listenHost}]` : config.listenHost;
  const found = await Promise.all([
    examineName(publicUrl, ownAddresses(config)),
    get(`${publicUrl.replace(/\/$/, '')}/health`).then((answer) => decideReach(publicUrl, answer)),
    ...config.mediaAddresses.map((one) => examineMedia(one, config)),
    workerHealth.then((answer) => decideWorker(workerOrigin, answer, softwareVersion)),
    workerHealth.then(decideClock),
    get(new URL('/.well-known/jwks.json', workerOrigin)).then(decideKeys),
    examineTurn(turnUrls),
    config.redisUrl === null ? [] : examineRedis(config.redisUrl),
    freeBytesIn(config.dataDir).then(decideDisk),
    lookAtMemory().then(decideMemory),
    decideSendBatching(config.sendBatchingLibrary, existsSync),
    get(
      `http://${listenHost}:${config.port}/health`,
      metricsToken === null ? {} : { authorization: `Bearer ${metricsToken}` },
    ).then(decideLink),
  ]);
  return found.flat();
}

/** The name in an address: where it leads, and whether it is secured. `own`: where it should lead; null: anywhere. */
export async function examineName(address: string, own: readonly string[] | null): Promise<Finding[]> {
  const { protocol, hostname, port } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const dns = lookUp(host).then((found) => decideDns(host, found, own));
  // Plain HTTP is for localhost.
  if (protocol === 'http:') return [await dns];
  const tls = lookAtCertificate(host, Number(port || 443)).then((seen) => decideTls(host, seen, Date.now()));
  return await Promise.all([dns, tls]);
}

export async function examineTurn(urls: readonly string[]): Promise<Finding[]> {
  return await Promise.all(
    urls.map(async (url) => {
      const address = parseTurnUrl(url);
      return decideTurn(url, address, address ? await askTurn(address) : { failed: '' });
    }),
  );
}

/** What a name may lead to: this machine, by its own addresses and those that it announces. */
function ownAddresses({ mediaAddresses }: Config): string[] | null {
  const announced = mediaAddresses.map((one) => one.announced ?? one.listen);
  // Behind NAT a name announces for it, and only the outside knows what it leads to.
  if (announced.some((address) => kindOfAddress(address) === 'name')) return null;
  return [...announced, ...interfaceAddresses()];
}

function interfaceAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((infos) => (infos ?? []).map(({ address }) => address));
}

async function examineRedis(url: string): Promise<Finding> {
  const { protocol, hostname, port } = new URL(url);
  const opened = await openStream(hostname.replace(/^\[|\]$/g, ''), Number(port || 6379), protocol === 'rediss:');
  if ('seen' in opened) opened.seen.destroy();
  return decideRedis(`${hostname}:${port || 6379}`, opened);
}

async function examineMedia(
  { listen, announced }: Config['mediaAddresses'][number],
  { mediaPort, production }: Config,
): Promise<Finding> {
  const address = announced ?? listen;
  const opened = await openStream(address, mediaPort, false);
  if ('seen' in opened) opened.seen.destroy();
  const isOwn = interfaceAddresses().includes(address);
  return decideAnnounced({ address, port: mediaPort, isOwn, opened }, production);
}
