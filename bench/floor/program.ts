import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { compile, type ProgramName } from './compile.ts';

/** One of the C programs, running. It says lines and is told lines. */
export class Program {
  readonly pid: number;
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;

  /** @throws when it cannot be compiled here */
  constructor(name: ProgramName, args: readonly string[] = []) {
    const program = compile(name);
    if (program === null)
      throw new Error(`${name}.c does not compile: it takes a C compiler (cc) and OpenSSL's headers.`);
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.pid = this.child.pid ?? 0;
    this.lines = createInterface({ input: this.child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }

  /** Numbers of the next line that it says. */
  async said(): Promise<number[]> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error('A program of the bench ended.');
    return (value as string).split(' ').map(Number);
  }

  /** Tells it a line and waits for its answer. */
  ask(line: string): Promise<number[]> {
    this.child.stdin?.write(`${line}\n`);
    return this.said();
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}
