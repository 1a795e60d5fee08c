import { commaList, type Variables } from '../environment.ts';

/** Does a list of HOSTS or OPERATORS name this address? Entries: `ada@example.org`, `@example.org`, `example.org`, `*`. */
export function listNames(list: string | undefined, email: string): boolean {
  const address = email.toLowerCase();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return commaList(list).some((item) => {
    const entry = item.toLowerCase();
    if (entry === '*') return true;
    const at = entry.indexOf('@');
    return at > 0 ? entry === address : entry.slice(at + 1) === domain;
  });
}

export function isOperator(env: Variables, email: string): boolean {
  return listNames(env.OPERATORS, email);
}

/** May this address sign in and create meetings? Operators may, too. Nobody may when neither list names anyone. */
export function mayHost(env: Variables, email: string): boolean {
  return listNames(env.HOSTS, email) || isOperator(env, email);
}
