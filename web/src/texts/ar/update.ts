import type { Texts } from '../texts.ts';

export const update: Texts['update'] = {
  banner: 'حُدّث Parley. أعد تحميل هذه الصفحة متى ناسبك ذلك.',
  reload: 'إعادة التحميل',
  reloadAndComeBack: 'إعادة التحميل والعودة',
  partMissing: 'لا يمكن تحميل هذا الجزء الآن. ربما حُدّث Parley: أعد تحميل الصفحة بعد الاجتماع.',
};
