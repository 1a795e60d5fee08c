import { envelope, type RequestName, requests } from '../../contract/requests.ts';
import { BoxFailure, toWireError } from '../errors.ts';
import type { Log } from '../log.ts';
import { parseUntrusted } from '../parse.ts';
import { Bucket } from '../rate.ts';
import type { Peer } from '../room/peer.ts';
import type { Room } from '../room/room.ts';
import { handlers } from './handlers/index.ts';
import { policy, retryRate } from './policy.ts';
import { RememberedResults, type Result } from './remembered-results.ts';

/** The sender of a request: known from its socket, never from a field. */
export interface Sender {
  peer: Peer;
  room: Room;
  memory: RequestMemory;
}

/** What the gate keeps per peer, over all its sockets. */
export class RequestMemory {
  readonly results = new RememberedResults();
  private readonly buckets = new Map<RequestName | 'retry', Bucket>();

  bucket(name: RequestName | 'retry'): Bucket {
    const bucket = this.buckets.get(name) ?? new Bucket(name === 'retry' ? retryRate : policy[name].rate);
    this.buckets.set(name, bucket);
    return bucket;
  }
}

/** A request's result, and whether the sender should have known better (counted: see `FloodMeter`). */
export interface Dispatched {
  result: Promise<Result>;
  bad: boolean;
}

/**
 * The one gate. Known name → envelope → (a retry gets its first result) → state → grant → rate → schema → handler.
 * Never throws and never rejects; a refusal changes nothing.
 */
export function dispatch(sender: Sender, name: string, argument: unknown, log: Log): Dispatched {
  try {
    return { result: pass(sender, name, argument, log), bad: false };
  } catch (error) {
    const refusal = toWireError(error);
    if (refusal.code === 'internal')
      log('request-failed', { request: name, ...sender.room.name, participantId: sender.peer.id, error });
    // Asking too early or without the right happens to honest clients in a race.
    const bad = refusal.code !== 'wrong-state' && refusal.code !== 'not-granted';
    return { result: Promise.resolve({ ok: false, error: refusal }), bad };
  }
}

function pass({ peer, room, memory }: Sender, name: string, argument: unknown, log: Log): Promise<Result> {
  if (!isRequestName(name)) throw new BoxFailure('unknown-request');
  const opened = parseUntrusted(envelope, argument);
  if (!opened.success) throw invalid(opened.error);
  const { id, data } = opened.data;
  const rules = policy[name];
  const now = Date.now();

  const first = memory.results.get(id);
  if (first) {
    if (first.name !== name)
      throw new BoxFailure('request-invalid', { detail: 'This id was used for another request.' });
    if (!memory.bucket('retry').take(now)) throw new BoxFailure('too-many-requests');
    return first.result;
  }

  if (!(rules.states as readonly string[]).includes(peer.state)) throw new BoxFailure('wrong-state');
  const grant = rules.grant(data);
  if (grant !== null && !peer.may(grant)) throw new BoxFailure('not-granted', { detail: grant });
  if (!memory.bucket(name).take(now)) throw new BoxFailure('too-many-requests');
  const payload = parseUntrusted(requests[name].payload, data);
  if (!payload.success) throw invalid(payload.error);

  const result = run(name, { peer, room }, payload.data, log);
  if (rules.mutating) memory.results.keep(id, name, result);
  return result;
}

async function run(
  name: RequestName,
  { peer, room }: { peer: Peer; room: Room },
  payload: unknown,
  log: Log,
): Promise<Result> {
  try {
    // The table pairs each name with its own payload; that the pair is right was checked by the name's schema.
    const handler = handlers[name] as (room: Room, peer: Peer, payload: unknown) => Promise<unknown>;
    return { ok: true, data: await handler(room, peer, payload) };
  } catch (error) {
    const refusal = toWireError(error);
    if (refusal.code === 'internal')
      log('request-failed', { request: name, ...room.name, participantId: peer.id, error });
    return { ok: false, error: refusal };
  }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

function invalid(error: { issues: readonly { path: PropertyKey[]; message: string }[] }): BoxFailure {
  const issue = error.issues[0];
  const detail = issue && `${issue.path.join('.') || 'envelope'}: ${issue.message}`.slice(0, 120);
  return new BoxFailure('request-invalid', detail ? { detail } : {});
}
