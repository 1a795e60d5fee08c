import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import { SetupError } from '../setup-error.ts';

/** Documentation address (RFC 5737): routed like the internet, and never anybody's. */
const ANYWHERE = '203.0.113.1';

/**
 * This machine's address on the network that phones share with it.
 *
 * @throws {SetupError} when the machine is on no network
 */
export async function findLanAddress(): Promise<string> {
  const address = (await addressTowards(ANYWHERE)) ?? firstExternalAddress();
  if (address !== undefined) return address;

  throw new SetupError('This machine is on no network, so --lan has no address to offer: connect it and try again.');
}

/** With several interfaces (containers, VPNs), the one that leads out. Connecting a UDP socket sends nothing. */
async function addressTowards(host: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const socket = createSocket('udp4');
    const done = (address?: string): void => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => done());
    socket.connect(9, host, () => done(socket.address().address));
  });
}

function firstExternalAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find((address) => address.family === 'IPv4' && !address.internal)?.address;
}
