import { expect, test } from 'vitest';
import { ResumeSecrets } from './resume-secrets.ts';

test('the newest secret works', () => {
  const secrets = new ResumeSecrets();
  expect(secrets.use(secrets.issue())).toBe('accepted');
});

test('a lost reply locks nobody out: the secret used before works until the newest is used', () => {
  const secrets = new ResumeSecrets();
  const first = secrets.issue();
  expect(secrets.use(first)).toBe('accepted');
  secrets.issue();
  expect(secrets.use(first)).toBe('accepted');
  const third = secrets.issue();
  expect(secrets.use(first)).toBe('accepted');
  const fourth = secrets.issue();
  expect(third).not.toBe(fourth);
  expect(secrets.use(fourth)).toBe('accepted');
});

test('an older secret revokes everything', () => {
  const secrets = new ResumeSecrets();
  const first = secrets.issue();
  secrets.use(first);
  const second = secrets.issue();
  secrets.use(second);
  const third = secrets.issue();
  expect(secrets.use(first)).toBe('superseded');
  expect(secrets.use(second)).toBe('unknown');
  expect(secrets.use(third)).toBe('unknown');
});

test('a secret issued in place of one that never arrived makes that one an older one', () => {
  const secrets = new ResumeSecrets();
  const first = secrets.issue();
  secrets.use(first);
  const lost = secrets.issue();
  secrets.use(first);
  const third = secrets.issue();
  expect(secrets.use(lost)).toBe('superseded');
  expect(secrets.use(third)).toBe('unknown');
});

test('two handed out without use (a retried join) both work', () => {
  const both = [0, 1].map((which) => {
    const secrets = new ResumeSecrets();
    const issued = [secrets.issue(), secrets.issue()];
    return secrets.use(issued[which] ?? '');
  });
  expect(both).toEqual(['accepted', 'accepted']);
});

test('a guess changes nothing, and looking neither', () => {
  const secrets = new ResumeSecrets();
  const first = secrets.issue();
  expect(secrets.use('a-guess-of-22-characters')).toBe('unknown');
  expect(secrets.check(first)).toBe('accepted');
  expect(secrets.use(first)).toBe('accepted');
});
