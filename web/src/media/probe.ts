import type { PayloadOf, ReplyOf } from '@parley/sfu/contract/requests.ts';
import type { types } from 'mediasoup-client';

const answerWithinMs = 6_000;

/**
 * Sends a few bytes through the box and waits for them to come back, which connects both transports: so it is known beforehand
 * whether the way through the box works from here. Throws when they do not come back in time.
 */
export async function probe(
  send: types.Transport,
  recv: types.Transport,
  request: (sctpStreamParameters: PayloadOf<'probe'>['sctpStreamParameters']) => Promise<ReplyOf<'probe'>>,
): Promise<void> {
  let asked: ReplyOf<'probe'> | null = null;
  // One that an earlier attempt left behind would ask the box as well.
  send.removeAllListeners('producedata');
  send.once('producedata', ({ sctpStreamParameters }, done, failed) => {
    request(sctpStreamParameters as PayloadOf<'probe'>['sctpStreamParameters']).then((reply) => {
      asked = reply;
      done({ id: reply.dataProducerId });
    }, failed);
  });
  const sending = await send.produceData({ label: 'probe' });
  if (!asked) throw new Error('the box was not asked');
  const { dataProducerId, dataConsumer } = asked as ReplyOf<'probe'>;
  const receiving = await recv.consumeData({
    id: dataConsumer.id,
    dataProducerId,
    sctpStreamParameters: dataConsumer.sctpStreamParameters as types.SctpStreamParameters,
  });
  await new Promise<void>((resolve, reject) => {
    const ask = () => sending.readyState === 'open' && receiving.readyState === 'open' && sending.send('?');
    const timer = setTimeout(() => {
      sending.close();
      receiving.close();
      reject(new Error('nothing came back'));
    }, answerWithinMs);
    receiving.on('message', () => {
      clearTimeout(timer);
      resolve();
    });
    sending.on('open', ask);
    receiving.on('open', ask);
    ask();
  });
}
