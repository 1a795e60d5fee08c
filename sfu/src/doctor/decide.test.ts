import { boxProblem } from '@parley/worker/contract/box-link.ts';
import type { Box } from '@parley/worker/contract/boxes.ts';
import { expect, test } from 'vitest';
import { kindOfAddress } from '../media/address-kind.ts';
import { readArguments, turnUrlsOf } from './arguments.ts';
import {
  decideAnnounced,
  decideClock,
  decideDisk,
  decideDns,
  decideKeys,
  decideMemory,
  decideProblems,
  decideReach,
  decideRedis,
  decideTls,
  decideTurn,
  decideWorker,
} from './decide.ts';
import { decideBox, decideLink, decideRefused } from './decide-link.ts';
import { type Finding, findingsAsJson, fine, writeFindings } from './finding.ts';
import type { Answer, Seen } from './look.ts';
import { isBindingSuccess, makeBindingRequest, parseTurnUrl } from './stun.ts';

const nowMs = Date.parse('2026-11-22T12:00:00Z');
const answer = (json: unknown, headers: Record<string, string> = {}, status = 200): Seen<Answer> => ({
  seen: { status, headers, json, sentAtMs: nowMs, receivedAtMs: nowMs + 50 },
});
const lost = { failed: 'connect ECONNREFUSED' };
const days = (count: number) => nowMs + count * 86_400_000 + 1_000;
const certificate = (validToMs: number, problem: string | null = null) => ({ seen: { problem, validToMs } });
const at = { address: '198.18.0.1', port: 44_400, isOwn: true, opened: { seen: true } };

/** What has to be said and done; nothing to do: all is well. */
const cases: [Finding | Finding[], says: RegExp, todo: RegExp | null][] = [
  [decideDns('h.example', { seen: ['203.0.113.5'] }, ['203.0.113.5', '10.0.0.1']), /^203\.0\.113\.5$/, null],
  [decideDns('h.example', { seen: ['203.0.113.5'] }, null), /203/, null],
  [decideDns('h.example', { seen: ['203.0.113.5', '203.0.113.6'] }, ['203.0.113.5']), /^203\.0\.113\.6 is not/, /AAAA/],
  [decideDns('h.example', { failed: 'ENOTFOUND' }, []), /no address/, /A record/],
  [decideDns('h.example', { seen: [] }, []), /no address/, /A record/],
  [decideTls('h', certificate(days(60)), nowMs), /trusted, 60 days left/, null],
  [decideTls('h', certificate(days(13)), nowMs), /ends in 13 days/, /renewed/],
  [decideTls('h', certificate(days(-1)), nowMs), /expired/, /renewed/],
  [decideTls('h', certificate(days(60), 'SELF_SIGNED'), nowMs), /do not trust it \(SELF_SIGNED\)/, /caddy/],
  [decideTls('h', lost, nowMs), /ECONNREFUSED/, /443/],
  [decideReach('https://h', answer({ ok: true })), /reached/, null],
  [decideReach('https://h', answer({ ok: false }, {}, 503)), /reached/, null],
  [decideReach('https://h', answer(undefined, {}, 502)), /status 502/, /proxy/],
  [decideReach('https://h', lost), /cannot be reached/, /443/],
  [decideAnnounced({ ...at, address: '8.8.8.8' }, true), /answers/, null],
  [decideAnnounced({ ...at, address: '10.0.0.7' }, true), /outside/, /MEDIA_ANNOUNCED_ADDRESSES/],
  [decideAnnounced({ ...at, address: '10.0.0.7' }, false), /answers/, null],
  [decideAnnounced({ ...at, address: '8.8.8.8', opened: lost }, true), /ECONNREFUSED/, /MEDIA_PORT/],
  [decideAnnounced({ ...at, address: '8.8.8.8', isOwn: false, opened: lost }, true), /NAT/, null],
  [decideClock(answer({}, { date: new Date(nowMs).toUTCString() })), /as the Worker/, null],
  [decideClock(answer({}, { date: new Date(nowMs - 60_000).toUTCString() })), /59 s ahead of/, /timedatectl/],
  [decideClock(answer({}, { date: new Date(nowMs + 60_000).toUTCString() })), /60 s behind/, /timedatectl/],
  [decideClock(lost), /could not/, /Worker/],
  [decideKeys(answer({ keys: [{ kty: 'OKP' }] })), /1 key/, null],
  [decideKeys(answer({ keys: [] })), /no key set/, /log of the Worker/],
  [decideKeys(lost), /cannot be fetched/, /Worker/],
  [decideTurn('turn:h', { host: 'h', port: 3478, transport: 'udp' }, { seen: true }), /answers/, null],
  [decideTurn('turn:h', { host: 'h', port: 3478, transport: 'udp' }, lost), /ECONN/, /UDP port 3478/],
  [decideTurn('turns:h', { host: 'h', port: 443, transport: 'tls' }, lost), /ECONN/, /TCP port 443/],
  [decideTurn('nonsense', null, lost), /no TURN address/, /turns:/],
  [decideRedis('redis:6379', { seen: true }), /takes connections/, null],
  [decideRedis('redis:6379', lost), /ECONN/, /REDIS_URL/],
  [decideDisk(60e6), /60 MB/, null],
  [decideDisk(40e6), /40 MB/, /free some space/],
  [decideDisk(null), /cannot be looked at/, /make it/],
  [decideMemory({ availableBytes: 5e8, totalBytes: 4e9 }), /500 MB of 4000 MB/, null],
  [decideMemory({ availableBytes: 5e7, totalBytes: 4e9 }), /50 MB/, /larger machine/],
];
test.each(cases)('%j', (found, says, todo) => {
  const finding = found as Finding;
  expect(finding.says).toMatch(says);
  if (todo === null) expect(finding.todo).toBe(null);
  else expect(finding.todo).toMatch(todo);
});

const health = { ok: true, boxes: 2, version: '0.1.0' };
test.each([
  ['well', answer(health, { 'parley-api': '1' }), '0.1.0', [null, null]],
  ['of another release', answer(health, { 'parley-api': '1' }), '0.0.9', [null, null]],
  ['of another interface', answer(health, { 'parley-api': '7' }), '0.1.0', [null, 'bring both to the same release']],
  ['without a version', answer(health), '0.1.0', [null, 'bring both to the same release']],
  [
    'without boxes',
    answer({ ...health, ok: false, boxes: 0 }, { 'parley-api': '1' }),
    '0.1.0',
    ['run the doctor on each box', null],
  ],
  ['something else', answer('<html>'), '0.1.0', [expect.stringContaining('PARLEY_WORKER_URL')]],
  ['gone', lost, '0.1.0', [expect.stringContaining('PARLEY_WORKER_URL')]],
])('the Worker is %s', (_, seen, own, todos) => {
  expect(decideWorker('https://h', seen as Seen<Answer>, own).map(({ todo }) => todo)).toEqual(todos);
});

const own = { ok: true, linked: true, linkRefusal: null, problems: [], draining: false };
test.each([
  ['up', answer(own), [null]],
  ['up, with problems', answer({ ...own, problems: ['clock-wrong', 'disk-full'] }), [null, /timedatectl/, /disk/]],
  ['refused', answer({ ...own, linked: false, linkRefusal: { code: 'key-wrong', advice: '' } }), [/BOX_DATA_DIR/]],
  ['down', answer({ ...own, linked: false }), [/link-down/]],
  ['not told', answer({ ok: true }), [/METRICS_TOKEN/]],
  ['of a box that does not run', lost, [/journalctl/]],
])('the box link is %s', (_, seen, todos) => {
  const found = decideLink(seen as Seen<Answer>).map(({ todo }) => todo);
  expect(found).toHaveLength(todos.length);
  todos.forEach((todo, index) => {
    if (todo === null) expect(found[index]).toBe(null);
    else expect(found[index]).toMatch(todo);
  });
});

test('every problem of a box has its advice', () => {
  for (const { todo } of decideProblems('Box', boxProblem.options)) expect(todo).toMatch(/\w{4}/);
});

const box = {
  id: 'box-1',
  linked: true,
  draining: false,
  problems: [],
  participants: 3,
  capacity: 50,
} as unknown as Box;
test('boxes as the Worker sees them, and those that it did not let in', () => {
  expect(decideBox(box)).toEqual([fine('Box box-1', 'linked, 3 of 50 people')]);
  expect(decideBox({ ...box, linked: false })[0]?.todo).toBe('run the doctor on it');
  expect(decideBox({ ...box, problems: ['address-unreachable'] })[0]?.todo).toMatch(/MEDIA_PORT/);
  const refusal = { boxId: 'box-2', code: 'clock-wrong' as const, detail: '40 s', times: 3, lastAtMs: nowMs - 1_000 };
  const told = [
    refusal,
    { ...refusal, boxId: 'box-1' },
    { ...refusal, boxId: 'box-3', lastAtMs: nowMs - 2 * 86_400_000 },
  ];
  expect(decideRefused(told, [box], nowMs)).toEqual([
    {
      check: 'Box box-2',
      says: 'refused 3 times (clock-wrong: 40 s)',
      todo: 'set the clock of this machine: turn on time synchronisation',
    },
  ]);
});

test('each line says ok, or what is wrong and what to do', () => {
  const findings: Finding[] = [fine('Disk', '5 GB free'), { check: 'Clock', says: '60 s ahead', todo: 'set it' }];
  expect(writeFindings(findings)).toBe('ok  Disk: 5 GB free\nBAD Clock: 60 s ahead: set it\n');
  expect(JSON.parse(findingsAsJson(findings))).toEqual({
    ok: false,
    findings: [
      { check: 'Disk', ok: true, says: '5 GB free', todo: null },
      { check: 'Clock', ok: false, says: '60 s ahead', todo: 'set it' },
    ],
  });
});

test.each([
  ['10.1.2.3', 'local'],
  ['172.31.0.1', 'local'],
  ['172.32.0.1', 'public'],
  ['192.168.1.5', 'local'],
  ['127.0.0.1', 'local'],
  ['169.254.169.254', 'local'],
  ['100.64.0.1', 'local'],
  ['8.8.8.8', 'public'],
  ['::1', 'local'],
  ['fe80::1', 'local'],
  ['fd00::1', 'local'],
  ['2a01:4f8::1', 'public'],
  ['box-1.example.org', 'name'],
])('%s is %s', (address, kind) => {
  expect(kindOfAddress(address)).toBe(kind);
});

test.each([
  ['turn:turn.example.org', { host: 'turn.example.org', port: 3478, transport: 'udp' }],
  ['turn:turn.example.org:80?transport=tcp', { host: 'turn.example.org', port: 80, transport: 'tcp' }],
  ['turns:[2001:db8::1]:443?transport=tcp', { host: '2001:db8::1', port: 443, transport: 'tls' }],
  ['turns:turn.example.org', { host: 'turn.example.org', port: 5349, transport: 'tls' }],
  ['https://turn.example.org', null],
  ['turn:', null],
])('%s is read as %j', (url, address) => {
  expect(parseTurnUrl(url)).toEqual(address);
});

test('an answer to another question is none', () => {
  const [mine, other] = [Buffer.alloc(12, 1), Buffer.alloc(12, 2)];
  const success = makeBindingRequest(mine);
  success.writeUInt16BE(0x0101, 0);
  expect([isBindingSuccess(success, mine), isBindingSuccess(success, other)]).toEqual([true, false]);
  expect(isBindingSuccess(makeBindingRequest(mine), mine)).toBe(false);
  expect(isBindingSuccess(success.subarray(0, 10), mine)).toBe(false);
});

test('what it is asked to look at', () => {
  expect(readArguments([])).toEqual({ origin: null, json: false });
  expect(readArguments(['--json', 'https://meet.example.org/x'])).toEqual({
    origin: 'https://meet.example.org',
    json: true,
  });
  for (const wrong of [['meet'], ['--what'], ['https://a.example', 'https://b.example'], ['ftp://a.example']])
    expect(readArguments(wrong)).toBe(null);
  expect(turnUrlsOf({ TURN_URLS: ' turn:a , turns:b', TURN_HOST: 'c' })).toEqual(['turn:a', 'turns:b']);
  expect(turnUrlsOf({ TURN_HOST: 'turn.example.org' })).toHaveLength(3);
  expect(turnUrlsOf({})).toEqual([]);
});
