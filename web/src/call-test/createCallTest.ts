import { createSignal, onCleanup } from 'solid-js';
import type { LocalMediaState } from '../media/local-media.ts';
import { runCallTest } from './run-call-test.ts';
import type { Facts, Step } from './verdict.ts';

/** A call test that can be started again; the one before is given up. */
export function createCallTest(meetingId: string, devices: () => LocalMediaState) {
  const [facts, setFacts] = createSignal<Facts>({});
  const [running, setRunning] = createSignal<ReadonlySet<Step>>(new Set());
  const [finished, setFinished] = createSignal(false);
  let attempt: AbortController | null = null;

  const stop = () => {
    attempt?.abort();
    attempt = null;
  };
  const start = () => {
    stop();
    const current = new AbortController();
    attempt = current;
    setFacts({});
    setRunning(new Set<Step>());
    setFinished(false);
    const { signal } = current;
    const onFacts = (found: Facts) => setFacts((known) => ({ ...known, ...found }));
    void runCallTest({ meetingId, devices, onFacts, onRunning: setRunning, signal })
      .catch((thrown: unknown) => console.warn('call-test: stopped', thrown))
      .finally(() => {
        if (!signal.aborted) setFinished(true);
      });
  };
  onCleanup(stop);
  return { facts, running, finished, start, stop };
}
