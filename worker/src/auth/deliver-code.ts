import { LogLevel, WorkerMailer } from 'worker-mailer';
import type { Variables } from '../environment.ts';
import { log } from '../log.ts';
import { answerLocalDelivery, deliverLocally } from './local-delivery.ts';
import { readSender } from './mail-settings.ts';

/** Set by the build: `true` for `npm start`, `npm run dev` and tests, `false` in a deployment (wrangler.toml). */
declare const __LOCAL_DELIVERY__: boolean;

/**
 * Where codes go. In development the page shows them, besides the terminal, but not where phones on the network can ask too: each
 * could read the code of every account.
 */
export function codeDelivery(env: Variables): 'mail' | 'page' | 'terminal' {
  if (!__LOCAL_DELIVERY__) return 'mail';
  return env.PARLEY_LAN === '1' ? 'terminal' : 'page';
}

/** Development's way to read a code; undefined in a deployment, on a shared network and for every other request. */
export function answerLocally(env: Variables, request: Request): Response | undefined {
  if (__LOCAL_DELIVERY__ && codeDelivery(env) === 'page') return answerLocalDelivery(request);
  return undefined;
}

/** Brings a sign-in code to a person; rejects when it could not be handed over. */
export type DeliverCode = (email: string, code: string) => Promise<void>;

/** The configured way, first of: local delivery, HTTP provider, SMTP. Null when there is none, which is fine with OIDC. */
export function chooseDelivery(env: Variables): DeliverCode | null {
  if (__LOCAL_DELIVERY__) return deliverLocally;
  const { MAIL_FROM: from, MAIL_HTTP_URL: url, MAIL_HTTP_TOKEN: token, MAIL_SMTP_URL: smtpUrl } = env;
  if (!from) return null;
  if (url && token) return overHttp(url, token, from);
  return smtpUrl ? overSmtp(smtpUrl, from) : null;
}

export function codeMail(from: string, to: string, code: string) {
  const text = `Your sign-in code is ${code}\n\nIt is good for 5 minutes. If you did not ask for it, ignore this mail.\n`;
  return { from, to, subject: `${code} is your Parley sign-in code`, text };
}

const timeoutMs = 10_000;

export function overHttp(url: string, token: string, from: string, send: typeof fetch = fetch): DeliverCode {
  return logged('http', async (to, code) => {
    const response = await send(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(codeMail(from, to, code)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw new Error(`The mail provider answered ${response.status}.`);
  });
}

/**
 * How to reach the SMTP server that an `smtps://user:password@host` URL names. Encrypted from the first byte: STARTTLS would
 * fall back to plain text where somebody on the way takes the offer out.
 */
export function smtpOptions(url: string) {
  const { hostname, port, username, password } = new URL(url);
  const credentials = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  return {
    host: hostname,
    port: port ? Number(port) : 465,
    secure: true,
    startTls: false,
    // The library prints what it sends, credentials included, unless told not to.
    logLevel: LogLevel.NONE,
    ...(username ? { credentials, authType: ['plain', 'login'] as ('plain' | 'login')[] } : {}),
    socketTimeoutMs: timeoutMs,
    responseTimeoutMs: timeoutMs,
  };
}

function overSmtp(url: string, from: string): DeliverCode {
  // The library takes a name only apart from its address.
  const { name, email } = readSender(from) ?? { name: null, email: from };
  return logged('smtp', (to, code) => {
    const mail = codeMail(from, to, code);
    return WorkerMailer.send(smtpOptions(url), { ...mail, from: name === null ? email : { name, email } });
  });
}

function logged(way: 'http' | 'smtp', deliver: DeliverCode): DeliverCode {
  return async (email, code) => {
    try {
      await deliver(email, code);
    } catch (error) {
      // A server's answer may quote the address it was given.
      const reason = (error instanceof Error ? error.message : String(error)).replaceAll(/<[^>]*>/g, '<…>');
      log({ level: 'error', event: 'mail-failed', way, reason });
      throw error;
    }
  };
}
