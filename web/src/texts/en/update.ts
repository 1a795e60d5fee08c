/** The service was updated while this page was open. */
export const update = {
  banner: 'Parley was updated. Load this page anew when it suits you.',
  reload: 'Reload',
  reloadAndComeBack: 'Reload and come back',
  partMissing: 'This part cannot be loaded right now. Perhaps Parley was updated: after the meeting, reload the page.',
};
