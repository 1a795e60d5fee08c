import type { BodyOf } from '@parley/worker/contract/endpoints.ts';
import type { Meeting } from '@parley/worker/contract/meetings.ts';
import { createResource, createSignal } from 'solid-js';
import { createStore, reconcile } from 'solid-js/store';
import { call } from '../../api/worker-client.ts';
import { type Problem, problemOf } from '../../errors/problem.ts';

/** The host's meetings, last used first, and what can be done with them. Everything answers whether it worked. */
export function createMeetings() {
  const [list, setList] = createStore<{ meetings: Meeting[] }>({ meetings: [] });
  const [problem, setProblem] = createSignal<Problem | null>(null);
  const [loaded] = createResource(async () => {
    await attempt(async () => {
      const { meetings } = await call('listMeetings');
      setList('meetings', reconcile(meetings, { key: 'id' }));
    });
    return true;
  });

  async function attempt(way: () => Promise<void>): Promise<boolean> {
    setProblem(null);
    try {
      await way();
      return true;
    } catch (thrown) {
      setProblem(problemOf(thrown));
      return false;
    }
  }

  return {
    meetings: () => list.meetings,
    loaded,
    problem,
    create: (settings: BodyOf<'createMeeting'>, onCreated: (meeting: Meeting) => Promise<void>) =>
      attempt(async () => {
        const meeting = await call('createMeeting', { body: settings });
        setList('meetings', (meetings) => [meeting, ...meetings]);
        await onCreated(meeting);
      }),
    change: (id: string, settings: BodyOf<'changeMeeting'>) =>
      attempt(async () => {
        const changed = await call('changeMeeting', { params: { id }, body: settings });
        setList('meetings', (each) => each.id === id, reconcile(changed));
      }),
    remove: (id: string) =>
      attempt(async () => {
        await call('deleteMeeting', { params: { id } });
        setList('meetings', (meetings) => meetings.filter((each) => each.id !== id));
      }),
  };
}
