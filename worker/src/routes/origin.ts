import { isDevelopment, type Variables } from '../environment.ts';

/**
 * May this request change something with the caller's cookies, or open a live socket? Browsers send an Origin with every such
 * request and pages cannot forge it. In development the request's own origin is fine, too: dev servers move between ports.
 */
export function originAllowed(env: Variables, request: Request): boolean {
  const origin = request.headers.get('origin');
  if (!origin) return false;
  return origin === env.PARLEY_ORIGIN || (isDevelopment(env) && origin === new URL(request.url).origin);
}
