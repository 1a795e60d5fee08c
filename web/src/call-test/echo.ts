import type { MediaSetup, PayloadOf, ReplyOf } from '@parley/sfu/contract/requests.ts';
import type { IceServer } from '@parley/worker/contract/meetings.ts';
import type { Device, types } from 'mediasoup-client';
import type { TestStay } from './test-stay.ts';

export type Way = 'udp' | 'tcp' | 'relay';

/** A data channel to the box and back by one way only: what is sent comes back. */
export type Echo = {
  send: (message: string | Uint8Array<ArrayBuffer>) => void;
  onMessage: (listener: (data: string | ArrayBuffer) => void) => void;
  /** Bytes that wait to be sent. */
  waiting: () => number;
  close: () => void;
};

const openWithinMs = 8_000;

/**
 * Opens the echo over UDP or TCP alone, by leaving out what the box offers else; or over a relay alone, by the browser's own rule.
 * Rejects when it does not open in time, or the network says no earlier.
 */
export async function openEcho(
  way: Way,
  { device, stay, setup, iceServers }: { device: Device; stay: TestStay; setup: MediaSetup; iceServers: IceServer[] },
): Promise<Echo> {
  const { epoch } = setup;
  const offered = ({ iceCandidates, ...options }: MediaSetup['sendTransport']): types.TransportOptions =>
    ({
      ...options,
      iceCandidates: way === 'relay' ? iceCandidates : iceCandidates.filter(({ protocol }) => protocol === way),
      iceServers: way === 'relay' ? iceServers : [],
      iceTransportPolicy: way === 'relay' ? 'relay' : 'all',
    }) as types.TransportOptions;
  const send = device.createSendTransport(offered(setup.sendTransport));
  const recv = device.createRecvTransport(offered(setup.recvTransport));
  const close = () => {
    send.close();
    recv.close();
  };
  let fail: (error: Error) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => undefined);
  for (const transport of [send, recv]) {
    transport.on('connect', ({ dtlsParameters }, done) => {
      done();
      stay.request('connectTransport', { epoch, transportId: transport.id, dtlsParameters }).catch(fail);
    });
    transport.on('connectionstatechange', (state) => state === 'failed' && fail(new Error(`${way}: no way`)));
  }
  const timer = setTimeout(() => fail(new Error(`${way}: not open in time`)), openWithinMs);
  try {
    return { ...(await Promise.race([openChannels(send, recv, stay, epoch), failed])), close };
  } catch (thrown) {
    close();
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

async function openChannels(
  send: types.Transport,
  recv: types.Transport,
  stay: TestStay,
  epoch: MediaSetup['epoch'],
): Promise<Omit<Echo, 'close'>> {
  const asked = new Promise<ReplyOf<'probe'>>((resolve, reject) => {
    send.once('producedata', ({ sctpStreamParameters }, done, failed) => {
      const parameters = sctpStreamParameters as PayloadOf<'probe'>['sctpStreamParameters'];
      stay.request('probe', { epoch, sctpStreamParameters: parameters }).then(
        (reply) => {
          done({ id: reply.dataProducerId });
          resolve(reply);
        },
        (error: Error) => {
          failed(error);
          reject(error);
        },
      );
    });
  });
  // What is lost stays lost: this measures the way, not its repair.
  const sending = await send.produceData({ label: 'call-test', ordered: false, maxRetransmits: 0 });
  const { dataProducerId, dataConsumer } = await asked;
  const receiving = await recv.consumeData({
    id: dataConsumer.id,
    dataProducerId,
    sctpStreamParameters: dataConsumer.sctpStreamParameters as types.SctpStreamParameters,
  });
  const opened = (state: RTCDataChannelState, onOpen: (resolve: () => void) => unknown) =>
    new Promise<void>((resolve) => (state === 'open' ? resolve() : onOpen(resolve)));
  await Promise.all([
    opened(sending.readyState, (resolve) => sending.on('open', resolve)),
    opened(receiving.readyState, (resolve) => receiving.on('open', resolve)),
  ]);
  return {
    send: (message) => sending.send(message as string),
    onMessage: (listener) => void receiving.on('message', listener),
    waiting: () => sending.bufferedAmount,
  };
}
