/** Sets a Durable Object's one alarm, unless it rings earlier anyway: then whoever answers it sets the next. */
export async function ringAt(storage: DurableObjectStorage, atMs: number): Promise<void> {
  const current = await storage.getAlarm();
  if (current === null || current > atMs) await storage.setAlarm(atMs);
}
