import { execFileSync } from 'node:child_process';

/** Which libraries a program that is linked dynamically encrypts SRTP with: distributions build libsrtp over NSS or OpenSSL. */
export function cryptographyOf(program: string): string {
  const srtp = pathsOf(program).find((library) => library.includes('libsrtp'));
  if (srtp === undefined) return 'a libsrtp of its own';
  const below = pathsOf(srtp);
  const engine = below.some((library) => library.includes('libnss3'))
    ? 'NSS'
    : below.some((library) => library.includes('libcrypto'))
      ? 'OpenSSL'
      : 'its own ciphers';
  return `the distribution's libsrtp over ${engine}`;
}

function pathsOf(program: string): string[] {
  const listed = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...listed.matchAll(/=> (\S+)/g)].map(([, library]) => library as string);
}
