import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { Source } from '../../contract/shapes.ts';
import type { Endpoint, SourceProducer } from './endpoint.ts';
import { Forwarding, type ForwardingOptions } from './forwarding.ts';

/** A room where nothing can be forwarded, so that only looking is left. */
function makeRoom(people: number) {
  const endpoints = new Map<string, Endpoint>();
  let looks = 0;
  const forwarding = new Forwarding({
    endpoints,
    speakers: { now: [], lastSpoke: () => 0 },
    forwardAllUpTo: 16,
  } as unknown as ForwardingOptions);
  for (let index = 0; index < people; index += 1) {
    const id = `person-${index}`;
    const endpoint = { ownerId: id, producers: new Map(), consumers: new Map(), watch: null, closed: false };
    endpoints.set(id, endpoint as unknown as Endpoint);
  }
  forwarding.followSize();
  const send = (index: number, source: Source): SourceProducer => {
    const ownerId = `person-${index}`;
    const observer = new EventEmitter();
    const producer = {
      id: `${source} of ${ownerId}`,
      kind: source === 'camera' ? 'video' : 'audio',
      paused: false,
      observer,
      get appData() {
        looks += 1;
        return { ownerId, source };
      },
    } as unknown as SourceProducer;
    endpoints.get(ownerId)?.producers.set(source, producer);
    forwarding.producerAdded(producer);
    return producer;
  };
  const at = (index: number) => endpoints.get(`person-${index}`) as Endpoint;
  const looksIn = (task: () => void) => {
    const before = looks;
    task();
    return looks - before;
  };
  return { forwarding, send, at, looksIn };
}

test('what is sent is gone through once after a change, however many receivers there are', () => {
  const { forwarding, send, at, looksIn } = makeRoom(100);
  const sent = Array.from({ length: 100 }, (_, index) => send(index, 'screenAudio'));
  const asked = sent[0] as SourceProducer;
  const askAll = () => {
    for (let index = 1; index < 100; index += 1) expect(forwarding.selects(at(index), asked)).toBe(true);
  };
  // One look each to build, and one for each question.
  expect(looksIn(askAll)).toBe(100 + 99);
  expect(looksIn(askAll)).toBe(99);
  (sent[1] as SourceProducer).observer.emit('close');
  expect(forwarding.selects(at(5), sent[1] as SourceProducer)).toBe(false);
  const added = send(1, 'camera');
  at(5).watch = { see: [{ ownerId: 'person-1', source: 'camera' }], hear: [] };
  expect([forwarding.selects(at(5), added), forwarding.selects(at(6), added)]).toEqual([true, false]);
});
