import type { Texts } from '../texts.ts';

export const update: Texts['update'] = {
  banner: 'Parley 已更新。请在方便时重新加载此页面。',
  reload: '重新加载',
  reloadAndComeBack: '重新加载并返回',
  partMissing: '现在无法加载这一部分。Parley 可能已更新：请在会议结束后重新加载页面。',
};
