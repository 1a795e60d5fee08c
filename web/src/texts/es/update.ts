import type { Texts } from '../texts.ts';

export const update: Texts['update'] = {
  banner: 'Parley se ha actualizado. Vuelva a cargar esta página cuando le venga bien.',
  reload: 'Recargar',
  reloadAndComeBack: 'Recargar y volver',
  partMissing:
    'Esta parte no se puede cargar ahora. Quizá Parley se haya actualizado: recargue la página después de la reunión.',
};
