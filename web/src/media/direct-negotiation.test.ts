import type { Signal } from '@parley/sfu/contract/signal.ts';
import { expect, test } from 'vitest';
import { DirectNegotiation, type Negotiated } from './direct-negotiation.ts';

/** Signaling states as the standard has them, implicit rollback included; descriptions are numbered. */
class FakeConnection {
  static count = 0;
  signalingState: RTCSignalingState = 'stable';
  localDescription: RTCSessionDescription | null = null;
  remote: string | null = null;
  log: string[] = [];
  #listeners = new Map<string, (event: never) => void>();

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners.set(type, listener);
  }

  emit(type: string, event: unknown = {}): void {
    this.#listeners.get(type)?.(event as never);
  }

  async setLocalDescription(given?: { type: string; sdp: string }): Promise<void> {
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    if (given && given.type !== type) throw new Error(`InvalidStateError: ${given.type}`);
    this.localDescription = { type, sdp: given?.sdp ?? `${type}-${++FakeConnection.count}` } as RTCSessionDescription;
    this.signalingState = type === 'offer' ? 'have-local-offer' : 'stable';
  }

  async createAnswer(): Promise<RTCSessionDescriptionInit> {
    return { type: 'answer', sdp: `answer-${++FakeConnection.count}` };
  }

  async setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit): Promise<void> {
    if (type === 'answer' && this.signalingState !== 'have-local-offer') throw new Error('InvalidStateError');
    if (type === 'offer' && this.signalingState === 'have-local-offer') this.log.push('rollback');
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
    this.remote = sdp ?? null;
  }

  async addIceCandidate(): Promise<void> {
    if (!this.remote) throw new Error('no remote description');
    this.log.push('candidate');
  }
}

/** One end; its signals wait in `out` until they are delivered. */
function makeEnd(polite: boolean, holdMs = 0) {
  const connection = new FakeConnection();
  const out: Signal[] = [];
  const errors: string[] = [];
  const sources: unknown[] = [];
  const negotiation = new DirectNegotiation(connection as unknown as Negotiated, {
    link: polite ? 'link-polite' : 'link-impolite',
    polite,
    holdMs,
    send: (signal) => void out.push(signal),
    ownSources: () => [{ mid: polite ? '1' : '0', source: 'mic' }],
    onSources: (given) => void sources.push(given),
    onError: (what, thrown) => void errors.push(`${what}: ${String(thrown)}`),
  });
  return { connection, out, errors, sources, negotiation };
}
type End = ReturnType<typeof makeEnd>;

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
async function deliver(from: End, to: End): Promise<void> {
  await settled();
  for (const signal of from.out.splice(0)) to.negotiation.receive(signal);
  await settled();
}

test('an offer is answered, and each end learns which section of the other is which source', async () => {
  const [ada, ben] = [makeEnd(false), makeEnd(true)];
  ada.connection.emit('negotiationneeded');
  await deliver(ada, ben);
  await deliver(ben, ada);
  expect([ada.connection.signalingState, ben.connection.signalingState]).toEqual(['stable', 'stable']);
  expect(ben.sources).toEqual([[{ mid: '0', source: 'mic' }]]);
  expect(ada.sources).toEqual([[{ mid: '1', source: 'mic' }]]);
  expect([...ada.errors, ...ben.errors]).toEqual([]);
});

test('when both offer at once the polite one takes its own back, and offers again when the browser asks', async () => {
  const [ada, ben] = [makeEnd(false), makeEnd(true)];
  ada.connection.emit('negotiationneeded');
  ben.connection.emit('negotiationneeded');
  await settled();
  const fromBen = ben.out.splice(0);
  for (const signal of fromBen) ada.negotiation.receive(signal);
  await deliver(ada, ben);
  expect(ben.connection.log).toEqual(['rollback']);
  await deliver(ben, ada);
  expect(ada.connection.remote).toMatch(/^answer/);
  ben.connection.emit('negotiationneeded');
  await deliver(ben, ada);
  await deliver(ada, ben);
  expect([ada.connection.signalingState, ben.connection.signalingState]).toEqual(['stable', 'stable']);
  expect(ben.connection.remote).toMatch(/^answer/);
  expect([...ada.errors, ...ben.errors]).toEqual([]);
});

test('candidates of an ignored offer are no error, others are', async () => {
  const ada = makeEnd(false);
  ada.connection.emit('negotiationneeded');
  await settled();
  const candidates = [{ candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null }];
  ada.negotiation.receive({ link: 'b', description: { type: 'offer', sdp: 'offer-x', sources: [] } });
  ada.negotiation.receive({ link: 'b', candidates });
  await settled();
  expect(ada.errors).toEqual([]);
  const ben = makeEnd(true);
  ben.negotiation.receive({ link: 'a', candidates });
  await settled();
  expect(ben.errors).toHaveLength(1);
});

test('candidates go out in one message per burst, after the description', async () => {
  const ada = makeEnd(false);
  ada.connection.emit('negotiationneeded');
  for (const candidate of ['a', 'b', 'c']) ada.connection.emit('icecandidate', { candidate: { candidate } });
  await expect.poll(() => ada.out.length).toBe(2);
  expect(ada.out[0]?.description?.type).toBe('offer');
  expect(ada.out[1]?.candidates?.map(({ candidate }) => candidate)).toEqual(['a', 'b', 'c']);
});

test('an answer that nothing here asked for changes nothing', async () => {
  const ada = makeEnd(false);
  ada.negotiation.receive({ link: 'b', description: { type: 'answer', sdp: 'answer-x', sources: [] } });
  await settled();
  expect([ada.connection.remote, ada.errors]).toEqual([null, []]);
});

test('an end that holds back lets the other one offer first, and offers by itself when nothing comes', async () => {
  const [ada, finn] = [makeEnd(true), makeEnd(false, 30)];
  finn.connection.emit('negotiationneeded');
  ada.connection.emit('negotiationneeded');
  await settled();
  expect(finn.out).toEqual([]);
  await deliver(ada, finn);
  expect(finn.out.map(({ description }) => description?.type)).toEqual(['answer', 'offer']);
  const alone = makeEnd(true, 30);
  alone.connection.emit('negotiationneeded');
  await expect.poll(() => alone.out[0]?.description?.type).toBe('offer');
});

test.each([
  ['offer', true],
  ['answer', false],
])('a lost %s of an exchange is made up for when the offer is sent again', async (_, isOfferLost) => {
  const [ada, ben] = [makeEnd(false), makeEnd(true)];
  ada.connection.emit('negotiationneeded');
  if (!isOfferLost) await deliver(ada, ben);
  await settled();
  for (const end of [ada, ben]) end.out.length = 0;
  expect(ada.connection.signalingState).toBe('have-local-offer');
  ada.negotiation.resend();
  ben.negotiation.resend();
  await deliver(ada, ben);
  await deliver(ben, ada);
  expect([ada.connection.signalingState, ben.connection.signalingState]).toEqual(['stable', 'stable']);
  expect(ada.connection.remote).toBe(ben.connection.localDescription?.sdp);
  ada.negotiation.resend();
  await settled();
  expect([...ada.out, ...ada.errors, ...ben.errors]).toEqual([]);
});
