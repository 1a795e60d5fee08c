import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const native = join(import.meta.dirname, '..', '..', 'native');
const common = ['-std=gnu11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror'];

/** The C compiler of this machine, or null where there is none: then there is no send batching to test. */
export function findCompiler(): string | null {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return 'cc';
  } catch {
    console.log('Not tested here: send batching, for there is no C compiler (cc).');
    return null;
  }
}

/** The library, as set-up compiles it; with `refusing`, on a kernel that refuses UDP_SEGMENT. */
export function compileLibrary(folder: string, refusing = false): string {
  const library = join(folder, refusing ? 'refusing.so' : 'send-batching.so');
  const kind = ['-O2', '-fPIC', '-shared', '-fvisibility=hidden', '-ftls-model=initial-exec'];
  const sources = readdirSync(native).flatMap((name) => (name.endsWith('.c') ? join(native, name) : []));
  execFileSync('cc', [
    ...common,
    ...kind,
    ...(refusing ? ['-DPARLEY_REFUSE_SEGMENTS'] : []),
    '-o',
    library,
    ...sources,
  ]);
  return library;
}

/** The queue with a kernel of its tests, and sanitizers that end it at the first fault. */
export function compileQueueTest(folder: string): string {
  const program = join(folder, 'queue-test');
  const kind = ['-g', '-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
  const sources = ['queue.c', 'send.c', 'test/fake-kernel.c', 'test/queue-test.c'].map((name) => join(native, name));
  execFileSync('cc', [...common, ...kind, '-o', program, ...sources]);
  return program;
}
