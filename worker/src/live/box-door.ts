import { closeCodes } from '../../contract/live-socket.ts';
import { type BoxRefused, checkBoxToken, claimedBox, type UpgradeRefused } from '../auth/check-box-token.ts';
import { clientAddress } from '../client-address.ts';
import type { Env } from '../environment.ts';
import { log } from '../log.ts';
import { Refusal, refusalResponse } from '../refusal.ts';
import { type BoxLink, type BoxLinks, closeLink } from './box-links.ts';
import type { BoxRefusalStore } from './box-refusal-store.ts';
import type { EnrolledBox, FleetStore } from './fleet-store.ts';
import { RateWindow } from './rate-window.ts';

/** Attempts of one network address in a minute. A box makes one, and again after each loss of its link. */
const attemptsPerMinute = 30;

type Needs = { env: Env; store: FleetStore; links: BoxLinks; refusals: BoxRefusalStore };

const unknown: UpgradeRefused = { refused: 'box-unknown', detail: 'no box of this id is enrolled', proved: false };

/** The box link's way in: who is let in, and who is told why not. */
export class BoxDoor {
  readonly #needs: Needs;
  readonly #attempts = new RateWindow(60_000);

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** An upgrade. */
  async open(request: Request, nowMs: number): Promise<Response> {
    const address = clientAddress(request.headers);
    // Null only where there is no network in between: in local runs.
    const retryAfterSeconds = address === null ? null : this.#attempts.count(address, attemptsPerMinute, nowMs);
    if (retryAfterSeconds !== null) return refusalResponse(new Refusal('rate-limited', { retryAfterSeconds }));
    const token = /^Bearer (\S{1,2048})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
    const box = await this.#check(token, nowMs);
    if ('refused' in box) return this.#refuse(claimedBox(token), box, nowMs);
    const { links } = this.#needs;
    for (const socket of links.socketsOf(box.id))
      if (!links.get(socket)?.hello) closeLink(socket, closeCodes.replaced, 'newer link');
    const { 0: client, 1: server } = new WebSocketPair();
    links.accept(server, box.id, nowMs);
    return new Response(null, { status: 101, webSocket: client });
  }

  /** After the hello. */
  turnAway(socket: WebSocket, { boxId }: BoxLink, refused: BoxRefused, nowMs: number): void {
    // Its link was opened with its own key.
    this.#note(boxId, { ...refused, proved: true }, nowMs);
    closeLink(socket, closeCodes.refused, `${refused.refused}: ${refused.detail}`);
  }

  async #check(token: string, nowMs: number): Promise<EnrolledBox | UpgradeRefused> {
    const { env, store } = this.#needs;
    const boxId = claimedBox(token);
    if (boxId === null) return { refused: 'token-invalid', detail: 'it shows no token of a box', proved: false };
    const box = store.box(boxId);
    if (!box) return unknown;
    const checked = await checkBoxToken(token, box, env.PARLEY_ORIGIN ?? '', nowMs);
    if ('refused' in checked) return checked;
    // Enrolled anew or forgotten while the token was checked.
    const now = store.box(boxId);
    if (!now) return unknown;
    if (now.publicX !== box.publicX)
      return { refused: 'key-wrong', detail: 'it was enrolled with another key just now', proved: false };
    // A token that outlives its use is remembered a little longer than it is believed.
    if (!store.useToken(checked.jti, (checked.exp + 60) * 1000, nowMs))
      return { refused: 'token-invalid', detail: 'its token was used before', proved: true };
    return now;
  }

  #refuse(boxId: string | null, refused: UpgradeRefused, nowMs: number): Response {
    this.#note(boxId, refused, nowMs);
    return refusalResponse(new Refusal(refused.refused));
  }

  #note(
    boxId: string | null,
    { refused: code, detail: found, proved }: BoxRefused & { proved: boolean },
    nowMs: number,
  ) {
    const { store, refusals } = this.#needs;
    log({ level: 'warn', event: 'box-link-refused', boxId, reason: code });
    if (boxId === null) return;
    const detail = proved ? found : `${found}; anybody could have sent this`;
    const by = store.box(boxId) === null ? 'unknown' : proved ? 'proved' : 'unproved';
    refusals.note({ boxId, code, detail, by }, nowMs);
  }
}
