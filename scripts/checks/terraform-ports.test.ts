import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..');
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');

test('the firewall lets in what a box listens on by default', () => {
  const firewall = read('terraform/modules/firewall/main.tf');
  const coturn = read('sfu/install/templates/turnserver.conf');
  const number = (text: string, pattern: RegExp) => Number(pattern.exec(text)?.[1]);

  expect(number(firewall, /first = (\d+), last/)).toBe(number(coturn, /^min-port=(\d+)$/m));
  expect(number(firewall, /last = (\d+) }/)).toBe(number(coturn, /^max-port=(\d+)$/m));
  expect(number(coturn, /^listening-port=(\d+)$/m)).toBe(3478);
  expect(number(firewall, /default {5}= (\d+)/)).toBe(44_400);
  expect(read('sfu/src/config.ts')).toMatch(/MEDIA_PORT: .*, 44_400\)/);
});
