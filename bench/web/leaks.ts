import { eventually } from '../../e2e/eventually.ts';
import { type ClassMedia, ClassRoom } from '../../e2e/headless/class-room.ts';
import type { HostApi } from '../../e2e/host-api.ts';
import { type Levels, PageLevels } from '../../e2e/people/page-levels.ts';
import { Person } from '../../e2e/people/person.ts';
import { type Figures, round } from '../figures.ts';

/** Others come in and leave again, so many at a time. */
const batch = 10;
const batches = 10;
const warmUpBatches = 3;
const ownJoins = 20;
/** The browser compiles what runs often, and keeps that: it takes a dozen times until it is done with it. */
const warmUpJoins = 12;

/** What a page holds after people came and went, and after its own person did, beside what it held before. */
export async function leaks(origin: string, host: HostApi, media: ClassMedia): Promise<Figures> {
  const id = await host.createMeeting('Leaks', { media: 'sfu', maxSeats: 500 });
  const ada = await Person.arrive({ name: 'Ada', code: 37 });
  try {
    await ada.join(`${origin}/m/${id}`);
    const levels = await PageLevels.of(ada.page);
    const others = async () => {
      const room = new ClassRoom(false);
      await room.fill(origin, id, batch, media);
      await eventually(async () => {
        const pictures = await ada.page.locator('.stage video[data-shown]').count();
        if (pictures < batch / 2) throw new Error(`${pictures} pictures`);
      }, 20_000);
      await room.empty();
      await eventually(async () => {
        const left = await ada.page.locator('.stage li[data-name^="Person"]').count();
        if (left > 0) throw new Error(`${left} people are left`);
      }, 20_000);
    };
    const own = async () => {
      await ada.leaves();
      await ada.press('Come back');
      await ada.isIn();
    };
    const ofOthers = await growth(levels, others, warmUpBatches, batches);
    const ofOwn = await growth(levels, own, warmUpJoins, ownJoins);
    return { ...figures('web.leak', ofOthers, batch * batches), ...figures('web.leak.own', ofOwn, ownJoins) };
  } finally {
    await ada.go();
  }
}

type Growth = Record<keyof Levels, number>;

async function growth(levels: PageLevels, doing: () => Promise<void>, warmUp: number, times: number): Promise<Growth> {
  for (let time = 0; time < warmUp; time += 1) await doing();
  await rest();
  const before = await levels.read();
  for (let time = 0; time < times; time += 1) await doing();
  await rest();
  const after = await levels.read();
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, value - before[key as keyof Levels]]),
  ) as Growth;
}

function figures(key: string, grown: Growth, joins: number): Figures {
  return {
    [`${key}.heap_kb_per_join`]: round(grown.heapKb / joins),
    [`${key}.nodes_per_join`]: round(grown.nodes / joins),
    [`${key}.listeners_per_join`]: round(grown.listeners / joins),
    [`${key}.media_streams`]: grown.MediaStream,
    [`${key}.media_stream_tracks`]: grown.MediaStreamTrack,
    [`${key}.peer_connections`]: grown.RTCPeerConnection,
    [`${key}.audio_contexts`]: grown.AudioContext,
    [`${key}.video_elements`]: grown.HTMLVideoElement,
    [`${key}.workers`]: grown.Worker,
  };
}

/** What goes by itself, a toast or an animation, has gone. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 8_000));
