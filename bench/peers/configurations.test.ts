import { expect, test } from 'vitest';
import { configurationsFor } from './configurations.ts';
import { figuresOf } from './peer-figures.ts';

test('what is not here is not measured', () => {
  expect([...configurationsFor({ janus: false, batching: null, cores: 2 }).keys()]).toEqual(['parley']);
});

test('Janus is measured as it comes, tuned, and with the library that Parley has', () => {
  const all = configurationsFor({ janus: true, batching: '/lib.so', cores: 2 });
  expect([...all.keys()]).toEqual(['parley', 'parley_unbatched', 'janus_default', 'janus_tuned', 'janus_batched']);
  expect(all.get('parley')).toEqual({ server: 'mediasoup', preload: '/lib.so' });
  expect(all.get('parley_unbatched')).toEqual({ server: 'mediasoup' });
  expect(all.get('janus_batched')).toEqual({ server: 'janus', eventLoops: 2, preload: '/lib.so' });
});

test('ratios are between what was measured; a peer that is not here has none', () => {
  const values = (us: number) => ({ us_per_packet: us, join_cpu_ms: us, memory_mib: us });
  const figures = figuresOf(
    new Map([
      ['parley', [values(5), values(6), null]],
      ['janus_tuned', [values(10), values(12), values(1)]],
    ]),
    true,
  );
  expect(figures).toMatchObject({
    'peers.cpu_per_packet_vs_janus_tuned': 0.5,
    'peers.join_cpu_vs_janus_tuned': 0.5,
    'peers.us_per_packet.parley': 5,
    'peers.same_libsrtp': 1,
    'peers.rounds_dropped': 1,
  });
  expect(figures).not.toHaveProperty('peers.cpu_per_packet_vs_janus_default');
});
