import type { Source } from '../../contract/shapes.ts';
import type { BoxUnderTest } from './box-under-test.ts';
import type { Entering, TestClient } from './test-client.ts';
import { until } from './until.ts';

/** So many people in one room, who entered one after another. */
export async function enterAll(
  t: BoxUnderTest,
  count: number,
  claims = {},
  entering: Entering = {},
): Promise<TestClient[]> {
  const clients: TestClient[] = [];
  for (let entered = 0; entered < count; entered += 1) clients.push(await t.join(claims, entering));
  return clients;
}

/** Streams that the box has open for a client now: whose and what. */
export function openFor(client: TestClient): { id: string; participantId: string; source: Source }[] {
  const closed = new Set(client.all('consumerClosed').map(({ consumerId }) => consumerId));
  const added = client.all('consumerAdded').map(({ consumer }) => consumer);
  return [...(client.joined?.media.consumers ?? []), ...added].filter(({ id }) => !closed.has(id));
}

export const openOf = (client: TestClient, kind: Source) => openFor(client).filter(({ source }) => source === kind);

/** What it shows: these cameras, in this order. */
export async function watch(client: TestClient, see: readonly TestClient[], hear: readonly TestClient[] = []) {
  await client.request('watch', {
    epoch: client.epoch,
    see: see.map(({ id }) => ({ participantId: id, source: 'camera' })),
    hear: hear.map(({ id }) => id),
  });
}

/** Tells how each of its open pictures is shown: all are. */
export async function showAll(client: TestClient): Promise<void> {
  const consumers = openFor(client).map(({ id }) => ({ id, hidden: false, sidePx: 200 }));
  await client.request('showConsumers', { epoch: client.epoch, consumers });
}

/** Waits until nothing has been opened or closed anywhere for a moment. */
export async function settled(clients: readonly TestClient[]): Promise<void> {
  const count = () =>
    clients.reduce((sum, client) => sum + client.all('consumerAdded').length + client.all('consumerClosed').length, 0);
  let before = -1;
  await until(async () => {
    const now = count();
    const same = now === before;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return same;
  }, 15_000);
}
