import type { Box } from '../../worker/contract/boxes.ts';
import type { Drained } from './drained.ts';
import type { CloudOutputs } from './outputs.ts';
import type { Runner } from './runner.ts';
import type { WayBack, WayBackFile } from './way-back.ts';
import { deployConfigFile } from './wrangler-config.ts';

/** A world for tests: a Worker with a fleet, a clock that only waiting moves, and a list of what was done. */
export class FakeCloud implements Runner {
  readonly done: string[] = [];
  readonly said: string[] = [];
  readonly files = new Map<string, string>();
  /** What was given in private files of secrets. */
  readonly secrets: Record<string, string> = {};
  boxes: Box[] = [];
  boxLink: number | undefined = 4;
  /** What the Worker calls itself; null: by the configuration that was written last. */
  version: string | null = null;
  /** Status of every answer; 0: nobody is there. */
  status = 200;
  /** Called with each command; its result is the exit code. */
  onRun: (line: string) => number = () => 0;
  /** Called with each command that is run for what it prints. */
  onAsk: (line: string) => { code: number; out: string; err: string } = () => ({ code: 0, out: '[]', err: '' });
  /** Called after each request that changes something. */
  onPost: (line: string) => void = () => undefined;
  /** Called with each wait. */
  onSleep: () => void = () => undefined;
  #nowMs = 0;

  async run(command: readonly string[]): Promise<number> {
    this.done.push(command.join(' '));
    return this.onRun(command.join(' '));
  }

  async ask(command: readonly string[]): Promise<{ code: number; out: string; err: string }> {
    return this.onAsk(command.join(' '));
  }

  async request(method: 'GET' | 'POST', path: string, body?: object) {
    if (this.status !== 200) return { status: this.status, body: null };
    if (path === '/api/health') return { status: 200, body: { version: this.version ?? this.#written() } };
    if (method === 'GET') return { status: 200, body: structuredClone({ boxes: this.boxes, boxLink: this.boxLink }) };
    this.done.push(`${path} ${JSON.stringify(body)}`);
    const [, id, draining] = /^\/api\/boxes\/(.*)\/drain$/.exec(path) ? [null, path.split('/')[3], body] : [];
    const box = this.boxes.find((each) => each.id === id);
    if (id && !box) return { status: 404, body: { error: { code: 'box-not-found', message: 'There is none.' } } };
    if (box) Object.assign(box, draining, { rooms: 0 });
    this.onPost(this.done.at(-1) ?? '');
    const token = { token: `token-of-${(body as { boxId: string }).boxId}`, expiresAtMs: Date.UTC(2030, 0, 31, 12) };
    return { status: 200, body: box ? { ok: true } : token };
  }

  writeFile(file: string, text: string): void {
    this.done.push(`write ${file}`);
    this.files.set(file, text);
  }

  #written(): string | undefined {
    return /^__DEPLOYED_VERSION__ = "\\"(.*)\\""$/m.exec(this.files.get(deployConfigFile) ?? '')?.[1];
  }

  async withSecretsFile<T>(secrets: Readonly<Record<string, string>>, use: (file: string) => Promise<T>): Promise<T> {
    Object.assign(this.secrets, secrets);
    return use(`secrets:${Object.keys(secrets).join('+')}`);
  }

  nowMs(): number {
    return this.#nowMs;
  }

  async sleep(ms: number): Promise<void> {
    this.#nowMs += ms;
    this.onSleep();
  }

  say(line: string): void {
    this.said.push(line);
  }
}

export function fakeDrained(...ids: string[]): Drained {
  const set = new Set(ids);
  return { list: () => [...set], add: (id) => void set.add(id), remove: (id) => void set.delete(id) };
}

export function fakeWayBack(): WayBackFile {
  let kept: WayBack | null = null;
  return {
    read: () => kept,
    write: (to) => {
      kept = to;
    },
  };
}

export function fakeBox(id: string, change: Partial<Box> = {}): Box {
  return {
    ...{ id, url: `https://${id}.boxes.example.org`, region: 'eu', linked: true, healthy: true, problems: [] },
    ...{ draining: false, software: '0.0.9', participants: 0, rooms: 2, roomsInP2p: 0, roomsBySize: [], capacity: 50 },
    ...{ capacityMbps: null, cpu: 0, consumers: 0, sendMbps: 0, protocol: 3, lastSeenAtMs: 0 },
    ...change,
  };
}

export const outputs: CloudOutputs = {
  accountId: '0123456789abcdef0123456789abcdef',
  origin: 'https://meet.example.org',
  databaseId: '11111111-2222-3333-4444-555555555555',
  databaseName: 'parley-meet',
  bucket: 'parley-meet-files',
  boxes: ['a-1', 'b-1'].map((id) => ({ id, url: `https://${id}.boxes.example.org`, region: 'eu', own: false })),
  turnUrls: 'turn:turn-a-1.boxes.example.org:3478?transport=udp',
  regionPlaces: '',
};

/** What `terraform output -json` would print. */
export function outputsJson(): string {
  const values = {
    ...{ account_id: outputs.accountId, origin: outputs.origin, boxes: outputs.boxes, r2_bucket: outputs.bucket },
    ...{ d1_database_id: outputs.databaseId, d1_database_name: outputs.databaseName },
    ...{ turn_urls: outputs.turnUrls, region_places: 'eu=50.1:8.7' },
  };
  return JSON.stringify(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])));
}
