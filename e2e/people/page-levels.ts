import type { CDPSession, Page } from 'playwright-core';

/** What a page must give back when somebody is gone, by the name of its class. */
const classes = [
  'MediaStream',
  'MediaStreamTrack',
  'RTCPeerConnection',
  'RTCDataChannel',
  'AudioContext',
  'AudioNode',
  'Worker',
  'WebSocket',
  'HTMLVideoElement',
  'HTMLAudioElement',
  'ResizeObserver',
] as const;

export type Levels = Record<(typeof classes)[number], number> & {
  /** Used JavaScript heap, kB of 1,000 bytes. */
  readonly heapKb: number;
  readonly nodes: number;
  readonly listeners: number;
};

/** What Chromium counts of a page since it began. Seconds. */
export interface Work {
  readonly script: number;
  readonly layout: number;
  readonly style: number;
  readonly task: number;
}

/** Looks into a page's memory as the developer tools do. */
export class PageLevels {
  private readonly session: CDPSession;

  private constructor(session: CDPSession) {
    this.session = session;
  }

  static async of(page: Page): Promise<PageLevels> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageLevels(session);
  }

  /** After a full collection: what is alive is held by something. */
  async read(): Promise<Levels> {
    // What one collection sets free may have held what the next one finds: a closed connection its tracks.
    for (let time = 0; time < 3; time += 1) await this.session.send('HeapProfiler.collectGarbage');
    const counts: Partial<Levels> = {};
    for (const name of classes) counts[name] = await this.count(name);
    await this.session.send('HeapProfiler.collectGarbage');
    const metrics = await this.metrics();
    return {
      ...counts,
      heapKb: (metrics.JSHeapUsedSize ?? 0) / 1000,
      nodes: metrics.Nodes ?? 0,
      listeners: metrics.JSEventListeners ?? 0,
    } as Levels;
  }

  async work(): Promise<Work> {
    const { ScriptDuration, LayoutDuration, RecalcStyleDuration, TaskDuration } = await this.metrics();
    return {
      script: ScriptDuration ?? 0,
      layout: LayoutDuration ?? 0,
      style: RecalcStyleDuration ?? 0,
      task: TaskDuration ?? 0,
    };
  }

  private async metrics(): Promise<Partial<Record<string, number>>> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }

  private async count(name: string): Promise<number> {
    const objectGroup = 'page-levels';
    const prototype = await this.session.send('Runtime.evaluate', { expression: `${name}.prototype`, objectGroup });
    const prototypeObjectId = prototype.result.objectId;
    if (prototypeObjectId === undefined) throw new Error(`The page knows no ${name}.`);
    const { objects } = await this.session.send('Runtime.queryObjects', { prototypeObjectId, objectGroup });
    const { result } = await this.session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId as string,
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    await this.session.send('Runtime.releaseObjectGroup', { objectGroup });
    return result.value as number;
  }
}
