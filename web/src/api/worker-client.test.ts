import { apiVersion, apiVersionHeader } from '@parley/worker/contract/version.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serviceVersion } from '../update/service-version.ts';
import { call, fillPath } from './worker-client.ts';

const requests: { url: string; init: RequestInit }[] = [];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  requests.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push({ url, init });
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  serviceVersion.heard(String(apiVersion));
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const seat = { id: 'seat-0001', secret: 'x'.repeat(32) };
const preview = {
  id: 'abc-defg-hjk',
  title: 'Choir',
  state: 'idle',
  locked: false,
  lobby: false,
  media: 'auto',
  relay: false,
  participantCount: 0,
  passcodeNeeded: false,
  beginsWithoutHost: true,
  schedule: null,
  youAreHost: false,
  boxUrl: null,
};

test('fills the path, parses the reply, and drops what the schema does not know', async () => {
  answer = () => json(200, { ...preview, surprise: 1 });
  await expect(call('previewMeeting', { params: { id: 'abc-defg-hjk' } })).resolves.toEqual(preview);
  expect(requests[0]?.url).toBe('/api/meetings/abc-defg-hjk');
  expect(requests[0]?.init.method).toBe('GET');
  expect(fillPath('/api/x/:id', { id: 'a/b' })).toBe('/api/x/a%2Fb');
});

test('a moderator’s seat goes into the header, never into the address', async () => {
  answer = () => json(200, { ok: true });
  await call('lockMeeting', { params: { id: 'abc-defg-hjk' }, body: { locked: true }, seat });
  const [request] = requests;
  expect(request?.init.headers).toMatchObject({ authorization: `Seat ${seat.id}.${seat.secret}` });
  expect(request?.init.body).toBe('{"locked":true}');
  expect(request?.url).not.toContain(seat.secret);
});

const list = () => call('listMeetings');

test('a refusal becomes its problem, with the time to wait', async () => {
  answer = () => json(429, { error: { code: 'rate-limited', message: 'slow', retryAfterSeconds: 30 } });
  await expect(list()).rejects.toMatchObject({ problem: 'rate-limited', retryAfterSeconds: 30 });
  answer = () => json(429, { error: { code: 'rate-limited', message: 'slow' } }, { 'retry-after': '12' });
  await expect(list()).rejects.toMatchObject({ problem: 'rate-limited', retryAfterSeconds: 12 });
  answer = () => json(401, { error: { code: 'not-signed-in', message: 'no' } });
  await expect(list()).rejects.toMatchObject({ problem: 'not-signed-in', retryAfterSeconds: null });
});

test('a reply that does not fit its schema is not used', async () => {
  answer = () => json(200, { meetings: [{ id: 'nope' }] });
  await expect(list()).rejects.toMatchObject({ problem: 'worker-unintelligible' });
  answer = () => new Response('<html>', { status: 200 });
  await expect(list()).rejects.toMatchObject({ problem: 'worker-unintelligible' });
});

test('a network or gateway that fails is named as such', async () => {
  answer = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(list()).rejects.toMatchObject({ problem: 'worker-unreachable' });
  answer = () => new Response('Bad gateway', { status: 502 });
  await expect(list()).rejects.toMatchObject({ problem: 'worker-unreachable' });
  answer = () => json(403, { error: { code: 'made-up', message: '?' } });
  await expect(list()).rejects.toMatchObject({ problem: 'worker-unintelligible' });
});

const newer = { [apiVersionHeader]: String(apiVersion + 1) };

test('a Worker of another version is noticed with any answer, and understood as far as it can be', async () => {
  answer = () => json(200, { meetings: [] }, { [apiVersionHeader]: String(apiVersion) });
  await list();
  expect(serviceVersion.isUpdated).toBe(false);
  answer = () => json(200, { meetings: [] }, newer);
  await expect(list()).resolves.toEqual({ meetings: [] });
  expect(serviceVersion.isUpdated).toBe(true);
});

test('what cannot be understood of another version is no fault of the service: the page is old', async () => {
  answer = () => json(200, { gatherings: [] }, newer);
  await expect(list()).rejects.toMatchObject({ problem: 'protocol-mismatch' });
  for (const [status, code] of [
    [400, 'bad-request'],
    [404, 'not-found'],
    [405, 'method-not-allowed'],
    [403, 'made-up-later'],
  ] as const) {
    answer = () => json(status, { error: { code, message: '' } }, newer);
    await expect(list()).rejects.toMatchObject({ problem: 'protocol-mismatch' });
  }
  answer = () => json(401, { error: { code: 'not-signed-in', message: '' } }, newer);
  await expect(list()).rejects.toMatchObject({ problem: 'not-signed-in' });
});

test('a last word goes out even while the page goes', async () => {
  answer = () => json(200, { ok: true });
  const body = { joinMs: null, quality: {}, switchGaps: [], recoveries: { resume: 1 } };
  await call('reportCall', { params: { id: 'abc-defg-hjk' }, body, seat, keepalive: true });
  expect(requests[0]?.init).toMatchObject({
    keepalive: true,
    headers: { authorization: `Seat ${seat.id}.${seat.secret}` },
  });
});
