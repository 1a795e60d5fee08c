/** Where set-up says what it is doing. One line that is rewritten on a terminal; a line now and then elsewhere. */
export interface Progress {
  /** Begins a step: "Building the media worker". Ends the one before. */
  step(title: string): void;
  /** Something countable within the step, such as "[12/279]"; may come often. */
  detail(text: string): void;
  /** A sentence that stays visible. */
  note(text: string): void;
  /** Ends the last step and leaves the terminal on a fresh line. */
  end(): void;
}

interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const TTY_REFRESH_MS = 250;
/** Without a terminal, for example in CI: often enough to show life, rare enough for a log. */
const LOG_EVERY_MS = 30_000;

export function makeProgress(output: ProgressOutput = process.stderr, now: () => number = Date.now): Progress {
  let title = '';
  let detail = '';
  let startedAt = 0;
  let timer: NodeJS.Timeout | undefined;

  const line = (): string => {
    const seconds = Math.round((now() - startedAt) / 1000);
    return `${title} … ${detail === '' ? '' : `${detail} `}${seconds} s`;
  };
  const rewrite = (text: string): void => {
    output.write(`\r\x1b[K${text.slice(0, (output.columns ?? 80) - 1)}`);
  };
  const end = (): void => {
    clearInterval(timer);
    if (title === '') return;
    if (output.isTTY) rewrite(`${line()}`);
    if (output.isTTY) output.write('\n');
    title = '';
  };

  return {
    step(next) {
      end();
      title = next;
      detail = '';
      startedAt = now();
      if (output.isTTY) rewrite(line());
      else output.write(`${title} …\n`);
      timer = setInterval(
        () => (output.isTTY ? rewrite(line()) : output.write(`  ${line()}\n`)),
        output.isTTY ? TTY_REFRESH_MS : LOG_EVERY_MS,
      );
      timer.unref();
    },
    detail(text) {
      detail = text;
    },
    note(text) {
      if (output.isTTY && title !== '') rewrite('');
      output.write(`${text}\n`);
    },
    end,
  };
}
