import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readState, type SendBatchingCounts, stateBytes } from './send-batching-state.ts';

const preload = 'LD_PRELOAD';
const stateFile = 'PARLEY_SEND_BATCHING_STATE';

/** How a media worker sends: a datagram at a time, or a loop's turn together, with or without UDP_SEGMENT. */
export type SendBatchingMode = 'off' | 'not-loaded' | 'without-segments' | 'on';

/** The library in one life of a media worker. */
export class SendBatching {
  private readonly library: string | null;
  private folder: string | null = null;
  private file: number | null = null;

  /** `library`: null to send a datagram at a time. */
  constructor(library: string | null) {
    try {
      if (library !== null) {
        this.folder = mkdtempSync(join(tmpdir(), 'parley-send-batching-'));
        this.file = openSync(join(this.folder, 'state'), 'w+', 0o600);
      }
    } catch {
      // No room for what it counts, on a full disk: a media worker without the library is better than none.
      this.began();
      library = null;
    }
    this.library = library;
  }

  /** Makes the media worker's process, which gets the library. `create` makes it before it first waits: no other process gets it. */
  around<T>(create: () => T): T {
    if (this.library === null || this.folder === null) return create();
    const before = { [preload]: process.env[preload], [stateFile]: process.env[stateFile] };
    process.env[preload] = this.library;
    process.env[stateFile] = join(this.folder, 'state');
    try {
      return create();
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  }

  /** The process runs, and has opened what it writes to: nobody else needs to find it. */
  began(): void {
    if (this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
  }

  get mode(): SendBatchingMode {
    if (this.library === null) return 'off';
    const counts = this.read();
    if (counts === null) return 'not-loaded';
    return counts.refused === 0 ? 'on' : 'without-segments';
  }

  /** What it counted so far; null: it is not there. */
  read(): SendBatchingCounts | null {
    if (this.file === null) return null;
    const bytes = Buffer.alloc(stateBytes);
    return readState(bytes.subarray(0, readSync(this.file, bytes, 0, stateBytes, 0)));
  }

  close(): void {
    this.began();
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }
}
