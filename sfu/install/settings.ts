import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { type Config, readConfig } from '../src/config.ts';
import { StartFailure } from '../src/errors.ts';

/** Everything that an installed box and its neighbours on the machine are made from. */
export interface Settings {
  box: Config;
  /** Host name of the box: what Caddy has a certificate for. */
  boxHost: string;
  turnHost: string;
  turnSecret: string;
  acmeEmail: string | null;
  /** `internal`: certificates of Caddy's own authority, for networks without public names. */
  tlsIssuer: 'acme' | 'internal';
  /** Directory of another authority than Let's Encrypt, or of its staging. */
  acmeDirectory: string | null;
}

const hostName = z.string().check(z.regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/));
const machine = z.object({
  BOX_PUBLIC_URL: z.string().check(
    z.refine((text) => {
      const url = URL.parse(text);
      return (
        url?.protocol === 'https:' && url.port === '' && url.pathname === '/' && hostName.safeParse(url.host).success
      );
    }, 'is not like https://box-1.example.org, without port and path'),
  ),
  TURN_HOST: hostName,
  // It stands in a configuration file of coturn's, where other characters would mean something.
  TURN_SECRET: z.string().check(
    z.regex(/^[A-Za-z0-9._~+/=-]*$/, 'has characters other than letters, digits and . _ ~ + / = -'),
    z.minLength(32, 'is shorter than 32 characters'),
    z.refine((text) => !/(.)\1{7}|change|secret-of|example/i.test(text), 'looks like a placeholder'),
  ),
  ACME_EMAIL: z.optional(z.email()),
  // Without what would end a word in Caddy's configuration.
  ACME_DIRECTORY: z.optional(
    z.string().check(z.regex(/^https:\/\/[A-Za-z0-9.-]+(:\d+)?\/[\w./~-]*$/, 'is not an https address')),
  ),
  TLS_ISSUER: z._default(z.enum(['acme', 'internal']), 'acme'),
});

/** What the unit sets itself, so that it cannot be set here. */
const fixed = [
  'NODE_ENV',
  'BOX_DATA_DIR',
  'BOX_LISTEN_HOST',
  'BOX_PORT',
  'MEDIASOUP_WORKER_BIN',
  'SEND_BATCHING_LIBRARY',
];
const known = [
  ...['PARLEY_WORKER_URL', 'ALLOWED_ORIGINS', 'BOX_ID', 'BOX_REGION', 'BOX_PUBLIC_URL', 'BOX_CAPACITY'],
  ...[
    'BOX_CAPACITY_MBPS',
    'BOX_ENROLMENT_TOKEN',
    'TURN_HOST',
    'TURN_SECRET',
    'ACME_EMAIL',
    'ACME_DIRECTORY',
    'TLS_ISSUER',
  ],
  ...[
    'MEDIA_LISTEN_ADDRESSES',
    'MEDIA_ANNOUNCED_ADDRESSES',
    'MEDIA_PORT',
    'MEDIA_WORKERS',
    'FORWARD_ALL_UP_TO',
    'SEND_BATCHING',
    'PARLEY_SEND_BATCHING_SEGMENTS',
    'PARLEY_SEND_BATCHING_DELAY_US',
  ],
  ...['METRICS_TOKEN', 'REDIS_URL', 'LOG_LEVEL', 'NODE_EXTRA_CA_CERTS'],
];

/** Ports of the machine that are taken: HTTP, HTTPS, TURN, the box, TURN over TLS and Caddy behind HAProxy; and coturn's relays. */
const takenPorts: readonly (readonly [first: number, last: number])[] = [
  ...[80, 443, 3478, 4400, 5349, 8443].map((port) => [port, port] as const),
  [49_152, 53_247],
];

/**
 * Reads a box.env.
 *
 * @param onUnknown told of each variable that no box has, instead of a refusal: on the way back from a release that knew more of them
 * @throws {StartFailure} with one sentence for each thing that is wrong
 */
export function readSettings(text: string, onUnknown?: (sentence: string) => void): Settings {
  const { values, sentences } = parseEnvironment(text);
  const refuse = (sentence: string) => sentences.push(sentence);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  for (const name of Object.keys(given)) {
    if (fixed.includes(name)) sentences.push(`${name} is not yours to set: the service sets it.`);
    else if (!known.includes(name)) (onUnknown ?? refuse)(`${name} is not a variable of a box.`);
  }
  const parsed = machine.safeParse(given);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const name = String(path[0]);
      sentences.push(name in given ? `${name} is not valid: ${message}.` : `${name} is not set.`);
    }
  }
  const box = readBox(given, sentences);
  const boxHost = URL.parse(given.BOX_PUBLIC_URL ?? '')?.host ?? '';
  if (boxHost !== '' && boxHost === given.TURN_HOST) {
    sentences.push(
      'TURN_HOST is not valid: it must differ from the host of BOX_PUBLIC_URL, which is how they are told apart.',
    );
  }
  if (!box || !parsed.success || sentences.length > 0) throw new StartFailure([...new Set(sentences)].join(' '));
  const {
    TURN_HOST: turnHost,
    TURN_SECRET: turnSecret,
    ACME_EMAIL,
    TLS_ISSUER: tlsIssuer,
    ACME_DIRECTORY,
  } = parsed.data;
  const acme = { acmeEmail: ACME_EMAIL ?? null, acmeDirectory: ACME_DIRECTORY ?? null };
  return { box, boxHost, turnHost, turnSecret, tlsIssuer, ...acme };
}

function readBox(given: Record<string, string>, sentences: string[]): Config | null {
  try {
    const box = readConfig({ ...given, NODE_ENV: 'production', BOX_DATA_DIR: '/var/lib/parley' });
    const last = box.mediaPort + box.mediaWorkers - 1;
    const clash = takenPorts.find(([from, to]) => box.mediaPort <= to && last >= from);
    if (clash)
      sentences.push(`MEDIA_PORT is not valid: ports ${box.mediaPort} to ${last} meet ${clash[0]}, which is taken.`);
    return box;
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    sentences.push(...error.message.split(/(?<=\.) (?=[A-Z_]+ is )/));
    return null;
  }
}

/**
 * NAME=value lines as systemd reads them, less what it or Node, which reads them for `parley doctor`, would read in surprising ways:
 * backslashes, quotes inside of values, values over several lines, and what Node takes for a comment.
 */
function parseEnvironment(text: string): { values: Record<string, string>; sentences: string[] } {
  const values: Record<string, string> = {};
  const sentences: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || /^[#;]/.test(line)) continue;
    const found = /^([A-Z][A-Z0-9_]*)=(?:"([^"\\]*)"|'([^'\\]*)'|([^"'`\\\s]*))$/.exec(line);
    // The line itself may hold a secret.
    if (!found) sentences.push(`Line ${index + 1} is not NAME=value.`);
    else if (found[1] !== undefined && found[1] in values) sentences.push(`${found[1]} is set twice.`);
    else if (found[1] !== undefined) {
      values[found[1]] = found[2] ?? found[3] ?? found[4] ?? '';
      if (found[4]?.includes('#')) sentences.push(`${found[1]} has a # in it: put its value in quotes.`);
    }
  }
  return { values, sentences };
}

/** Addresses that coturn listens on and relays from, with what they are called outside; names are left to those who resolve them. */
export function turnAddresses({ box }: Settings): { listen: string; outside: string | null }[] {
  return box.mediaAddresses.map(({ listen, announced }) => ({
    listen,
    outside: announced !== null && announced !== listen && isIP(announced) !== 0 ? announced : null,
  }));
}
