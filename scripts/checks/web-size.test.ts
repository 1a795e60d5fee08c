import { expect, test } from 'vitest';
import { filesOf } from './web-size.ts';

test('a page loads its chunk and what that imports, but not what is loaded on demand', () => {
  const manifest = {
    'index.html': {
      file: 'index.js',
      isEntry: true,
      imports: ['_solid.js'],
      dynamicImports: ['src/pages/Meeting.tsx'],
    },
    '_solid.js': { file: 'solid.js' },
    'src/pages/Meeting.tsx': { file: 'meeting.js', imports: ['_solid.js', '_media.js'] },
    '_media.js': { file: 'media.js' },
  };
  expect(filesOf(manifest, ['index.html']).sort()).toEqual(['index.js', 'solid.js']);
  expect(filesOf(manifest, ['index.html', 'src/pages/Meeting.tsx']).sort()).toEqual([
    'index.js',
    'media.js',
    'meeting.js',
    'solid.js',
  ]);
});
