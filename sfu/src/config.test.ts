import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const good = {
  PARLEY_WORKER_URL: 'https://meet.example.org',
  BOX_ID: 'box-1',
  BOX_REGION: 'eu-central',
  BOX_PUBLIC_URL: 'https://box-1.example.org',
  BOX_DATA_DIR: '/var/lib/parley',
  MEDIA_LISTEN_ADDRESSES: '192.0.2.7, 2001:db8::7',
  MEDIA_WORKERS: '2',
};

test('reads what is given and fills in what is not', () => {
  expect(readConfig(good)).toEqual({
    workerOrigin: 'https://meet.example.org',
    boxId: 'box-1',
    region: 'eu-central',
    capacity: 100,
    capacityMbps: null,
    listenHost: '127.0.0.1',
    port: 4400,
    publicUrl: 'https://box-1.example.org',
    dataDir: '/var/lib/parley',
    enrolmentToken: null,
    mediaAddresses: [
      { listen: '192.0.2.7', announced: null },
      { listen: '2001:db8::7', announced: null },
    ],
    mediaPort: 44_400,
    mediaWorkers: 2,
    forwardAllUpTo: 16,
    mediaWorkerBin: null,
    sendBatchingLibrary: null,
    redisUrl: null,
    metricsToken: null,
    allowedOrigins: ['https://meet.example.org'],
    logLevel: 'info',
    production: false,
  });
});

test('batches sends with the library it is given, unless told not to', () => {
  const given = { ...good, SEND_BATCHING_LIBRARY: '/lib/send-batching.so' };
  expect(readConfig(given).sendBatchingLibrary).toBe('/lib/send-batching.so');
  expect(readConfig({ ...given, SEND_BATCHING: 'off' }).sendBatchingLibrary).toBeNull();
  expect(() => readConfig({ ...given, SEND_BATCHING: 'on' })).toThrow('SEND_BATCHING is not valid');
});

test('pairs announced addresses with listen addresses', () => {
  const { mediaAddresses } = readConfig({ ...good, MEDIA_ANNOUNCED_ADDRESSES: '198.51.100.7,box-1.example.org' });
  expect(mediaAddresses.map(({ announced }) => announced)).toEqual(['198.51.100.7', 'box-1.example.org']);
});

test.each([
  ['PARLEY_WORKER_URL', undefined, 'PARLEY_WORKER_URL is not set.'],
  ['PARLEY_WORKER_URL', 'https://meet.example.org/path', 'is not an origin'],
  ['PARLEY_WORKER_URL', 'meet.example.org', 'is not an origin'],
  ['BOX_ID', 'Box One', 'BOX_ID is not valid'],
  ['BOX_ID', '', 'BOX_ID is not set.'],
  ['BOX_PORT', '4400x', 'BOX_PORT is not valid'],
  ['BOX_PORT', '65536', 'BOX_PORT is not valid'],
  ['BOX_CAPACITY', '0', 'BOX_CAPACITY is not valid'],
  ['BOX_CAPACITY_MBPS', '0', 'BOX_CAPACITY_MBPS is not valid'],
  ['BOX_CAPACITY_MBPS', '1e3', 'BOX_CAPACITY_MBPS is not valid'],
  ['MEDIA_PORT', '65535', 'MEDIA_PORT is not valid'],
  ['MEDIA_LISTEN_ADDRESSES', '192.0.2.300', 'MEDIA_LISTEN_ADDRESSES is not valid'],
  ['MEDIA_LISTEN_ADDRESSES', '0.0.0.0', 'needs an address in MEDIA_ANNOUNCED_ADDRESSES'],
  ['MEDIA_LISTEN_ADDRESSES', '::', 'needs an address in MEDIA_ANNOUNCED_ADDRESSES'],
  ['MEDIA_ANNOUNCED_ADDRESSES', '198.51.100.7', 'it has 1 addresses for 2'],
  ['REDIS_URL', 'http://redis.example.org', 'REDIS_URL is not valid'],
  ['REDIS_URL', 'redis.example.org:6379', 'REDIS_URL is not valid'],
  ['REDIS_URL', 'redis://', 'REDIS_URL is not valid'],
  ['REDIS_URL', 'redis://localhost/everything', 'REDIS_URL is not valid'],
  ['METRICS_TOKEN', 'short', 'METRICS_TOKEN is not valid'],
  ['ALLOWED_ORIGINS', 'https://a.example,*', 'ALLOWED_ORIGINS is not valid'],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is not valid'],
])('%s = %s is refused in one sentence', (name, value, sentence) => {
  expect(() => readConfig({ ...good, [name]: value })).toThrow(sentence);
});

test.each(['redis://localhost', 'redis://:pass@10.0.0.1:6380/2', 'rediss://user:pass@redis.example.org'])(
  'REDIS_URL = %s is taken',
  (url) => {
    expect(readConfig({ ...good, REDIS_URL: url }).redisUrl).toBe(url);
  },
);

test.each([
  ['METRICS_TOKEN', 'dev-0123456789abcdef', 'METRICS_TOKEN is not valid: it is a development secret.'],
  ['METRICS_TOKEN', 'change-me-change-me', 'METRICS_TOKEN is not valid: it is a placeholder.'],
  ['BOX_ENROLMENT_TOKEN', 'your-enrolment-token-here', 'BOX_ENROLMENT_TOKEN is not valid: it is a placeholder.'],
])('%s = %s is refused in production, and good enough elsewhere', (name, value, sentence) => {
  expect(() => readConfig({ ...good, NODE_ENV: 'production', [name]: value })).toThrow(sentence);
  expect(() => readConfig({ ...good, [name]: value })).not.toThrow();
});

test('a bad secret is not repeated in the sentence', () => {
  expect(() => readConfig({ ...good, BOX_ENROLMENT_TOKEN: 'p@ss' })).not.toThrow('p@ss');
  expect(() => readConfig({ ...good, REDIS_URL: 'http://:s3cret@redis' })).not.toThrow('s3cret');
});
