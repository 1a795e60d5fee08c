import { clockSkewSeconds, type JoinTokenClaims } from '@parley/worker/contract/join-token.ts';
import { maxDirectSeats } from '@parley/worker/contract/media-policy.ts';
import { type Envelope, type Handshake, handshake } from '../../contract/requests.ts';
import { protocolVersion } from '../../contract/version.ts';
import { BoxFailure } from '../errors.ts';
import { parseUntrusted } from '../parse.ts';
import type { Notifier } from '../room/notifier.ts';
import type { Peer } from '../room/peer.ts';
import type { Room } from '../room/room.ts';
import type { RoomDirectory } from '../room/room-directory.ts';
import type { DenyList } from './deny-list.ts';
import type { HandshakeRate } from './handshake-rate.ts';
import { decidePlacement } from './placement-rule.ts';
import { ResumeSecrets } from './resume-secrets.ts';
import type { RightsList } from './rights-list.ts';
import { UsedTokens } from './used-tokens.ts';

export interface AdmissionRules {
  directory: RoomDirectory;
  denyList: DenyList;
  rightsList: RightsList;
  handshakeRate: HandshakeRate;
  allowedOrigins: readonly string[];
  /** Peers on the box at most. */
  capacity: number;
  verify(token: string): Promise<JoinTokenClaims>;
}

/** One attempt to connect, as the network shows it. */
export interface Attempt {
  auth: unknown;
  origin: string | undefined;
  address: string;
}

/** Someone who may come in. */
export interface Admitted<L extends Notifier> {
  room: Room;
  peer: Peer;
  line: L;
  /** For the next connection; sent with `connected`. */
  resumeSecret: string;
  /** The request that came with the handshake; null for none. */
  join: Envelope | null;
}

interface Place<L> {
  room: Room;
  peer: Peer;
  line: L;
  secrets: ResumeSecrets;
}

/** The box's door: decides about every new connection. A refusal changes nothing. */
export class Admission<L extends Notifier> {
  private readonly places = new WeakMap<Peer, Place<L>>();
  private readonly usedTokens = new UsedTokens<Peer>();

  private readonly rules: AdmissionRules;
  private readonly makeLine: () => L;

  constructor(rules: AdmissionRules, makeLine: () => L) {
    this.rules = rules;
    this.makeLine = makeLine;
  }

  /** Tokens remembered as used. */
  get usedTokenCount(): number {
    return this.usedTokens.size;
  }

  /** @throws {BoxFailure} one of the handshake's codes */
  async admit(attempt: Attempt): Promise<Admitted<L>> {
    const { handshakeRate, allowedOrigins } = this.rules;
    if (!handshakeRate.take(attempt.address, Date.now())) throw new BoxFailure('too-many-requests');
    if (attempt.origin === undefined || !allowedOrigins.includes(attempt.origin))
      throw new BoxFailure('origin-not-allowed');
    const shake = readHandshake(attempt.auth);
    if (shake.type === 'resume') return { ...this.resume(shake, attempt.address), join: null };
    const claims = await this.rules.verify(shake.token);
    const admitted = this.enter(claims, shake.clientNonce, attempt.address);
    return { ...admitted, join: shake.join ? { id: shake.join.id, data: shake.join.data } : null };
  }

  /** In one turn, checks first: of two connections with one token, only one finds it unused. */
  private enter(claims: JoinTokenClaims, nonce: string, address: string): Omit<Admitted<L>, 'join'> {
    const { directory, denyList, rightsList } = this.rules;
    const { room: meetingId, placement, sub: participantId, grants } = claims;
    const ofToken = { version: claims.rights, role: claims.role, grants };
    const rights = rightsList.newest(meetingId, placement, participantId, ofToken);
    const { role } = rights;
    const running = directory.get(meetingId);
    if (denyList.isBanned(meetingId, placement, { participantId, address, role })) throw new BoxFailure('removed');

    const use = this.usedTokens.get(claims.jti);
    if (use) {
      const place = use.nonce === nonce ? this.places.get(use.user) : undefined;
      if (!place || place.peer.state === 'left') throw new BoxFailure('token-used');
      return { ...place, resumeSecret: place.secrets.issue() };
    }

    const decision = decidePlacement(placement, running?.placement ?? null, denyList.endedPlacement(meetingId));
    if (decision === 'refuse') throw new BoxFailure('token-wrong-placement');
    const isBack = decision === 'join' && running?.peers.has(participantId);
    if (decision === 'join' && running?.moving && !isBack) throw new BoxFailure('token-wrong-placement');
    if (!isBack && denyList.isLockedOut(meetingId, placement, claims.iat)) throw new BoxFailure('room-locked');
    if (decision === 'join' && running && isFull(running, participantId)) throw new BoxFailure('p2p-full');
    const freed = decision === 'replace' ? (running?.peers.size ?? 0) : Number(isBack === true);
    if (directory.peerCount - freed >= this.rules.capacity) throw new BoxFailure('box-full');
    if (!this.usedTokens.hasRoom(Date.now())) throw new BoxFailure('box-full');

    if (decision === 'replace' && running) {
      denyList.endPlacement(meetingId, running.placement);
      rightsList.endPlacement(meetingId, running.placement);
    }
    const locked = denyList.isLocked(meetingId, placement);
    const room = directory.open({ meetingId, placement, locked, policy: claims.media });
    const line = this.makeLine();
    const untilMs = claims.until === undefined ? null : claims.until * 1000;
    const peer = room.admit({ participantId, name: claims.name, untilMs }, rights, line);
    const place: Place<L> = { room, peer, line, secrets: new ResumeSecrets() };
    this.places.set(peer, place);
    const usedUntilMs = (claims.exp + clockSkewSeconds) * 1000;
    this.usedTokens.add(claims.jti, { nonce, user: peer, untilMs: usedUntilMs }, Date.now());
    return { ...place, resumeSecret: place.secrets.issue() };
  }

  private resume(
    { participantId, secret }: Handshake & { type: 'resume' },
    address: string,
  ): Omit<Admitted<L>, 'join'> {
    const found = this.rules.directory.find(participantId);
    const place = found && this.places.get(found.peer);
    if (!found || !place)
      throw new BoxFailure(this.rules.denyList.isRemoved(participantId) ? 'removed' : 'resume-refused');
    const { meetingId, placement } = found.room;
    const { role } = found.peer.rights;
    // A stranger with a guessed secret must not learn who was removed.
    const known = place.secrets.check(secret);
    if (known === 'accepted' && this.rules.denyList.isBanned(meetingId, placement, { participantId, address, role })) {
      throw new BoxFailure('removed');
    }
    if (place.secrets.use(secret) !== 'accepted') throw new BoxFailure('resume-refused');
    return { ...place, resumeSecret: place.secrets.issue() };
  }
}

/** People to whom everybody sends directly are few; someone who is back is not one more. */
function isFull(room: Room, participantId: string): boolean {
  return room.ways.policy === 'p2p' && room.roster.seats >= maxDirectSeats && !room.roster.knows(participantId);
}

function readHandshake(auth: unknown): Handshake {
  // The version first: a client of another one may have another handshake.
  const protocol = typeof auth === 'object' && auth !== null && 'protocol' in auth ? auth.protocol : undefined;
  if (typeof protocol === 'number' && protocol !== protocolVersion) throw new BoxFailure('protocol-mismatch');
  const parsed = parseUntrusted(handshake, auth);
  if (!parsed.success)
    throw new BoxFailure('handshake-invalid', { detail: parsed.error.issues[0]?.path.join('.') ?? '' });
  return parsed.data;
}
