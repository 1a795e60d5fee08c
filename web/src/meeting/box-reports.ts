import type { PayloadOf, RequestName } from '@parley/sfu/contract/requests.ts';
import type { RoomMode } from '@parley/sfu/contract/shapes.ts';
import type { Signal } from '@parley/sfu/contract/signal.ts';
import { problemOf } from '../errors/problem.ts';
import type { Trouble } from './direct-media.ts';
import type { Stay } from './stay.ts';

export type BoxReportsTools = {
  stay: () => Stay | null;
  mode: () => RoomMode | null;
  /** The box did not believe a proof; asked again a little later. */
  onProofRefused: (participantId: string) => void;
};

/** Answers that mean: the room wants something else by now, which will be told. */
const passed: readonly string[] = ['stale-epoch', 'wrong-mode', 'participant-not-found'];

/** What this side tells the box about its ways, in the epoch that is current. */
export class BoxReports {
  readonly #tools: BoxReportsTools;

  constructor(tools: BoxReportsTools) {
    this.#tools = tools;
  }

  signal(to: string, signal: Signal): void {
    this.#send('signal', (epoch) => ({ epoch, to, ...signal }));
  }

  trouble(participantId: string, trouble: Trouble): void {
    console.info(`box-reports: ${trouble} with ${participantId}`);
    this.#send('reportTrouble', (epoch) => ({ epoch, participantId, trouble }));
  }

  /** All of theirs plays by the wanted way. */
  path(participantId: string): void {
    const mode = this.#tools.mode();
    if (!mode) return;
    this.#send(
      'reportPath',
      (epoch) => ({ epoch, participantId, path: mode.mode }),
      (thrown) => {
        if (problemOf(thrown) !== 'proof-refused') return false;
        if (this.#tools.mode() === mode) this.#tools.onProofRefused(participantId);
        return true;
      },
    );
  }

  #send<N extends RequestName>(
    name: N,
    payload: (epoch: RoomMode['epoch']) => PayloadOf<N>,
    isHandled: (thrown: unknown) => boolean = () => false,
  ): void {
    const [stay, mode] = [this.#tools.stay(), this.#tools.mode()];
    if (!stay || !mode) return;
    stay.request(name, payload(mode.epoch)).catch((thrown) => {
      const over = passed.includes(problemOf(thrown)) || stay !== this.#tools.stay();
      if (!isHandled(thrown) && !over) console.warn(`box-reports: ${name} failed`, thrown);
    });
  }
}
