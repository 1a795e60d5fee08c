import { expect, test } from 'vitest';
import type { News } from '../meeting/news.ts';
import { newsWords } from './news-words.ts';

test.each<[News, string[]]>([
  [{ type: 'stopped', sources: ['mic'], by: 'Ada' }, ['Ada muted you.']],
  [
    { type: 'stopped', sources: ['camera', 'screen', 'screenAudio'], by: null },
    ['A host stopped your camera.', 'A host stopped your screen share.'],
  ],
  [
    { type: 'forbidden', grants: ['send-mic', 'chat'] },
    ['The host does not allow guests to unmute themselves.', 'The host does not allow guests to write.'],
  ],
  [{ type: 'allowed', grants: ['send-camera'] }, ['You may turn your camera on now.']],
  [{ type: 'role', role: 'co-host' }, ['You are a co-host now: you can help to lead the meeting.']],
  [{ type: 'hand-lowered' }, ['Your hand was lowered.']],
  [{ type: 'poll-began', pollId: 'p', question: 'Tea?' }, ['New poll: Tea?']],
  [{ type: 'spotlight', name: 'Ada', self: false }, ['Ada is shown to everyone.']],
  [{ type: 'spotlight', name: 'Ada', self: true }, ['You are shown to everyone.']],
])('%o', (news, words) => {
  expect(newsWords(news)).toEqual(words);
});
