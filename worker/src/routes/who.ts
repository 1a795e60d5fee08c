import { codeDelivery } from '../auth/deliver-code.ts';
import { signInWays as waysOf } from '../auth/sign-in-ways.ts';
import type { Handler } from './endpoint.ts';

export const signInWays: Handler<'signInWays'> = async ({ env }) => ({
  ...waysOf(env),
  codeDelivery: codeDelivery(env),
});

export const me: Handler<'me'> = async ({ account }) => ({ user: await account() });
