import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { freemem, totalmem } from 'node:os';
import { checkServerIdentity, connect as connectTls, type TLSSocket } from 'node:tls';

/** Every look gives up after so long. */
export const patienceMs = 5_000;

/** What a look saw, or why it saw nothing. */
export type Seen<T> = { seen: T } | { failed: string };

async function see<T>(looking: Promise<T>): Promise<Seen<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs / 1000} s`)), patienceMs);
  });
  try {
    return { seen: await Promise.race([looking, late]) };
  } catch (error) {
    return { failed: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    looking.catch(() => {});
  }
}

/** `fetch` hides what went wrong in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error) return reasonOf(inner);
  return error.message || ('code' in error ? String(error.code) : error.name);
}

/** Addresses of a host name. */
export async function lookUp(host: string): Promise<Seen<string[]>> {
  return await see(lookup(host, { all: true }).then((found) => found.map(({ address }) => address)));
}

/** An answer over HTTP. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** Undefined when it is not JSON. */
  json: unknown;
  sentAtMs: number;
  receivedAtMs: number;
}

export async function get(url: string | URL, headers: Record<string, string> = {}): Promise<Seen<Answer>> {
  const sentAtMs = Date.now();
  const asking = fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(patienceMs) });
  return await see(
    asking.then(async (response) => ({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      sentAtMs,
      receivedAtMs: Date.now(),
      json: await response.json().catch(() => undefined),
    })),
  );
}

export interface Certificate {
  /** Why it is not to be trusted; null: it is. */
  problem: string | null;
  validToMs: number;
}

/** The certificate that a TLS server shows for a name, trusted or not. */
export async function lookAtCertificate(host: string, port: number): Promise<Seen<Certificate>> {
  const { socket, secured } = openTls(host, port);
  return await see(
    secured
      .then(() => {
        const shown = socket.getPeerCertificate();
        const misnamed = isIP(host) ? undefined : checkServerIdentity(host, shown);
        const untrusted = socket.authorized ? null : String(socket.authorizationError);
        return { problem: untrusted ?? misnamed?.message ?? null, validToMs: Date.parse(shown.valid_to) };
      })
      .finally(() => socket.destroy()),
  );
}

function openTls(host: string, port: number): { socket: TLSSocket; secured: Promise<void> } {
  const name = isIP(host) ? {} : { servername: host };
  // It is looked at whether it can be trusted: nothing secret goes over this connection.
  const socket = connectTls({ host, port, ...name, rejectUnauthorized: false, timeout: patienceMs });
  return { socket, secured: opened(socket, 'secureConnect') };
}

/** A connection, secured where asked for, for whatever is said on it. The caller destroys it. */
export async function openStream(host: string, port: number, secure: boolean): Promise<Seen<Socket>> {
  const open = async () => {
    if (!secure) {
      const socket = connectTcp({ host, port, timeout: patienceMs });
      await opened(socket, 'connect');
      return socket;
    }
    const { socket, secured } = openTls(host, port);
    await secured;
    return socket;
  };
  return await see(open());
}

async function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once('error', reject);
    socket.once('timeout', () => reject(new Error(`no answer within ${patienceMs / 1000} s`)));
  }).catch((error) => {
    socket.destroy();
    throw error;
  });
  // What comes after is for whoever uses it.
  socket.on('error', () => {});
}

/** In bytes. Linux counts what it could free; elsewhere it is what is free now. */
export async function lookAtMemory(): Promise<{ availableBytes: number; totalBytes: number }> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const available = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return { availableBytes: available ? Number(available) * 1024 : freemem(), totalBytes: totalmem() };
}
