import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keptMs, socketAddress, WarmConnection } from './warm-connection.ts';

test.each([
  ['https://box.example.org', 'https://box.example.org', '/signaling'],
  ['https://box.example.org/', 'https://box.example.org', '/signaling'],
  ['http://localhost:4400', 'http://localhost:4400', '/signaling'],
  ['https://192.168.1.7:5173/box/1', 'https://192.168.1.7:5173', '/box/1/signaling'],
  ['https://192.168.1.7:5173/box/2/', 'https://192.168.1.7:5173', '/box/2/signaling'],
])('%s', (boxUrl, origin, path) => {
  expect(socketAddress(boxUrl)).toEqual({ origin, path });
});

/** A connection that notes what is done with it. */
class NotedConnection {
  state: 'new' | 'open' | 'closed' = 'new';
  comesBack = true;
  readonly #listeners: (() => void)[] = [];
  readonly boxUrl: string;

  constructor(boxUrl: string) {
    this.boxUrl = boxUrl;
  }

  open(): void {
    this.state = 'open';
  }

  reconnection(comesBack: boolean): void {
    this.comesBack = comesBack;
  }

  on(_event: 'error' | 'close', listener: () => void): void {
    this.#listeners.push(listener);
  }

  _close(): void {
    this.state = 'closed';
    for (const listener of this.#listeners) listener();
  }
}

const [boxUrl, otherUrl] = ['https://box-1.example.org', 'https://box-2.example.org'];
let made: NotedConnection[] = [];
let connections = new WarmConnection((url) => new NotedConnection(url));
beforeEach(() => {
  vi.useFakeTimers();
  made = [];
  connections = new WarmConnection((url) => {
    const connection = new NotedConnection(url);
    made.push(connection);
    return connection;
  });
});
afterEach(() => void vi.useRealTimers());
const states = () => made.map(({ state }) => state);

test('is begun once, does not come back by itself, and is claimed once', () => {
  connections.warm(boxUrl);
  connections.warm(boxUrl);
  expect(made).toMatchObject([{ state: 'open', comesBack: false }]);
  expect(connections.claim(boxUrl)).toBe(made[0]);
  expect(made[0]?.comesBack).toBe(true);
  expect(connections.claim(boxUrl)).toBe(made[1]);
});

test('whoever claimed it keeps it', () => {
  connections.warm(boxUrl);
  connections.claim(boxUrl);
  vi.advanceTimersByTime(2 * keptMs);
  connections.cool();
  connections.warm(otherUrl);
  expect(states()).toEqual(['open', 'open']);
});

test('is thrown away when the meeting has another box', () => {
  connections.warm(boxUrl);
  expect(connections.claim(otherUrl).boxUrl).toBe(otherUrl);
  expect(states()).toEqual(['closed', 'new']);
  connections.warm(boxUrl);
  connections.warm(otherUrl);
  expect(states()).toEqual(['closed', 'new', 'closed', 'open']);
});

test('comes to nothing when nobody joins soon, and is begun anew when somebody is about to', () => {
  connections.warm(boxUrl);
  vi.advanceTimersByTime(keptMs);
  expect(states()).toEqual(['closed']);
  connections.warm(boxUrl);
  expect(states()).toEqual(['closed', 'open']);
});

test('one that the box closed, or that never came about, is not claimed', () => {
  connections.warm(boxUrl);
  made[0]?._close();
  expect(connections.claim(boxUrl)).toBe(made[1]);
  expect(made[1]?.comesBack).toBe(true);
});
