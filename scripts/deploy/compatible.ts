/** What a release of ours, or a running system, speaks. */
export interface Versions {
  /** Between Worker and boxes. */
  readonly boxLink: number;
  /** Between clients and boxes. */
  readonly protocol: number;
}

interface Running {
  /** Of the Worker that runs, and so of every linked box; null: it is too old to say. */
  readonly boxLink: number | null;
  /** Of each linked box; null: unknown. */
  readonly protocols: readonly (number | null)[];
}

/**
 * What people would notice of a Worker that is deployed while boxes of before are linked; null: nothing. A sentence for the one who
 * deploys.
 */
export function whatPeopleNotice(ours: Versions, running: Running): string | null {
  if (running.protocols.length === 0) return null;
  if (running.boxLink !== ours.boxLink) {
    const before = running.boxLink === null ? 'an older version' : `version ${running.boxLink}`;
    return (
      `The linked boxes speak ${before} of the box link, this Worker version ${ours.boxLink}. From its deployment until a box ` +
      'is upgraded nobody can join a meeting, and who is in one is interrupted for some seconds when their box restarts.'
    );
  }
  if (running.protocols.some((protocol) => protocol !== ours.protocol))
    return (
      `Linked boxes speak another version of the signaling than this web client, which speaks version ${ours.protocol}. Until they are ` +
      'upgraded, who joins there is told to reload in vain; who is in a meeting is asked to reload when their box is upgraded.'
    );
  return null;
}
