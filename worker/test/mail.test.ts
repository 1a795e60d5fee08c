import { describe, expect, test } from 'vitest';
import { LogLevel } from 'worker-mailer';
import { codeMail, overHttp, smtpOptions } from '../src/auth/deliver-code.ts';

describe('mail by HTTP', () => {
  const asked: { url: string; init: RequestInit }[] = [];
  const provider = (status: number): typeof fetch =>
    (async (url: string, init: RequestInit) => {
      asked.push({ url, init });
      return new Response('the provider quotes <ada@example.org>', { status });
    }) as typeof fetch;

  test('posts one mail with the code', async () => {
    await overHttp('https://mail.test/send', 'secret', 'meet@example.org', provider(202))('ada@example.org', '123456');
    const { url, init } = asked.at(-1) ?? { url: '', init: {} };
    expect(url).toBe('https://mail.test/send');
    expect(new Headers(init.headers).get('authorization')).toBe('Bearer secret');
    expect(JSON.parse(String(init.body))).toEqual(codeMail('meet@example.org', 'ada@example.org', '123456'));
  });

  test('fails when the provider does', async () => {
    const deliver = overHttp('https://mail.test/send', 'secret', 'meet@example.org', provider(500));
    await expect(deliver('ada@example.org', '123456')).rejects.toThrow('500');
  });
});

test('SMTP is encrypted from the first byte, decodes credentials, and logs nothing', () => {
  expect(smtpOptions('smtps://ada%40example.org:p%3Ass@mail.example.org')).toMatchObject({
    host: 'mail.example.org',
    port: 465,
    secure: true,
    startTls: false,
    logLevel: LogLevel.NONE,
    credentials: { username: 'ada@example.org', password: 'p:ss' },
  });
  expect(smtpOptions('smtps://mail.example.org:2465')).toMatchObject({ port: 2465 });
});
