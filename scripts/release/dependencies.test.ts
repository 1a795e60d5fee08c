import { expect, test } from 'vitest';
import { productionPackages } from './dependencies.ts';

const packages = {
  sfu: { dependencies: { '@parley/worker': '*', a: '1', b: '1' } },
  'node_modules/@parley/worker': { link: true, dependencies: { huge: '1' } },
  'node_modules/a': { dependencies: { b: '2', c: '1', '@types/x': '1' }, optionalDependencies: { elsewhere: '1' } },
  'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
  'node_modules/b': {},
  'sfu/node_modules/b': {},
  'node_modules/c': { dependencies: { a: '1' } },
  'node_modules/@types/x': {},
  'node_modules/huge': {},
};

test('a package is looked up as Node does, and types, workspaces and what others need are left out', () => {
  expect(productionPackages(packages, 'sfu')).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/b',
    'node_modules/c',
    'sfu/node_modules/b',
  ]);
});

test('a package that the lock file lacks is named', () => {
  expect(() => productionPackages({ sfu: { dependencies: { gone: '1' } } }, 'sfu')).toThrow('lacks gone');
});
