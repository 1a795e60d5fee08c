import { Refusal, refusalResponse } from '../refusal.ts';

// Development only: this file is reached from code that a build define removes; a test searches the deployed bundle for it.
const codes = new Map<string, string>();

/** Prints the sign-in code in the terminal and keeps it for the page, instead of mailing it. */
export async function deliverLocally(email: string, code: string): Promise<void> {
  codes.set(email.toLowerCase(), code);
  if (codes.size > 1000) codes.delete(codes.keys().next().value ?? '');
  console.log(`[parley] sign-in code for ${email}: ${code}`);
}

const path = /^\/api\/local-delivery\/([^/]{1,254})$/;

/** Answers `GET /api/local-delivery/:email` with the last code; undefined for any other path. */
export function answerLocalDelivery(request: Request): Response | undefined {
  const email = path.exec(new URL(request.url).pathname)?.[1];
  if (email === undefined || request.method !== 'GET') return undefined;
  const code = codes.get(decodeEmail(email));
  return code === undefined ? refusalResponse(new Refusal('not-found')) : Response.json({ code });
}

function decodeEmail(text: string): string {
  try {
    return decodeURIComponent(text).toLowerCase();
  } catch {
    return '';
  }
}
