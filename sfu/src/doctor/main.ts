// `parley doctor [--json]` on a box: what is wrong with it, and what to do. With an origin as its argument it looks at that deployed
// service from here instead. Ends with 1 when something is bad.
import { readConfig } from '../config.ts';
import { readArguments, turnUrlsOf } from './arguments.ts';
import { examineBox } from './examine-box.ts';
import { examineService } from './examine-service.ts';
import { bad, type Finding, findingsAsJson, writeFindings } from './finding.ts';

const usage = 'Usage: doctor [https://meet.example.org] [--json]\n';

const given = readArguments(process.argv.slice(2));
if (given === null) {
  process.stderr.write(usage);
  process.exitCode = 2;
} else {
  const findings = await examine(given.origin);
  process.stdout.write(given.json ? findingsAsJson(findings) : writeFindings(findings));
  process.exitCode = findings.some(({ todo }) => todo !== null) ? 1 : 0;
}

async function examine(origin: string | null): Promise<Finding[]> {
  const { env } = process;
  const turnUrls = turnUrlsOf(env);
  if (origin !== null) return await examineService({ origin, operatorKey: env.OPERATOR_KEY || null, turnUrls });
  try {
    return await examineBox(readConfig(env), turnUrls);
  } catch (error) {
    // A configuration that does not hold: nothing else can be looked at.
    return [bad('Configuration', error instanceof Error ? error.message : String(error), 'correct the variable')];
  }
}
