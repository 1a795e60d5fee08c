import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';
import { hostForUrl, readConfig } from './config.ts';

const read = (env: NodeJS.ProcessEnv, ...args: string[]) => readConfig('/repo', parseArguments(args), env);

test('without any setting: localhost:5173 and one box', () => {
  const config = read({});

  expect(config).toMatchObject({ origin: 'http://localhost:5173', dataDir: '/repo/.parley', lan: false });
  expect(config.boxes).toEqual([{ id: 'box-1', port: 4400, mediaPort: 44_400, dataDir: '/repo/.parley/box-1' }]);
});

test('boxes get consecutive ports and media ports 20 apart', () => {
  const boxes = read({ PARLEY_BOX_PORT: '5000', PARLEY_MEDIA_PORT: '40000' }, '--boxes', '3').boxes;

  expect(boxes.map(({ id, port, mediaPort }) => [id, port, mediaPort])).toEqual([
    ['box-1', 5000, 40_000],
    ['box-2', 5001, 40_020],
    ['box-3', 5002, 40_040],
  ]);
});

test('the origin follows host and port, unless it is given', () => {
  expect(read({ PARLEY_PORT: '8080', PARLEY_HOST: '0.0.0.0' }).origin).toBe('http://localhost:8080');
  expect(read({ PARLEY_HOST: '::1' }).origin).toBe('http://[::1]:5173');
  expect(read({ PARLEY_ORIGIN: 'https://meet.example.org/' }).origin).toBe('https://meet.example.org');
});

test.each([
  [{ PARLEY_PORT: '0' }, 'PARLEY_PORT'],
  [{ PARLEY_PORT: 'http' }, 'PARLEY_PORT'],
  [{ PARLEY_MEDIA_PORT: '65530' }, 'PARLEY_MEDIA_PORT must be a port number from 1 to 65516'],
  [{ PARLEY_ORIGIN: 'meet.example.org' }, 'PARLEY_ORIGIN'],
])('%o is refused by name', (env, message) => {
  expect(() => read(env)).toThrow(message);
});

test.each([['--boxes', '0'], ['--boxes', 'two'], ['--boxes', '9'], ['--lann'], ['extra']])(
  '%s %s is refused',
  (...args) => {
    expect(() => parseArguments(args)).toThrow(/--boxes takes|--help/);
  },
);

test('flags', () => {
  expect(parseArguments(['--lan', '--verbose', '--boxes', '2'])).toEqual({
    lan: true,
    verbose: true,
    boxes: 2,
    help: false,
  });
  expect(parseArguments(['-h']).help).toBe(true);
});

test('hosts in URLs', () => {
  expect(['localhost', '0.0.0.0', '::', '::1', '192.168.1.5'].map(hostForUrl)).toEqual([
    'localhost',
    'localhost',
    'localhost',
    '[::1]',
    '192.168.1.5',
  ]);
});
