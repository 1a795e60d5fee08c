import { execFileSync } from 'node:child_process';

/**
 * Which libraries a program that is linked dynamically encrypts SRTP with: distributions build libsrtp over NSS or OpenSSL.
 * `libraries`: a folder that it gets libraries from first.
 */
export function cryptographyOf(program: string, libraries: string | null): string {
  const srtp = pathsOf(program, libraries).find((library) => library.includes('libsrtp'));
  if (srtp === undefined) return 'a libsrtp of its own';
  const below = pathsOf(srtp, libraries);
  const engine = below.some((library) => library.includes('libnss3'))
    ? 'NSS'
    : below.some((library) => library.includes('libcrypto'))
      ? 'OpenSSL'
      : 'its own ciphers';
  const whose = libraries !== null && srtp.startsWith(libraries) ? 'a libsrtp made here' : "the distribution's libsrtp";
  return `${whose} over ${engine}`;
}

function pathsOf(program: string, libraries: string | null): string[] {
  const env = libraries === null ? process.env : { ...process.env, LD_LIBRARY_PATH: libraries };
  const listed = execFileSync('ldd', [program], { encoding: 'utf8', env });
  return [...listed.matchAll(/=> (\S+)/g)].map(([, library]) => library as string);
}
