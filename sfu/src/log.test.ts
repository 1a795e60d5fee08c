import { expect, test } from 'vitest';
import { BoxFailure } from './errors.ts';
import { fieldsToWrite, logEvents, makeLog } from './log.ts';

test('a field that the event does not list is not written', () => {
  const fields = { code: 'token-used', token: 'eyJhbGciOi', secret: 's3cret' };
  expect(fieldsToWrite('handshake-refused', fields as never)).toEqual({ code: 'token-used' });
});

test('an error is written without its properties, which may hold claims', () => {
  const cause = Object.assign(new Error('bad claim'), { payload: { jti: 'secret-jti' } });
  const written = JSON.stringify(
    fieldsToWrite('handshake-refused', { error: new BoxFailure('token-invalid', { cause }) }),
  );
  expect(written).toContain('token-invalid');
  expect(written).toContain('bad claim');
  expect(written).not.toContain('secret-jti');
});

test('writes one JSON line per event, named by it', () => {
  const lines: string[] = [];
  makeLog('info', 'box-1', { write: (line) => void lines.push(line) })('box-closed', {});
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'box-closed', boxId: 'box-1', level: 30 });
});

test('no line has a name, a secret or an address of a person', () => {
  const fields = Object.values(logEvents).flatMap(([, names]) => names as readonly string[]);
  const never = ['token', 'secret', 'displayName', 'address', 'ip', 'text', 'message.text', 'password'];
  expect(fields.filter((field) => never.includes(field))).toEqual([]);
  // `name` is of a command.
  const named = Object.entries(logEvents).filter(([, [, names]]) => (names as readonly string[]).includes('name'));
  expect(named.map(([event]) => event)).toEqual(['command-applied']);
});

test('a line about a person says in which meeting', () => {
  const about = Object.entries(logEvents).filter(([, [, names]]) =>
    (names as readonly string[]).some((field) => field === 'participantId' || field === 'otherId'),
  );
  expect(about.length).toBeGreaterThan(5);
  for (const [event, [, names]] of about)
    expect([event, names]).toEqual([event, expect.arrayContaining(['meetingId'])]);
});

test('what people are called, say and show as proof never comes into the log, whatever is logged about', () => {
  const lines: string[] = [];
  const log = makeLog('trace', 'box-1', { write: (line) => void lines.push(line) });
  const person = {
    displayName: 'Anna Secret',
    text: 'hush',
    token: 'eyJhbGciOi',
    resumeSecret: 'r3sume',
    name: 'Anna Secret',
  };
  for (const event of Object.keys(logEvents) as (keyof typeof logEvents)[])
    if (event !== 'command-applied')
      log(event, { meetingId: 'abc-defg-hij', participantId: 'p-1', ...person } as never);
  expect(lines.length).toBe(Object.keys(logEvents).length - 1);
  expect(lines.join('')).not.toMatch(/Anna|hush|eyJ|r3sume/);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ boxId: 'box-1' });
});
