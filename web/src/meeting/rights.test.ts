import type { Grant } from '@parley/worker/contract/roles.ts';
import { expect, test } from 'vitest';
import type { LocalMediaState } from '../media/local-media.ts';
import { changedGrants, LocalRights } from './rights.ts';

const all: Grant[] = ['receive', 'send-mic', 'send-camera', 'send-screen', 'send-screen-audio', 'chat', 'raise-hand'];
const without = (...gone: Grant[]) => all.filter((grant) => !gone.includes(grant));

function makeRights(on = { mic: true, camera: true }) {
  const log: string[] = [];
  let listener: () => void = () => undefined;
  const state = { mic: { on: on.mic }, camera: { on: on.camera } };
  const rights = new LocalRights({
    localMedia: {
      state: state as unknown as LocalMediaState,
      setOn: async (kind, wanted) => {
        state[kind].on = wanted;
        log.push(`${kind} ${wanted ? 'on' : 'off'}`);
      },
      subscribe: (wanted) => {
        listener = () => wanted(state as unknown as LocalMediaState);
        return () => true;
      },
    },
    stopSharing: () => void log.push('screen off'),
    tell: (news) => void log.push('grants' in news ? `${news.type}: ${news.grants.join(' ')}` : news.type),
  });
  return {
    rights,
    log,
    press: (kind: 'mic' | 'camera') => {
      state[kind].on = true;
      listener();
    },
  };
}

test('changes are told once each, and only those that one notices', () => {
  expect(changedGrants(all, without('send-mic', 'send-screen', 'send-screen-audio'))).toEqual({
    allowed: [],
    forbidden: ['send-mic', 'send-screen'],
  });
  expect(changedGrants(without('chat', 'raise-hand'), all)).toEqual({ allowed: ['chat'], forbidden: [] });
});

test('coming in with everything allowed is no news', () => {
  const { rights, log } = makeRights();
  rights.set(all);
  expect(log).toEqual([]);
});

test('coming in where it is forbidden: what was on goes off and is told, what was off is not', () => {
  const { rights, log } = makeRights({ mic: true, camera: false });
  rights.set(without('send-mic', 'send-camera'));
  expect(log).toEqual(['mic off', 'forbidden: send-mic']);
});

test('forbidden later: off at once; allowed again: told, and nothing goes on by itself', () => {
  const { rights, log } = makeRights();
  rights.set(all);
  rights.set(without('send-mic'));
  rights.set(all);
  expect(log).toEqual(['mic off', 'forbidden: send-mic', 'allowed: send-mic']);
});

test('whatever is pressed while it is forbidden goes off again; outside, everything is one’s own business', () => {
  const { rights, log, press } = makeRights({ mic: false, camera: false });
  press('mic');
  expect(log).toEqual([]);
  rights.set(without('send-camera'));
  press('camera');
  expect(log).toEqual(['camera off']);
  rights.leave();
  press('camera');
  expect(log).toEqual(['camera off']);
});

test('the screen ends with its right, and what a host stops ends', () => {
  const { rights, log } = makeRights();
  rights.set(without('send-screen'));
  rights.stopped(['mic', 'screen', 'screenAudio']);
  expect(log).toEqual(['screen off', 'mic off', 'screen off']);
});
