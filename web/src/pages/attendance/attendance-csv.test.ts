import { expect, test } from 'vitest';
import { attendanceCsv, cell } from './attendance-csv.ts';

const words = {
  session: 'Meeting began',
  name: 'Name',
  role: 'Role',
  joined: 'Came',
  left: 'Left',
  minutes: 'Minutes',
  roles: { host: 'Host', 'co-host': 'Co-host', guest: 'Guest' },
};
const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);
const stay = (name: string, from: string, to: string | null) => ({
  participantId: 'p-000001',
  name,
  role: 'guest' as const,
  joinedAtMs: at(from),
  leftAtMs: to === null ? null : at(to),
});

test('a line for every stay, in the reader’s time', () => {
  const sessions = [
    {
      startedAtMs: at('08:30:00'),
      endedAtMs: null,
      stays: [stay('Zoë, alto', '08:31:10', '09:30:40'), stay('Ben', '08:40:00', null)],
    },
  ];
  expect(attendanceCsv(sessions, words, 'Europe/Berlin', at('08:55:00'))).toBe(
    '\ufeff"Meeting began","Name","Role","Came","Left","Minutes"\r\n' +
      '"2026-11-23 09:30","Zoë, alto","Guest","2026-11-23 09:31","2026-11-23 10:30","60"\r\n' +
      '"2026-11-23 09:30","Ben","Guest","2026-11-23 09:40","","15"\r\n',
  );
});

test.each([
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['  =1', `"'  =1"`],
  ['Ada = Ben', '"Ada = Ben"'],
])('%o is no formula: %s', (text, expected) => {
  expect(cell(text)).toBe(expected);
});
