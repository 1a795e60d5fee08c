import type { Env } from '../environment.ts';
import { isOperator } from './hosts.ts';
import { loadAuth } from './load-auth.ts';

/** Someone who signed in. */
export type Account = { id: string; email: string; name: string; operator: boolean };

/** Who is signed in, by the session cookie; null for everybody else. Asks the database only when there is a cookie. */
export async function findAccount(env: Env, headers: Headers): Promise<Account | null> {
  if (!headers.get('cookie')?.includes('parley.session_token=')) return null;
  const { authFor } = await loadAuth();
  const session = await authFor(env).api.getSession({ headers, query: { disableRefresh: true } });
  if (!session) return null;
  const { id, email, name } = session.user;
  return { id, email, name, operator: isOperator(env, email) };
}
