import type { ReplyOf } from '@parley/sfu/contract/requests.ts';
import type { types } from 'mediasoup-client';

const disconnectedPatienceMs = 3_000;
const restartPatienceMs = 8_000;

export type TransportCare = {
  restartIce: () => Promise<ReplyOf<'restartIce'>>;
  onBroken: () => void;
};

/**
 * Restarts ICE when a transport stays disconnected or fails (Wi-Fi to cellular, a laptop that slept), and says `onBroken` when
 * that did not bring it back.
 */
export function keepConnected(transport: types.Transport, care: TransportCare): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restarting = false;

  const restart = async () => {
    clearTimeout(timer);
    if (restarting) return care.onBroken();
    restarting = true;
    timer = setTimeout(care.onBroken, restartPatienceMs);
    try {
      const { iceParameters } = await care.restartIce();
      if (!transport.closed) await transport.restartIce({ iceParameters: iceParameters as types.IceParameters });
    } catch (thrown) {
      // While signaling is lost too, its return reconciles; the timer decides.
      console.warn('transport-care: ICE restart failed', thrown);
    }
  };

  transport.on('connectionstatechange', (state) => {
    if (state === 'connected' || state === 'closed') {
      clearTimeout(timer);
      restarting = false;
    } else if (state === 'disconnected') {
      clearTimeout(timer);
      timer = setTimeout(() => void restart(), disconnectedPatienceMs);
    } else if (state === 'failed') {
      void restart();
    }
  });
  transport.observer.on('close', () => clearTimeout(timer));
}
