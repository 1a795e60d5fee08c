import type { Texts } from '../texts.ts';

export const update: Texts['update'] = {
  banner: 'Parley wurde aktualisiert. Laden Sie diese Seite neu, wann es Ihnen passt.',
  reload: 'Neu laden',
  reloadAndComeBack: 'Neu laden und zurückkommen',
  partMissing:
    'Dieser Teil lässt sich gerade nicht laden. Vielleicht wurde Parley aktualisiert: Laden Sie die Seite nach der Besprechung neu.',
};
