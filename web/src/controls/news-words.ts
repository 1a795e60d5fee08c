import type { Grant } from '@parley/worker/contract/roles.ts';
import type { News } from '../meeting/news.ts';
import { texts } from '../texts/texts.ts';

/** What somebody is told about what happened to them, or to everybody; one sentence for each part of it. */
export function newsWords(news: News): string[] {
  const words = texts.meeting;
  switch (news.type) {
    case 'stopped': {
      const by = news.by ?? words.aHost;
      return (['mic', 'camera', 'screen'] as const)
        .filter((source) => news.sources.includes(source))
        .map((source) => words.stopped[source](by));
    }
    case 'allowed':
    case 'forbidden': {
      const said = news.type === 'allowed' ? words.nowAllowed : words.notAllowed;
      return kinds.filter(([, grant]) => news.grants.includes(grant)).map(([kind]) => said[kind]);
    }
    case 'role':
      return [words.roleIs[news.role]];
    case 'hand-lowered':
      return [words.handLowered];
    case 'poll-began':
      return [texts.polls.began(news.question)];
    case 'poll-ended':
      return [texts.polls.over(news.question)];
    case 'spotlight':
      return [news.self ? words.spotlightSelf : words.spotlight(news.name)];
  }
}

const kinds: readonly ['mic' | 'camera' | 'screen' | 'chat', Grant][] = [
  ['mic', 'send-mic'],
  ['camera', 'send-camera'],
  ['screen', 'send-screen'],
  ['chat', 'chat'],
];
