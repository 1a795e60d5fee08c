import type { AttendanceSession } from '@parley/worker/contract/meetings.ts';
import { A, useParams } from '@solidjs/router';
import Download from 'lucide-solid/icons/download';
import { createResource, For, Match, Show, Switch } from 'solid-js';
import { call } from '../../api/worker-client.ts';
import { saveAs } from '../../design/save-as.ts';
import { type Problem, problemOf } from '../../errors/problem.ts';
import { parseMeetingId } from '../../meeting/meeting-link.ts';
import { ownTimeZone } from '../../schedule/zoned-time.ts';
import { texts } from '../../texts/texts.ts';
import { PageFrame } from '../PageFrame.tsx';
import { ProblemPage } from '../ProblemPage.tsx';
import { attendanceCsv } from './attendance-csv.ts';
import { SessionTable } from './SessionTable.tsx';
import './attendance.css';

/** As many times as the Worker keeps. */
const keptSessions = 50;
type Found = { title: string; sessions: AttendanceSession[] } | { problem: Problem };

/** `/m/:id/attendance`: who was in the meeting, for its host. */
export default function AttendancePage() {
  const params = useParams<{ id: string }>();
  const words = texts.attendance;
  const [found] = createResource(() => parseMeetingId(params.id) ?? '', look);
  document.title = `${words.heading} · Parley`;
  const ready = () => {
    const known = found.latest;
    return known && 'sessions' in known ? known : null;
  };
  const problem = () => {
    const known = found.latest;
    return known && 'problem' in known ? known.problem : null;
  };
  return (
    <Switch
      fallback={
        <PageFrame>
          <p class="soft" role="status">
            {words.loading}
          </p>
        </PageFrame>
      }
    >
      <Match when={problem()}>{(known) => <ProblemPage problem={known()} />}</Match>
      <Match when={ready()}>
        {(known) => (
          <PageFrame>
            <div class="attendance">
              <header class="attendance-head">
                <div>
                  <h1>{words.heading}</h1>
                  <p class="soft">{words.about(known().title)}</p>
                </div>
                <Show when={known().sessions.length > 0}>
                  <button type="button" class="button" onClick={() => download(params.id, known().sessions)}>
                    <Download size={18} aria-hidden="true" />
                    {words.download}
                  </button>
                </Show>
              </header>
              <Show when={known().sessions.length > 0} fallback={<p class="attendance-none soft">{words.none}</p>}>
                <For each={known().sessions}>{(session) => <SessionTable session={session} />}</For>
              </Show>
              <Show when={known().sessions.length >= keptSessions}>
                <p class="soft">{words.latest(keptSessions)}</p>
              </Show>
              <p>
                <A href="/" class="button">
                  {words.back}
                </A>
              </p>
            </div>
          </PageFrame>
        )}
      </Match>
    </Switch>
  );
}

async function look(id: string): Promise<Found> {
  try {
    const [{ title }, { sessions }] = await Promise.all([
      call('previewMeeting', { params: { id } }),
      call('listAttendance', { params: { id } }),
    ]);
    return { title, sessions };
  } catch (thrown) {
    return { problem: problemOf(thrown) };
  }
}

function download(id: string, sessions: AttendanceSession[]): void {
  const { csv, name, role, joined, left, roles } = texts.attendance;
  const words = { session: csv.session, name, role, joined, left, minutes: csv.minutes, roles };
  const text = attendanceCsv(sessions, words, ownTimeZone(), Date.now());
  saveAs(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${csv.file}-${id}.csv`);
}
