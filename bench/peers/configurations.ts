/** What is compared: a server, how it is set up, and whether its sends go through the preloaded library. */
export interface Configuration {
  readonly server: 'mediasoup' | 'janus';
  /** Janus's `event_loops`; absent: its default, a thread for each participant. */
  readonly eventLoops?: number;
  /** Path of the library that batches sends, preloaded into the server. */
  readonly preload?: string;
}

/** By name, what can be measured with what is here. Without the library Parley itself is the media worker as it is. */
export function configurationsFor(has: {
  janus: boolean;
  batching: string | null;
  cores: number;
}): Map<string, Configuration> {
  const preload = has.batching === null ? null : { preload: has.batching };
  const tuned = { server: 'janus', eventLoops: has.cores } as const;
  const all = new Map<string, Configuration>([['parley', { server: 'mediasoup', ...preload }]]);
  if (preload) all.set('parley_unbatched', { server: 'mediasoup' });
  if (!has.janus) return all;
  all.set('janus_default', { server: 'janus' });
  all.set('janus_tuned', tuned);
  if (preload) all.set('janus_batched', { ...tuned, ...preload });
  return all;
}
