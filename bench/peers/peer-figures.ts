import { barChart } from '../charts/bars.ts';
import { markdownTable } from '../document.ts';
import type { Figures } from '../figures.ts';
import { dropped, medianOf, type Rounds, ratioOf } from '../rounds.ts';

/** Names of the configurations, and what the page calls them. */
const titles: Record<string, string> = {
  parley: "Parley's media worker, as a box runs it",
  parley_unbatched: 'the same, a system call for each packet',
  janus_default: 'Janus, default settings',
  janus_tuned: 'Janus, `event_loops` = cores',
  janus_batched: 'Janus, tuned, with the same send batching',
};

/** The most that is expected. */
export const limits: Record<string, number> = {
  'peers.cpu_per_packet_vs_janus_tuned': 0.5,
  'peers.cpu_per_packet_vs_janus_default': 0.25,
};

/** Medians with their spread, and ratios paired by round. `isSameLibsrtp`: the peer's libsrtp was built over OpenSSL, as Parley's. */
export function figuresOf(measured: Rounds, isSameLibsrtp: boolean): Figures {
  const figures: Figures = {};
  for (const name of measured.keys())
    for (const value of ['us_per_packet', 'join_cpu_ms', 'memory_mib'])
      Object.assign(figures, medianOf(measured, name, value, `peers.${value}.${name}`));
  return {
    ...figures,
    ...ratioOf(measured, 'us_per_packet', ['parley', 'janus_tuned'], 'peers.cpu_per_packet_vs_janus_tuned'),
    ...ratioOf(measured, 'us_per_packet', ['parley', 'janus_default'], 'peers.cpu_per_packet_vs_janus_default'),
    ...ratioOf(measured, 'us_per_packet', ['parley', 'janus_batched'], 'peers.cpu_per_packet_vs_janus_batched'),
    ...ratioOf(measured, 'join_cpu_ms', ['parley', 'janus_tuned'], 'peers.join_cpu_vs_janus_tuned'),
    ...ratioOf(measured, 'memory_mib', ['parley', 'janus_default'], 'peers.memory_vs_janus_default'),
    'peers.same_libsrtp': Number(isSameLibsrtp),
    'peers.rounds_dropped': dropped(measured),
  };
}

/** What was measured, as a section of docs/benchmarks.md. */
export function documentPeers(figures: Figures): string {
  const withSpread = (key: string) => `**${figures[key]}** (${figures[`${key}.min`]} – ${figures[`${key}.max`]})`;
  const rows = Object.entries(titles)
    .filter(([name]) => figures[`peers.us_per_packet.${name}`] !== undefined)
    .map(([name, title]) => [
      title,
      ...['us_per_packet', 'join_cpu_ms', 'memory_mib'].map((value) => withSpread(`peers.${value}.${name}`)),
    ]);
  const ratios = Object.entries({
    'processor time per packet, of Janus tuned': 'peers.cpu_per_packet_vs_janus_tuned',
    '… of Janus default': 'peers.cpu_per_packet_vs_janus_default',
    '… of Janus tuned with the same send batching': 'peers.cpu_per_packet_vs_janus_batched',
    'processor time per join, of Janus tuned': 'peers.join_cpu_vs_janus_tuned',
    'memory, of Janus default': 'peers.memory_vs_janus_default',
  })
    .filter(([, key]) => figures[key] !== undefined)
    .map(([title, key]) => [title, withSpread(key), limits[key] === undefined ? '' : `≤ ${limits[key]}`]);
  return [
    `One publisher sends 30 frames a second of 5 packets of 1,200 bytes to 100 subscribers over DTLS-SRTP (AES-256-GCM in all of them), none of them a browser. The servers take turns; each round starts a new one. Processor time and memory are those of the process that forwards packets; a join's is what one subscriber costs it until media can flow, which for Janus includes its signaling and for Parley does not. Memory is what is resident after the load. Rounds with less than 0.98 or more than 1.02 of the packets are dropped: ${figures['peers.rounds_dropped']} were.`,
    figures['peers.same_libsrtp']
      ? "Janus is the distribution's. Debian builds libsrtp over NSS; for this comparison Janus gets the same source built over OpenSSL, which is what Parley's media worker has."
      : "Janus is the distribution's, with the distribution's libsrtp, which Debian builds over NSS; the media worker has libsrtp over OpenSSL: part of the distance is theirs.",
    '![Processor time per packet](charts/peers.svg)',
    markdownTable(['', 'µs per packet', 'ms per join', 'MiB'], rows),
    markdownTable(['ratio, pairwise in each round', 'median (spread)', 'expected'], ratios),
  ].join('\n\n');
}

export function chartsOfPeers(figures: Figures): Record<string, string> {
  const bars = Object.entries(titles).flatMap(([name, title]) => {
    const key = `peers.us_per_packet.${name}`;
    const [value, least, most] = [key, `${key}.min`, `${key}.max`].map((each) => figures[each]);
    if (value === undefined || least === undefined || most === undefined) return [];
    return [{ label: title.replaceAll('`', ''), value, range: [least, most] as const }];
  });
  return { 'peers.svg': barChart('Processor time per packet', 'µs', bars) };
}
