/** What a browser tells of its machine; null where it keeps that to itself. */
export type MachineFacts = { cores: number | null; memoryGb: number | null; phone: boolean };

const most = { phone: 9, small: 16, large: 25 };

/** Most pictures that this machine is asked to decode at once: more than it can would cost all of them their frames, and the sound. */
export function maxDecodedTiles({ cores, memoryGb, phone }: MachineFacts): number {
  if (phone) return most.phone;
  // Four threads are two cores of a laptop; browsers tell at most 8 GB.
  const small = (cores ?? 8) <= 4 || (memoryGb ?? 8) <= 4;
  return small ? most.small : most.large;
}

export function machineFacts(): MachineFacts {
  const { hardwareConcurrency, deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  return {
    cores: hardwareConcurrency ?? null,
    memoryGb: deviceMemory ?? null,
    // A tablet has a coarse pointer, too, and room for more.
    phone: matchMedia('(pointer: coarse)').matches && Math.min(screen.width, screen.height) < 600,
  };
}
