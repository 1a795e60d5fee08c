import { useParams } from '@solidjs/router';
import { Show } from 'solid-js';
import { parseMeetingId } from '../meeting/meeting-link.ts';
import { MeetingWalk } from './MeetingWalk.tsx';
import { ProblemPage } from './ProblemPage.tsx';

/** `/m/:id`, in whatever spelling; another id is another walk. */
export default function MeetingPage() {
  const params = useParams<{ id: string }>();
  return (
    <Show when={parseMeetingId(params.id)} keyed fallback={<ProblemPage problem="meeting-not-found" />}>
      {(meetingId) => <MeetingWalk meetingId={meetingId} />}
    </Show>
  );
}
