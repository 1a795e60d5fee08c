import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import { writePrivate } from '../system/write-private.ts';

/** PEM texts for the proxy, and the authority's file for phones and for the box. */
export interface LanCertificates {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
  readonly caFile: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** iOS refuses server certificates that are valid for more than 825 days. */
const SERVER_DAYS = 397;
const CA_DAYS = 3650;
const RENEW_BEFORE_DAYS = 30;

const common = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

/**
 * A certificate for the address, signed by this checkout's own authority. Both are kept: phones that trust the authority
 * go on doing so when the address changes.
 */
export async function ensureCertificates(dir: string, address: string): Promise<LanCertificates> {
  const caFile = path.join(dir, 'ca.crt');
  const ca = (await readPair(dir, 'ca', () => true)) ?? (await makeAuthority(dir));
  const isForAddress = (cert: X509Certificate): boolean =>
    cert.checkIP(address) !== undefined && cert.verify(new X509Certificate(ca.cert).publicKey);
  const server = (await readPair(dir, 'server', isForAddress)) ?? (await makeServer(dir, address, ca));

  return { key: server.key, cert: server.cert, ca: ca.cert, caFile };
}

interface Pair {
  readonly key: string;
  readonly cert: string;
}

async function readPair(
  dir: string,
  name: string,
  fits: (cert: X509Certificate) => boolean,
): Promise<Pair | undefined> {
  const [keyFile, certFile] = [path.join(dir, `${name}.key`), path.join(dir, `${name}.crt`)];
  if (!existsSync(keyFile) || !existsSync(certFile)) return undefined;

  const pair = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };
  const cert = new X509Certificate(pair.cert);
  const isFresh = Date.parse(cert.validTo) - Date.now() > RENEW_BEFORE_DAYS * DAY_MS;
  return isFresh && fits(cert) ? pair : undefined;
}

async function makeAuthority(dir: string): Promise<Pair> {
  // A name of its own per checkout, so that several can be told apart in a phone's settings.
  const name = `Parley development ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`;
  const made = await generate([{ name: 'commonName', value: name }], {
    ...common,
    notAfterDate: daysFromNow(CA_DAYS),
    extensions: [
      { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return writePair(dir, 'ca', { key: made.private, cert: made.cert });
}

async function makeServer(dir: string, address: string, ca: Pair): Promise<Pair> {
  const made = await generate([{ name: 'commonName', value: address }], {
    ...common,
    ca,
    notBeforeDate: new Date(Date.now() - DAY_MS),
    notAfterDate: daysFromNow(SERVER_DAYS),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: address },
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  return writePair(dir, 'server', { key: made.private, cert: made.cert });
}

function writePair(dir: string, name: string, pair: Pair): Pair {
  writePrivate(path.join(dir, `${name}.key`), pair.key);
  writePrivate(path.join(dir, `${name}.crt`), pair.cert);
  return pair;
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}
