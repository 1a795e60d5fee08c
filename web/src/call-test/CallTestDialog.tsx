import Circle from 'lucide-solid/icons/circle';
import CircleAlert from 'lucide-solid/icons/circle-alert';
import CircleCheck from 'lucide-solid/icons/circle-check';
import CircleMinus from 'lucide-solid/icons/circle-minus';
import CircleX from 'lucide-solid/icons/circle-x';
import LoaderCircle from 'lucide-solid/icons/loader-circle';
import { createEffect, createSignal, For, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { LevelMeter } from '../controls/LevelMeter.tsx';
import { copyText } from '../design/copy-text.ts';
import { Dialog } from '../design/Dialog.tsx';
import type { LocalMediaState } from '../media/local-media.ts';
import { currentLocale } from '../texts/load-language.ts';
import { texts } from '../texts/texts.ts';
import { createCallTest } from './createCallTest.ts';
import { report } from './report.ts';
import { type Facts, judge, type Mark, overall, type Step, steps } from './verdict.ts';
import './call-test.css';

export type CallTestDialogProps = {
  open: boolean;
  meetingId: string;
  devices: LocalMediaState;
  onClose: () => void;
};

const icons: Record<Mark, typeof Circle> = {
  waiting: Circle,
  running: LoaderCircle,
  good: CircleCheck,
  limited: CircleAlert,
  bad: CircleX,
  skipped: CircleMinus,
};

/** Tries everything that a call needs from here, line by line, and says what to do about what does not work. */
export default function CallTestDialog(props: CallTestDialogProps) {
  const words = texts.callTest;
  const test = createCallTest(props.meetingId, () => props.devices);
  const [copied, setCopied] = createSignal(false);
  createEffect(() => (props.open ? test.start() : test.stop()));
  const copy = async () => {
    setCopied(await copyText(report(test.facts(), navigator.userAgent, Date.now())));
    setTimeout(() => setCopied(false), 2_000);
  };
  const result = () => {
    const whole = overall(test.facts(), test.finished());
    if (!whole) return words.overall.running;
    const step = whole.brokenAt ? words.steps[whole.brokenAt] : '';
    return whole.mark === 'good' ? words.overall.good : words.overall[whole.mark](step);
  };
  return (
    <Dialog open={props.open} title={words.heading} onClose={props.onClose}>
      <p class="call-test-result" data-mark={overall(test.facts(), test.finished())?.mark ?? 'running'} role="status">
        {result()}
      </p>
      <Show when={!test.finished()}>
        <p class="soft call-test-intro">
          {words.intro} <LevelMeter track={props.devices.mic.on ? props.devices.mic.track : null} />
        </p>
      </Show>
      <ul class="call-test">
        <For each={steps}>{(step) => <Line step={step} facts={test.facts()} running={test.running()} />}</For>
      </ul>
      <div class="dialog-actions">
        <Show when={test.finished()}>
          <button type="button" class="button" onClick={() => void copy()}>
            <span aria-live="polite">{copied() ? words.copied : words.copy}</span>
          </button>
          <button type="button" class="button" onClick={() => test.start()}>
            {words.again}
          </button>
        </Show>
        <button type="button" class="button button-primary" onClick={() => props.onClose()}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

function Line(props: { step: Step; facts: Facts; running: ReadonlySet<Step> }) {
  const words = texts.callTest;
  const verdict = () => judge(props.step, props.facts, props.running);
  return (
    <li class="call-test-line" data-step={props.step} data-mark={verdict().mark}>
      <Dynamic component={icons[verdict().mark]} size={20} aria-hidden="true" />
      <div>
        <p>
          {words.steps[props.step]}
          <span class="visually-hidden">: {words.marks[verdict().mark]}</span>
          <Show when={figure(props.step, props.facts)}>{(known) => <span class="soft"> · {known()}</span>}</Show>
        </p>
        <Show when={verdict().advice}>{(known) => <p class="call-test-advice soft">{words.advice[known()]}</p>}</Show>
      </div>
    </li>
  );
}

function figure(step: Step, facts: Facts): string | null {
  const words = texts.callTest;
  if (step === 'speed') {
    const { speed } = facts;
    if (!speed || speed === 'fails') return null;
    const mbit = (bps: number) =>
      words.mbit(new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 }).format(bps / 1e6));
    return words.speed(mbit(speed.upBps), mbit(speed.downBps));
  }
  if (step === 'browser' || step === 'camera' || step === 'microphone') return null;
  const fact = facts[step];
  return typeof fact === 'object' ? words.ms(fact.ms) : null;
}
