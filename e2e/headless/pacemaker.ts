/** One clock for all headless senders of a process: a timer for each would cost more than the packets. */
const tickMs = 10;

type Beat = (nowMs: number) => void;

export class Pacemaker {
  private readonly beats = new Set<Beat>();
  private timer: ReturnType<typeof setInterval> | null = null;

  /** Calls this every 10 ms, or as often as the process gets to it; returns what ends that. */
  add(beat: Beat): () => void {
    this.beats.add(beat);
    this.timer ??= setInterval(() => {
      const nowMs = Date.now();
      for (const each of this.beats) each(nowMs);
    }, tickMs);
    return () => {
      this.beats.delete(beat);
      if (this.beats.size > 0 || !this.timer) return;
      clearInterval(this.timer);
      this.timer = null;
    };
  }
}
