import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { Counters } from '../src/metrics/counters.ts';
import { type BoxCounts, writeMetrics } from '../src/metrics/write-metrics.ts';

const folder = new URL('../monitoring/', import.meta.url);
const read = (name: string) => readFile(new URL(name, folder), 'utf8');

const counts: BoxCounts = {
  software: '0.1.0',
  requests: 1,
  badMessages: 0,
  floods: 0,
  rooms: 2,
  roomsInP2p: 1,
  peers: 3,
  participants: 3,
  timers: 4,
  sockets: 3,
  usedTokens: 3,
  linked: true,
  linkRefusal: null,
  problems: ['disk-full'],
  draining: false,
  sendBatching: [],
  healthyMediaWorkers: 1,
  mediaWorkers: 1,
  capacity: 50,
  capacityMbps: 900,
  cpu: 0.5,
  sendMbps: 12.5,
  sentBytes: 1e12,
  receivedBytes: 10,
  freeBytes: 1e6,
  clockErrorMs: -1_500,
  loopDelay: { p50: 0.001, p99: 1e-7 },
  redisIsUp: true,
};

const name = '[a-z][a-z0-9_]*';
const label = `${name}="(?:[^"\\\\\\n]|\\\\["\\\\n])*"`;
const sample = new RegExp(`^(${name})(?:\\{(${label}(?:,${label})*)\\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?|NaN|[+-]Inf)$`);

interface Family {
  type: string;
  samples: { labels: string; value: number }[];
}

/** As strictly as Prometheus reads it: HELP, TYPE, then the samples of one metric, each metric once. */
function parseExposition(text: string): Map<string, Family> {
  expect(text.endsWith('\n')).toBe(true);
  const families = new Map<string, Family>();
  let current = '';
  let helped = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const help = new RegExp(`^# HELP (${name}) \\S.*$`).exec(line);
    const type = new RegExp(`^# TYPE (${name}) (gauge|counter)$`).exec(line);
    if (help) helped = help[1] ?? '';
    else if (type) {
      current = type[1] ?? '';
      expect([current, families.has(current)]).toEqual([helped, false]);
      families.set(current, { type: type[2] ?? '', samples: [] });
    } else {
      const found = sample.exec(line);
      expect([line, found?.[1]]).toEqual([line, current]);
      families.get(current)?.samples.push({ labels: found?.[2] ?? '', value: Number(found?.[3]) });
    }
  }
  return families;
}

const families = parseExposition(writeMetrics(counts, new Counters().metrics()));

test('what `/metrics` writes is in the format, and named as Prometheus wants it', () => {
  expect(families.size).toBeGreaterThan(40);
  for (const [of, { type, samples }] of families) {
    expect(of).toMatch(/^parley_/);
    expect([of, of.endsWith('_total')]).toEqual([of, type === 'counter']);
    expect([of, samples.length > 0, new Set(samples.map(({ labels }) => labels)).size]).toEqual([
      of,
      true,
      samples.length,
    ]);
    expect(of).not.toMatch(/_(ms|milliseconds|mbps|mb|kb|percent)(_|$)/);
  }
  expect(families.get('parley_clock_error_seconds')?.samples).toEqual([{ labels: '', value: -1.5 }]);
  expect(families.get('parley_media_send_bytes_per_second')?.samples).toEqual([{ labels: '', value: 1_562_500 }]);
  expect(families.get('parley_problem')?.samples).toContainEqual({ labels: 'problem="disk-full"', value: 1 });
});

test('labels are of closed lists: none names a person or a meeting', () => {
  const labels = [...families.values()].flatMap(({ samples }) => samples.map((one) => one.labels));
  const names = new Set(labels.flatMap((one) => [...one.matchAll(/([a-z_]+)="/g)].map(([, found]) => found)));
  expect([...names].sort()).toEqual(['code', 'mode', 'problem', 'protocol', 'reason', 'trouble', 'version']);
});

test.each(['grafana-dashboard.json', 'alerts.yml'])('%s names only metrics that there are', async (file) => {
  const text = await read(file);
  const named = new Set(text.match(/\bparley_[a-z0-9_]+/g));
  expect(named.size).toBeGreaterThan(8);
  expect([...named].filter((metric) => !families.has(metric))).toEqual([]);
});

test('the dashboard has a panel for each thing, and asks the data source that its reader picks', async () => {
  const dashboard = JSON.parse(await read('grafana-dashboard.json'));
  const expressions = dashboard.panels.flatMap(({ targets }: { targets: { expr: string }[] }) =>
    targets.map(({ expr }) => expr),
  );
  for (const metric of [
    'parley_participants',
    'parley_rooms',
    'parley_rooms_in_p2p',
    'parley_media_worker_cpu',
    'parley_media_send_bytes_per_second',
    'parley_capacity_bytes_per_second',
    'parley_handshakes_refused_total',
    'parley_event_loop_delay_p99_seconds',
    'parley_linked',
  ])
    expect(expressions.some((expr: string) => expr.includes(metric))).toBe(true);
  const ids = dashboard.panels.map(({ id }: { id: number }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { datasource } of dashboard.panels) expect(datasource.uid).toBe('${' + 'datasource}');
});

const promtool = process.env.PARLEY_PROMTOOL;
test.skipIf(!promtool)('Prometheus takes the rules and the metrics (needs promtool in PARLEY_PROMTOOL)', async () => {
  const run = promisify(execFile);
  const rules = await run(promtool ?? '', ['check', 'rules', new URL('alerts.yml', folder).pathname]);
  expect(rules.stdout).toContain('SUCCESS');
  const checking = run(promtool ?? '', ['check', 'metrics']);
  checking.child.stdin?.end(writeMetrics(counts, new Counters().metrics()));
  expect((await checking).stderr).toBe('');
});
