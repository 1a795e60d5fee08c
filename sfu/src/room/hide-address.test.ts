import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Signal } from '../../contract/signal.ts';
import { hideAddress } from './hide-address.ts';

/** An offer of Chromium with sound, picture and data, on a machine with the addresses 192.0.2.2 and fd00::2. */
const offer = readFileSync(new URL('../../test/support/chromium-offer.sdp', import.meta.url), 'utf8');
const relay =
  'candidate:8 1 udp 41885439 203.0.113.9 50000 typ relay raddr 192.0.2.2 rport 45045 generation 0 network-id 1';
const relay6 = 'candidate:9 1 udp 41885438 2001:db8::9 50001 typ relay raddr fd00::2 rport 46069 generation 0';
const host = 'candidate:1 1 udp 2122194687 192.0.2.2 45045 typ host generation 0 ufrag ELhG network-id 1';
const reflexive = 'candidate:2 1 udp 1685987071 198.51.100.7 45045 typ srflx raddr 192.0.2.2 rport 45045';
const own = ['192.0.2.2', 'fd00::2', '198.51.100.7', '127.0.0.1', '45045', '46069', '40034', '44123', '.local'];

const inDescription = (sdp: string): Signal => ({
  link: 'link-0001',
  description: { type: 'offer', sdp, sources: [{ mid: '0', source: 'mic' }] },
});
const hidden = (sdp: string) => hideAddress(inDescription(sdp))?.description?.sdp ?? '';
const candidates = (...lines: string[]): Signal => ({
  link: 'link-0001',
  candidates: lines.map((candidate) => ({ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'ELhG' })),
});
const passed = (...lines: string[]) => hideAddress(candidates(...lines))?.candidates?.map(({ candidate }) => candidate);

test('a browser’s offer keeps all but its addresses', () => {
  for (const address of ['192.0.2.2', 'fd00::2', '45045']) expect(offer).toContain(address);
  const sdp = hidden(offer);
  for (const address of own) expect(sdp).not.toContain(address);
  const rest = (text: string) => text.split('\r\n').filter((line) => !/^(a=candidate|a=rtcp:|[cmo]=)/.test(line));
  expect(rest(sdp)).toEqual(rest(offer));
  const lines = sdp.split('\r\n');
  expect(
    lines
      .filter((line) => /^[co]=/.test(line))
      .every((line) => line.endsWith(' IN IP4 0.0.0.0') || line === 'c=IN IP4 0.0.0.0'),
  ).toBe(true);
  expect(lines.filter((line) => line.startsWith('m=')).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    'm=audio 9 UDP/TLS/RTP/SAVPF',
    'm=video 9 UDP/TLS/RTP/SAVPF',
    'm=application 9 UDP/DTLS/SCTP',
  ]);
});

test('relays stay in a description, without what they relay for', () => {
  const sdp = hidden(offer.replace('a=candidate:', `a=${relay}\r\na=${relay6}\r\na=candidate:`));
  for (const address of own) expect(sdp).not.toContain(address);
  expect(sdp.split('\r\n').filter((line) => line.startsWith('a=candidate'))).toEqual([
    'a=candidate:8 1 udp 41885439 203.0.113.9 50000 typ relay raddr 0.0.0.0 rport 0 generation 0 network-id 1',
    'a=candidate:9 1 udp 41885438 2001:db8::9 50001 typ relay raddr :: rport 0 generation 0',
  ]);
});

test.each([
  ['c=IN IP6 fd00::2', 'c=IN IP6 ::'],
  ['a=rtcp:45046 IN IP4 192.0.2.2', 'a=rtcp:9 IN IP4 0.0.0.0'],
  ['o=- 1 2 IN IP6 fd00::2', 'o=- 1 2 IN IP6 ::'],
  ['m=video 0 UDP/TLS/RTP/SAVPF 96', 'm=video 0 UDP/TLS/RTP/SAVPF 96'],
  ['a=source-filter: incl IN IP4 * 192.0.2.2', 'a=source-filter: incl IN IP4 0.0.0.0'],
])('%s becomes %s', (line, blank) => {
  expect(hidden(`${line}\r\n`)).toBe(`${blank}\r\n`);
});

test('lines that name addresses in other ways go', () => {
  expect(
    hidden('a=remote-candidates:1 192.0.2.2 45045\r\nA=CANDIDATE:1 1 udp 1 192.0.2.2 1 typ host\r\na=mid:0\r\n'),
  ).toBe('a=mid:0\r\n');
});

test('only relays pass as candidates, and the word that there are no more', () => {
  expect(passed(host, relay, reflexive, '')).toEqual([
    'candidate:8 1 udp 41885439 203.0.113.9 50000 typ relay raddr 0.0.0.0 rport 0 generation 0 network-id 1',
    '',
  ]);
  expect(passed('candidate:1 1 udp 1 192.0.2.2 1 typ host foo typ relay')).toBe(undefined);
  expect(passed('candidate:1 1 udp 1 abc.local 1 typ host', 'nonsense')).toBe(undefined);
});

test('a signal of which nothing is left is not sent; a description always is', () => {
  expect(hideAddress(candidates(host, reflexive))).toBe(null);
  expect(hideAddress({ link: 'link-0001' })).toBe(null);
  const both = { ...inDescription('v=0\r\n'), ...candidates(host) };
  expect(hideAddress(both)).toEqual({ ...inDescription('v=0\r\n'), candidates: [] });
});
