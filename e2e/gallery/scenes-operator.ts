import type { Scene } from './scenes.ts';

/** What whoever runs the service sees; last, so that there were calls to tell of. */
export const operatorScenes: readonly Scene[] = [
  {
    name: 'operate',
    play: async ({ owner, origin, pictures, prefix }) => {
      await owner.open(`${origin}/operate`);
      await owner.page.locator('.box-card').first().waitFor();
      await pictures.take(owner.page, `${prefix}-operate`);
    },
  },
  {
    name: 'plan',
    play: async ({ owner, origin, pictures, prefix }) => {
      await owner.open(`${origin}/plan`);
      await owner.page.getByRole('spinbutton').first().waitFor();
      await pictures.take(owner.page, `${prefix}-plan`);
    },
  },
];
