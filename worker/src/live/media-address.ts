import type { FromBox } from '../../contract/box-link.ts';

export type MediaAddress = Extract<FromBox, { type: 'hello' }>['media'][number];

/** Most connections that one look at a box opens. */
export const maxLooks = 8;

/** Addresses that only answer inside some network: people outside cannot reach them, nor can a look from outside. */
const privateNetworks = [
  /^(0|10|127)\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^169\.254\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^192\.168\./,
  /^(22[4-9]|2[3-5]\d)\./,
  /^(::|::1)$/,
  /^f[cd][0-9a-f]{2}:/,
  /^fe[89ab][0-9a-f]:/,
  /^ff[0-9a-f]{2}:/,
  /^(.*\.)?(localhost|local|internal|lan)$/,
];

/** Can it be reached over the internet at all? */
export function isPublic(address: string): boolean {
  const plain = address
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/\.$/, '');
  return plain !== '' && !privateNetworks.some((network) => network.test(plain));
}

/** What a look opens: one port of each address, then second ones, up to the bound; private addresses not at all. */
export function chooseLooks(media: readonly MediaAddress[]): MediaAddress[] {
  const ranked = [...Map.groupBy(media, ({ address }) => address).values()].flatMap((ports) =>
    ports.map((target, rank) => ({ target, rank })),
  );
  return ranked
    .filter(({ target }) => isPublic(target.address))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, maxLooks)
    .map(({ target }) => target);
}

/** The addresses that nobody outside reaches: private ones, and those none of whose ports answered. One that was not looked at is believed. */
export function silentAddresses(
  media: readonly MediaAddress[],
  looks: readonly { address: string; answered: boolean }[],
): string[] {
  const answered = Map.groupBy(looks, ({ address }) => address);
  return [...new Set(media.map(({ address }) => address))].filter((address) => {
    const seen = answered.get(address);
    return !isPublic(address) || (seen !== undefined && !seen.some((look) => look.answered));
  });
}
