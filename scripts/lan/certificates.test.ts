import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ensureCertificates } from './certificates.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'parley-certificates-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('what iPhones demand: the address by name, for servers, for at most 825 days', async () => {
  const { cert, ca } = await ensureCertificates(dir, '192.168.1.5');
  const [server, authority] = [new X509Certificate(cert), new X509Certificate(ca)];
  const days = (Date.parse(server.validTo) - Date.parse(server.validFrom)) / 86_400_000;

  expect(server.checkIP('192.168.1.5')).toBe('192.168.1.5');
  expect(server.keyUsage).toContain('1.3.6.1.5.5.7.3.1');
  expect(days).toBeLessThanOrEqual(825);
  expect(server.ca).toBe(false);
  expect(authority.ca).toBe(true);
  expect(server.verify(authority.publicKey)).toBe(true);
});

test('both are kept; another address gets a new certificate from the same authority', async () => {
  const first = await ensureCertificates(dir, '192.168.1.5');
  const second = await ensureCertificates(dir, '192.168.1.5');
  const moved = await ensureCertificates(dir, '10.0.0.7');

  expect(second).toEqual(first);
  expect(moved.ca).toBe(first.ca);
  expect(new X509Certificate(moved.cert).checkIP('10.0.0.7')).toBe('10.0.0.7');
});

test('keys are readable for their owner only', () => {
  expect(statSync(path.join(dir, 'ca.key')).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(dir, 'server.key')).mode & 0o777).toBe(0o600);
});
