import type { ListedBox } from './outputs.ts';

/** One thing that a deployment does, as data: it can be shown, tested and done. */
export type Step = { readonly title: string } & (
  | { readonly do: 'write'; readonly file: string; readonly text: string }
  | {
      readonly do: 'run';
      readonly command: readonly string[];
      /** Below the project's folder. */
      readonly folder?: string;
      /** Given to wrangler in a private file that is deleted afterwards: `--secrets-file`. */
      readonly secrets?: Readonly<Record<string, string>>;
    }
  /** On a box; with `byHand`, by whoever deploys. */
  | {
      readonly do: 'on-box';
      readonly boxId: string;
      /** The release that it leaves; null: not known. */
      readonly software: string | null;
      readonly commands: readonly (readonly string[])[];
      readonly byHand: boolean;
    }
  | { readonly do: 'await-worker'; readonly version: string; readonly deadlineMs: number }
  /** Asks for a token for each box, and leaves them where terraform finds them. */
  | { readonly do: 'make-tokens'; readonly boxes: readonly ListedBox[]; readonly file: string }
  | { readonly do: 'drain'; readonly boxId: string; readonly draining: boolean }
  /** Goes on after the deadline: who is left moves, or is cut, when the box stops. */
  | { readonly do: 'await-empty'; readonly boxId: string; readonly deadlineMs: number }
  /** Linked, without a problem, and of this version; null: of any but `before`. */
  | {
      readonly do: 'await-box';
      readonly boxId: string;
      readonly version: string | null;
      readonly before: string | null;
      readonly deadlineMs: number;
    }
);

export interface DeployPlan {
  readonly steps: readonly Step[];
  /** What people will notice, and what is left to do afterwards. */
  readonly notes: readonly string[];
}

/** What somebody would type to do the same; secrets are named, never shown. */
export function describeStep(step: Step, origin: string): string[] {
  switch (step.do) {
    case 'write':
      return [`# writes ${step.file}`];
    case 'run': {
      const secrets = Object.keys(step.secrets ?? {});
      const hidden = secrets.length > 0 ? [`--secrets-file`, `FILE WITH ${secrets.join(', ')}`] : [];
      const line = shellLine([...step.command, ...hidden]);
      return [step.folder ? `(cd ${step.folder} && ${line})` : line];
    }
    case 'on-box':
      return step.commands.map(shellLine);
    case 'await-worker':
      return [`curl ${origin}/api/health    # until it answers version ${step.version}`];
    case 'make-tokens':
      return [
        ...step.boxes.map((box) =>
          request(origin, '/api/boxes/enrolment-tokens', { boxId: box.id, url: box.url, region: box.region }),
        ),
        `# writes ${step.file}`,
      ];
    case 'drain':
      return [request(origin, `/api/boxes/${step.boxId}/drain`, { draining: step.draining })];
    case 'await-empty':
      return [
        `${list(origin)}    # until ${step.boxId} is linked and has no rooms, at most ${step.deadlineMs / 1_000} s`,
      ];
    case 'await-box': {
      const version = step.version ?? (step.before ? `other than ${step.before}` : 'any');
      return [`${list(origin)}    # until ${step.boxId} is linked and healthy, version ${version}`];
    }
  }
}

function list(origin: string): string {
  return `curl -H "Authorization: Bearer $OPERATOR_KEY" ${origin}/api/boxes`;
}

function request(origin: string, path: string, body: object): string {
  const json = shellWord(JSON.stringify(body));
  return `curl -H "Authorization: Bearer $OPERATOR_KEY" -H "Content-Type: application/json" -d ${json} ${origin}${path}`;
}

export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
