import path from 'node:path';
import { parseArgs } from 'node:util';
import { type LanguageCode, languages } from '../../web/src/texts/languages.ts';
import { signInHost } from '../host-api.ts';
import { outFolder, startParley } from '../start-parley.ts';
import { Company } from './company.ts';
import { Pictures } from './pictures.ts';
import { insideScenes } from './scenes-inside.ts';
import { operatorScenes } from './scenes-operator.ts';
import { outsideScenes } from './scenes-outside.ts';
import { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const help = `npm run gallery                 every page and state, on three screens, light and dark, in English and Arabic
  --language en,de,…            in these languages instead
  --only NAME                   only scenes whose name contains this
  --out FOLDER                  instead of e2e/out/gallery`;

const { values } = parseArgs({
  options: {
    language: { type: 'string', default: 'en,ar' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: path.join(outFolder, 'gallery') },
    help: { type: 'boolean', default: false },
  },
});
const chosen = values.language.split(',');
const unknown = chosen.find((code) => !languages.some((language) => language.code === code));
if (values.help || unknown !== undefined) {
  console.log(unknown === undefined ? help : `There is no language "${unknown}".\n${help}`);
  process.exit(unknown === undefined ? 0 : 2);
}

const scenes = [...outsideScenes, ...insideScenes, ...operatorScenes].filter(({ name }) => name.includes(values.only));
const pictures = new Pictures(values.out);
const failures: string[] = [];
const parley = await startParley({ portOffset: 190, env: { JOIN_RATE_PER_MINUTE: '100000' } });
try {
  for (const language of chosen as LanguageCode[]) {
    const host = await signInHost(parley.origin, `gallery-${language}@example.org`);
    const words = await wordsOf(language);
    const [owner, guest] = [await Visitor.arrive(language, words, host), await Visitor.arrive(language, words, null)];
    await guest.open(parley.origin);
    const company = await Company.prepare(guest.page);
    for (const scene of scenes) {
      try {
        await scene.play({ origin: parley.origin, host, company, pictures, owner, guest, prefix: language });
      } catch (error) {
        failures.push(`${language} ${scene.name}: ${error instanceof Error ? error.message : error}`);
        await company.leave();
      }
    }
    await owner.go();
    await guest.go();
  }
} finally {
  await parley.stop();
}
console.log(`\n${pictures.count} pictures: ${pictures.writeIndex()}`);
for (const failure of failures) console.error(`\nNot taken: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);
