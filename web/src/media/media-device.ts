import { routerRtpCapabilities } from '@parley/sfu/contract/router-capabilities.ts';
import { type RtpCapabilities, rtpCapabilities } from '@parley/sfu/contract/rtp.ts';
import { Device, detectDeviceAsync, type types } from 'mediasoup-client';
import { Chrome111 } from 'mediasoup-client/handlers/Chrome111';
import * as z from 'zod/mini';
import { ProblemError } from '../errors/problem.ts';
import { type DtlsParameters, makeCertificate } from './certificate.ts';
import { pickVideoCodec, type VideoCodec } from './encodings.ts';
import { probeLater } from './late-probation.ts';

/** This browser's WebRTC abilities, matched with what every box can do: known before anyone was asked, so joining need not wait. */
export type MediaDevice = {
  device: Device;
  /** What boxes are told on joining. */
  told: { rtpCapabilities: RtpCapabilities; dtlsParameters: DtlsParameters | undefined };
  /** Of this end of the transports; null: each makes its own, and the box learns of it later. */
  certificate: RTCCertificate | null;
  videoCodec: types.RtpCodecCapability | undefined;
};

export async function loadMediaDevice(wantedCodec: VideoCodec): Promise<MediaDevice> {
  try {
    const [device, made] = await Promise.all([makeDevice(), makeCertificate()]);
    await device.load({ routerRtpCapabilities: structuredClone(routerRtpCapabilities) as types.RtpCapabilities });
    return {
      device,
      // Parsed by the schema the box will use, so that what it would refuse is found here.
      told: {
        rtpCapabilities: z.parse(rtpCapabilities, device.recvRtpCapabilities),
        dtlsParameters: made?.dtlsParameters,
      },
      certificate: made?.certificate ?? null,
      videoCodec: pickVideoCodec(device.sendRtpCapabilities.codecs ?? [], wantedCodec),
    };
  } catch (cause) {
    throw new ProblemError('browser-unsupported', 'no usable WebRTC', { cause });
  }
}

/** Of the other browsers none has been found to gain by it. */
async function makeDevice(): Promise<Device> {
  const isChromium = (await detectDeviceAsync()) === 'Chrome111';
  return await Device.factory(isChromium ? { handlerFactory: probeLater(Chrome111.createFactory({})) } : {});
}
