import { isDevelopment, type Variables } from '../environment.ts';

const address = String.raw`[^\s<>@,;:"\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*`;
/** `meet@example.org` or `Parley <meet@example.org>`: one line, without what would need quotes in a mail's head. */
const sender = new RegExp(`^(?:([^<>@,;:"\\\\\\p{Cc}]*?) *<(${address})>|(${address}))$`, 'iu');

export type Sender = { name: string | null; email: string };

/** MAIL_FROM; null if it is none. */
export function readSender(from: string): Sender | null {
  const [, name, named, bare] = sender.exec(from) ?? [];
  const email = named ?? bare;
  return email === undefined ? null : { name: name || null, email };
}

/** What is wrong with how mail is to go out, each a sentence that names the variable; nothing of it is fine, too. */
export function mailProblems(env: Variables): string[] {
  const { MAIL_FROM: from, MAIL_HTTP_URL: url, MAIL_HTTP_TOKEN: token, MAIL_SMTP_URL: smtpUrl } = env;
  const problems: string[] = [];
  if (smtpUrl && !isSmtpUrl(smtpUrl)) problems.push('MAIL_SMTP_URL must look like "smtps://user:password@host:465".');
  if (url && !isHttpUrl(url, isDevelopment(env))) problems.push('MAIL_HTTP_URL must be an https URL.');
  if (url && !token) problems.push('MAIL_HTTP_TOKEN is missing, though MAIL_HTTP_URL is set.');
  if (token && !url) problems.push('MAIL_HTTP_URL is missing, though MAIL_HTTP_TOKEN is set.');
  if (from && !readSender(from))
    problems.push('MAIL_FROM must look like "meet@example.org" or "Parley <meet@example.org>".');
  if (from && !url && !smtpUrl) problems.push('MAIL_FROM also needs MAIL_HTTP_URL or MAIL_SMTP_URL.');
  if (!from && (url || smtpUrl)) problems.push('MAIL_FROM is missing.');
  return problems;
}

function isHttpUrl(text: string, plainToo: boolean): boolean {
  return URL.canParse(text) && (plainToo ? /^https?:/i : /^https:/i).test(text);
}

/** Encrypted from the first byte (deliver-code.ts), with both halves of the credentials or neither, and nothing behind the host. */
function isSmtpUrl(text: string): boolean {
  if (!/^smtps:\/\/[^/?#\s]+$/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  return hostname !== '' && (username === '') === (password === '') && decodes(username) && decodes(password);
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
