import { BoxReports } from './box-reports.ts';
import { ProofReports, type ProofReportsTools } from './proof-reports.ts';
import type { Stay } from './stay.ts';

export type WayReportsTools = Omit<ProofReportsTools, 'reports'> & {
  /** At whose box this person is. */
  stay: () => Stay | null;
};

/** What the box is told of the ways: what two people have to say to each other, what troubles a pair, and what is proved. */
export function makeWayReports(tools: WayReportsTools): { reports: BoxReports; proofs: ProofReports } {
  const reports: BoxReports = new BoxReports({
    stay: tools.stay,
    mode: () => tools.wanted.current,
    onProofRefused: (participantId) => proofs.onRefused(participantId),
  });
  const proofs: ProofReports = new ProofReports({ ...tools, reports });
  return { reports, proofs };
}
