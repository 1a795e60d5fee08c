import type { MediaProblem } from '../media/media-problem.ts';

/** What is tested, in the order in which it is needed for a call. */
export const steps = ['browser', 'camera', 'microphone', 'service', 'server', 'udp', 'tcp', 'relay', 'speed'] as const;
export type Step = (typeof steps)[number];

/** How long an answer took, in milliseconds; or that none came. */
export type Reach = { ms: number } | 'fails';
export type Speed = { upBps: number; downBps: number; rttMs: number; lossPercent: number };

/** What was found. What is absent was not tried, or not yet. */
export type Facts = {
  browser?: 'fine' | 'insecure' | 'unsupported';
  /** `off`: the person does not want it on. */
  camera?: 'fine' | 'off' | MediaProblem;
  /** `silent`: open, but nothing was heard. */
  microphone?: 'fine' | 'off' | 'silent' | MediaProblem;
  service?: Reach;
  server?: Reach;
  udp?: Reach;
  tcp?: Reach;
  /** `none`: this service has no relay. */
  relay?: Reach | 'none';
  speed?: Speed | 'fails';
};

/** `limited`: a call works, though not as well as it could. */
export type Mark = 'waiting' | 'running' | 'good' | 'limited' | 'bad' | 'skipped';
/** What to say about a step that is not simply good. Sentences: texts/en/call-test.ts. */
export type Advice =
  | 'insecure'
  | 'unsupported'
  | 'device'
  | 'off'
  | 'silent'
  | 'service-unreachable'
  | 'server-unreachable'
  | 'udp-blocked'
  | 'not-needed'
  | 'no-relay'
  | 'media-blocked'
  | 'slow'
  | 'very-slow'
  | 'lossy'
  | 'far'
  | 'unmeasured';
export type Verdict = { mark: Mark; advice: Advice | null };

const good: Verdict = { mark: 'good', advice: null };
const limited = (advice: Advice): Verdict => ({ mark: 'limited', advice });
const bad = (advice: Advice): Verdict => ({ mark: 'bad', advice });
const skipped = (advice: Advice): Verdict => ({ mark: 'skipped', advice });

/** Below these a picture suffers (limited), or even the sound (bad). */
const enoughBps = 1_200_000;
const barelyBps = 200_000;
const noticedRttMs = 300;
const noticedLossPercent = 3;

/** What each finding means; an absent one is waiting still. */
const judges: { [S in Step]: (fact: NonNullable<Facts[S]>, facts: Facts) => Verdict } = {
  browser: (fact) => (fact === 'fine' ? good : bad(fact)),
  camera: (fact) => device(fact),
  microphone: (fact) => (fact === 'silent' ? limited('silent') : device(fact)),
  service: (fact) => (fact === 'fails' ? bad('service-unreachable') : good),
  server: (fact) => (fact === 'fails' ? bad('server-unreachable') : good),
  udp: (fact, facts) => {
    if (fact !== 'fails') return good;
    return anyWay(facts) ? limited('udp-blocked') : blocked(facts);
  },
  tcp: (fact, facts) => {
    if (fact !== 'fails') return good;
    return anyWay(facts) ? skipped('not-needed') : blocked(facts);
  },
  relay: (fact, facts) => {
    if (fact === 'none') return skipped('no-relay');
    if (fact !== 'fails') return good;
    return anyWay(facts) ? skipped('not-needed') : blocked(facts);
  },
  speed: (fact) => {
    if (fact === 'fails') return skipped('unmeasured');
    const bps = Math.min(fact.upBps, fact.downBps);
    if (bps < barelyBps) return bad('very-slow');
    if (bps < enoughBps) return limited('slow');
    if (fact.lossPercent >= noticedLossPercent) return limited('lossy');
    return fact.rttMs >= noticedRttMs ? limited('far') : good;
  },
};

function device(fact: 'fine' | 'off' | MediaProblem | 'silent'): Verdict {
  if (fact === 'fine') return good;
  // Without a camera or a microphone one can still look and listen.
  return fact === 'off' ? skipped('off') : limited('device');
}

function anyWay({ udp, tcp, relay }: Facts): boolean {
  return [udp, tcp, relay].some((fact) => fact !== undefined && fact !== 'fails' && fact !== 'none');
}

/** As long as another way may still work, a way that failed is not the end. */
function blocked({ udp, tcp, relay }: Facts): Verdict {
  const allTried = udp !== undefined && tcp !== undefined && relay !== undefined;
  return allTried ? bad('media-blocked') : { mark: 'running', advice: null };
}

/** What a step's finding means now. */
export function judge(step: Step, facts: Facts, running: ReadonlySet<Step>): Verdict {
  const fact = facts[step];
  if (fact !== undefined) return (judges[step] as (fact: unknown, facts: Facts) => Verdict)(fact, facts);
  return { mark: running.has(step) ? 'running' : 'waiting', advice: null };
}

/** The whole in one word, and the first step at which a call would break; null while it is tested. */
export type Overall = { mark: 'good' | 'limited' | 'bad'; brokenAt: Step | null };

export function overall(facts: Facts, finished: boolean): Overall | null {
  if (!finished) return null;
  const verdicts = steps.map((step) => ({ step, ...judge(step, facts, new Set()) }));
  const broken = verdicts.find(({ mark }) => mark === 'bad');
  if (broken) return { mark: 'bad', brokenAt: broken.step };
  const weak = verdicts.find(({ mark }) => mark === 'limited');
  return { mark: weak ? 'limited' : 'good', brokenAt: weak?.step ?? null };
}
