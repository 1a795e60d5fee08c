import type { AttendanceSession } from '@parley/worker/contract/meetings.ts';
import { For } from 'solid-js';
import { currentLocale } from '../../texts/load-language.ts';
import { texts } from '../../texts/texts.ts';
import { durationWords } from '../after/duration-words.ts';

/** One time that the meeting took place: who came and how long they stayed. */
export function SessionTable(props: { session: AttendanceSession }) {
  const words = texts.attendance;
  const locale = currentLocale();
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const range = () => {
    const { startedAtMs, endedAtMs } = props.session;
    return endedAtMs === null
      ? `${clock.format(startedAtMs)} – ${words.goesOn}`
      : `${clock.formatRange(startedAtMs, endedAtMs)} · ${durationWords(endedAtMs - startedAtMs, locale)}`;
  };
  const people = () => new Set(props.session.stays.map(({ participantId }) => participantId)).size;
  return (
    <section class="card attendance-session" aria-label={words.session(day.format(props.session.startedAtMs))}>
      <h2>{day.format(props.session.startedAtMs)}</h2>
      <p class="soft">
        {range()} · {words.people(people())}
      </p>
      {/* On a phone the table scrolls, and keys can do that only with the focus. */}
      <section class="attendance-scroll" tabindex="0" aria-label={`${words.heading}, ${range()}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.role}</th>
              <th scope="col">{words.joined}</th>
              <th scope="col">{words.left}</th>
              <th scope="col">{words.stayed}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.session.stays}>
              {({ name, role, joinedAtMs, leftAtMs }) => (
                <tr>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td>{words.roles[role]}</td>
                  <td>{clock.format(joinedAtMs)}</td>
                  <td>{leftAtMs === null ? words.stillIn : clock.format(leftAtMs)}</td>
                  <td>{durationWords((leftAtMs ?? Date.now()) - joinedAtMs, locale)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </section>
  );
}
