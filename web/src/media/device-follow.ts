/** What can be told of a device; browsers tell it only with a permission. */
export type KnownDevice = Pick<MediaDeviceInfo, 'deviceId' | 'groupId' | 'label'>;

export type FollowFacts = {
  /** The device that the person chose; null: whatever the system's default is. */
  chosen: string | null;
  /** What is open now; null: nothing. */
  open: { deviceId: string | null; groupId: string | null } | null;
  devices: readonly KnownDevice[];
  /** As it was before the list changed. */
  before: readonly KnownDevice[];
};

/** Something that a person wants to know about their devices. */
export type DeviceNews = { type: 'gone' | 'back' | 'default-changed'; label: string };

export type Following = { reopen: boolean; news: DeviceNews | null };

const asItIs: Following = { reopen: false, news: null };

/**
 * What to do when devices came or went. A chosen one that vanishes is stood in for by the default one, and is taken again when it comes
 * back; who follows the system's default goes where that goes.
 */
export function follow(facts: FollowFacts): Following {
  return facts.chosen === null ? followDefault(facts) : followChosen(facts, facts.chosen);
}

function followChosen({ open, devices, before }: FollowFacts, chosen: string): Following {
  const now = devices.find(({ deviceId }) => deviceId === chosen);
  const then = before.find(({ deviceId }) => deviceId === chosen);
  if (!now && then) return { reopen: open !== null, news: { type: 'gone', label: then.label } };
  if (now && !then && before.length > 0) {
    const reopen = open?.deviceId !== chosen;
    return reopen ? { reopen, news: { type: 'back', label: now.label } } : asItIs;
  }
  return asItIs;
}

/** Chromium lists the default one under an id of its own, with the group of the device that it stands for; others follow by themselves. */
function followDefault({ open, devices, before }: FollowFacts): Following {
  const now = defaultOf(devices);
  const then = defaultOf(before);
  if (!open || !now || !then || now.groupId === then.groupId || now.groupId === open.groupId) return asItIs;
  return { reopen: true, news: { type: 'default-changed', label: labelOf(devices, now) } };
}

function defaultOf(devices: readonly KnownDevice[]): KnownDevice | undefined {
  return devices.find(({ deviceId }) => deviceId === 'default');
}

/** Its own name, without the browser's "Default - " before it. */
function labelOf(devices: readonly KnownDevice[], device: KnownDevice): string {
  const itself = devices.find(({ deviceId, groupId }) => deviceId !== 'default' && groupId === device.groupId);
  return itself?.label ?? device.label;
}

/** The speaker to play by: the chosen one while it is there. */
export function speakerToUse(chosen: string | null, speakers: readonly KnownDevice[]): string | null {
  return chosen !== null && speakers.some(({ deviceId }) => deviceId === chosen) ? chosen : null;
}
