import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach } from 'vitest';
import { outFolder } from '../start-parley.ts';
import type { Person } from './person.ts';

/** After a failed test, what each person's page looked like and said in its console goes to e2e/out. */
export function picturesOnFailure(people: () => readonly (Person | undefined)[]): void {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    mkdirSync(outFolder, { recursive: true });
    for (const person of people()) {
      if (person === undefined || person.page.isClosed()) continue;
      const file = `${task.name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}-${person.name}.png`;
      await person.page.screenshot({ path: path.join(outFolder, file) }).catch(() => undefined);
      console.log(`${person.name}: e2e/out/${file}\n${person.said.slice(-12).join('\n')}`);
    }
  });
}
