import type { Texts } from '../texts.ts';

export const update: Texts['update'] = {
  banner: 'Parley a été mis à jour. Rechargez cette page quand cela vous convient.',
  reload: 'Recharger',
  reloadAndComeBack: 'Recharger et revenir',
  partMissing:
    'Cette partie ne peut pas être chargée pour le moment. Parley a peut-être été mis à jour : après la réunion, rechargez la page.',
};
