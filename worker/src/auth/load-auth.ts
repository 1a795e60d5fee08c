/**
 * The sign-in library, evaluated when somebody first needs it: it is most of the bundle, and an isolate that only lets guests in, answers
 * a box or sends a page starts without it.
 */
export async function loadAuth(): Promise<typeof import('./auth.ts')> {
  return await import('./auth.ts');
}
