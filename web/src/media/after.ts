/** As setTimeout; the returned function is as clearTimeout. Tests put a clock of their own in its place. */
export function after(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}
