import type { PayloadOf } from '@parley/sfu/contract/requests.ts';

export type DtlsParameters = NonNullable<PayloadOf<'join'>['dtlsParameters']>;

/** A certificate, and what a box has to know of it. */
export type MadeCertificate = { certificate: RTCCertificate; dtlsParameters: DtlsParameters };

/**
 * Makes the certificate of this end of the transports before there are any, so that the box may learn of it with `join`: its end is
 * then ready for the first packet of the handshake. Null where the browser does not tell a certificate's fingerprints (Firefox).
 */
export async function makeCertificate(): Promise<MadeCertificate | null> {
  try {
    const certificate = await RTCPeerConnection.generateCertificate({
      name: 'ECDSA',
      namedCurve: 'P-256',
    } as EcKeyGenParams);
    return made(certificate);
  } catch (thrown) {
    console.warn('certificate: none could be made beforehand', thrown);
    return null;
  }
}

function made(certificate: RTCCertificate): MadeCertificate | null {
  const fingerprints = readFingerprints(certificate.getFingerprints?.() ?? []);
  // mediasoup-client is always the one who begins the handshake.
  return fingerprints.length > 0 ? { certificate, dtlsParameters: { role: 'client', fingerprints } } : null;
}

/** As SDP and mediasoup write them: in capitals. What a box cannot read is left out. */
export function readFingerprints(told: readonly RTCDtlsFingerprint[]): DtlsParameters['fingerprints'] {
  return told.flatMap(({ algorithm, value }) =>
    algorithm === 'sha-256' && value ? [{ algorithm, value: value.toUpperCase() }] : [],
  );
}

/** Whether what a transport says of its end is what the box was told. */
export function isAsTold(
  told: DtlsParameters | undefined,
  said: { role?: string; fingerprints: readonly { algorithm: string; value: string }[] },
): boolean {
  return (
    told !== undefined &&
    said.role === told.role &&
    said.fingerprints.every((one) =>
      told.fingerprints.some(
        ({ algorithm, value }) => algorithm === one.algorithm && value === one.value.toUpperCase(),
      ),
    )
  );
}
