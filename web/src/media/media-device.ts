import { routerRtpCapabilities } from '@parley/sfu/contract/router-capabilities.ts';
import { type RtpCapabilities, rtpCapabilities } from '@parley/sfu/contract/rtp.ts';
import { Device, type types } from 'mediasoup-client';
import * as z from 'zod/mini';
import { ProblemError } from '../errors/problem.ts';
import { pickVideoCodec, type VideoCodec } from './encodings.ts';

/** This browser's WebRTC abilities, matched with what every box can do: known before anyone was asked, so joining need not wait. */
export type MediaDevice = {
  device: Device;
  rtpCapabilities: RtpCapabilities;
  videoCodec: types.RtpCodecCapability | undefined;
};

export async function loadMediaDevice(wantedCodec: VideoCodec): Promise<MediaDevice> {
  try {
    const device = await Device.factory();
    await device.load({ routerRtpCapabilities: structuredClone(routerRtpCapabilities) as types.RtpCapabilities });
    return {
      device,
      // Parsed by the schema the box will use, so that what it would refuse is found here.
      rtpCapabilities: z.parse(rtpCapabilities, device.recvRtpCapabilities),
      videoCodec: pickVideoCodec(device.sendRtpCapabilities.codecs ?? [], wantedCodec),
    };
  } catch (cause) {
    throw new ProblemError('browser-unsupported', 'no usable WebRTC', { cause });
  }
}
