import { spawnSync } from 'node:child_process';
import { findExecutable } from '../system/find-executable.ts';

/** Something that the build needs from the system. */
export interface Requirement {
  /** As a person would say it. */
  readonly name: string;
  readonly debianPackage: string;
  readonly isMet: () => boolean;
}

const tool = (executable: string, debianPackage: string): Requirement => ({
  name: executable,
  debianPackage,
  isMet: () => findExecutable([executable]) !== undefined,
});

const library = (pkgConfigName: string, debianPackage: string): Requirement => ({
  name: `${pkgConfigName} with headers`,
  debianPackage,
  isMet: () => spawnSync('pkg-config', ['--exists', pkgConfigName], { stdio: 'ignore' }).status === 0,
});

const header = (file: string, debianPackage: string): Requirement => ({
  name: file,
  debianPackage,
  isMet: () => spawnSync('cc', ['-E', '-include', file, '-x', 'c', '/dev/null'], { stdio: 'ignore' }).status === 0,
});

// Asked of the tools, not of dpkg: so the same list serves distributions without apt.
export const buildRequirements: readonly Requirement[] = [
  tool('cc', 'gcc'),
  tool('c++', 'g++'),
  tool('ninja', 'ninja-build'),
  tool('pkg-config', 'pkg-config'),
  tool('patch', 'patch'),
  tool('python3', 'python3'),
  tool('flatc', 'flatbuffers-compiler'),
  header('stdlib.h', 'libc6-dev'),
  library('libuv', 'libuv1-dev'),
  library('openssl', 'libssl-dev'),
  library('absl_strings', 'libabsl-dev'),
  library('flatbuffers', 'libflatbuffers-dev'),
];

/** Unpacks the source package of libsrtp. */
export const sourcePackageTools: readonly Requirement[] = [tool('dpkg-source', 'dpkg-dev')];

/** Only where libsrtp's source cannot be had. */
export const systemLibsrtp: readonly Requirement[] = [library('libsrtp2', 'libsrtp2-dev')];
