import type { Texts } from '../texts.ts';

const say = (title: string, text: string) => ({ title, text });
const reload = (title: string) => say(title, 'أعد تحميل هذه الصفحة وانضم مجددًا. إن استمر ذلك فأخبر المضيف.');
const serverFault = say('حدث خلل في الخادم', 'سُجّل هناك. انتظر لحظة ثم حاول مجددًا.');
const stalePass = say('انتهت صلاحية دخولك', 'إنها دقيقتان فقط. انضم مجددًا لتحصل على غيرها.');
const notYours = say('هذا ليس من صلاحياتك', 'سجّل الدخول بصفتك مضيف هذا الاجتماع، أو اسأله.');
const busy = say('الخادم مشغول', 'لا مكان لمزيد من الأشخاص الآن. حاول مجددًا بعد دقائق.');
const locked = say('الاجتماع مقفل', 'لا يمكن لأحد جديد الدخول الآن. اطلب من المضيف فتحه ثم حاول مجددًا.');
const notAccepted = say('لم يقبل خادم الاجتماعات دخولك', 'انضم مجددًا. إن استمر ذلك فأخبر مشغّل الخدمة.');
const moved = say('انتقل الاجتماع للتو', 'انضم مجددًا لتتابعه.');
const lost = reload('انقطع اتصال الصورة والصوت');
const disagree = reload('هذه الصفحة وخادم الاجتماعات غير متفقين');
const outdated = reload('هذه الصفحة قديمة');

export const problems: Texts['problems'] = {
  'bad-request': reload('لم تفهم الخدمة هذه الصفحة'),
  'too-large': say('كان ذلك أطول مما ينبغي', 'استخدم اسمًا أقصر ثم حاول مجددًا.'),
  'not-signed-in': say('لم تسجّل الدخول', 'اذهب إلى صفحة البداية وسجّل الدخول ثم عُد.'),
  'not-allowed': notYours,
  'host-not-allowed': say('لا يمكن لهذا العنوان الاستضافة هنا', 'اطلب من مشغّل الخدمة إضافته.'),
  'origin-not-allowed': say('هذا العنوان ليس عنوان الخدمة', 'افتح الاجتماع على العنوان الذي أعطاك إياه المضيف.'),
  'not-found': outdated,
  'method-not-allowed': outdated,
  'upgrade-required': say('شبكتك تحجب الاتصالات الحية', 'جرّب شبكة أخرى، أو اطلب من مديرها السماح بـ WebSockets.'),
  'meeting-not-found': say('لا يوجد اجتماع كهذا', 'راجع الرابط مع من أرسله: ربما نقص حرف.'),
  'meeting-deleted': say('حُذف هذا الاجتماع', 'أزاله مضيفه. اطلب منه رابطًا جديدًا.'),
  'meeting-ended': say('انتهى الاجتماع', 'يُفتح مجددًا عندما يعود مضيف.'),
  'meeting-locked': locked,
  'meeting-full': say('الاجتماع ممتلئ', 'كل المقاعد مشغولة. حاول مجددًا عندما يغادر أحد.'),
  removed: say('أُخرجت من هذا الاجتماع', 'قرر ذلك أحد المضيفين. إن رأيته خطأً فاسأله.'),
  denied: say('لم يُدخلك المضيف', 'ربما لم يعرف اسمك. اسأله وانتظر قليلًا ثم اطرق مجددًا.'),
  'p2p-full': say(
    'هنا أربعة أشخاص بالفعل',
    'هذا الاجتماع مباشر من شخص إلى شخص، لأربعة على الأكثر. حاول مجددًا عندما يغادر أحد.',
  ),
  'move-pending': say('خادم الاجتماع لا يستجيب', 'إن ظل صامتًا ينتقل الاجتماع. حاول مجددًا قريبًا.'),
  'passcode-needed': say('لهذا الاجتماع رمز مرور', 'أرسله المضيف مع الدعوة. اكتبه لتدخل.'),
  'passcode-wrong': say('هذا ليس رمز المرور', 'تحقق من الدعوة ثم حاول مجددًا.'),
  'file-not-found': say('لم يعد هذا الملف موجودًا', 'تبقى الملفات يومًا على الأكثر. اطلب ممن شاركه أن يعيد مشاركته.'),
  'file-too-large': say('هذا الملف كبير جدًا', 'يمكن مشاركة 25 ميغابايت على الأكثر في الاجتماع.'),
  'files-full': say('لا يتسع الاجتماع لملفات أخرى', 'شارك رابطًا بدلًا من ذلك.'),
  'file-invalid': say('لا يمكن مشاركة هذا الملف', 'ليس له اسم، أو هو فارغ.'),
  'seat-unknown': say('أُخلي مقعدك', 'غبت مدة. انضم مجددًا لتأخذ مقعدًا آخر.'),
  'participant-not-found': say('لقد غادر بالفعل', 'لا شيء آخر يمكن فعله.'),
  'no-box': say(
    'لا يعمل أي خادم اجتماعات',
    'الخدمة تعمل، لكن ليس لديها خادم للاجتماعات الآن. حاول مجددًا قريبًا أو أخبر مشغّلها.',
  ),
  'box-unknown': serverFault,
  'key-wrong': serverFault,
  'clock-wrong': serverFault,
  'box-not-found': serverFault,
  'enrolment-refused': serverFault,
  'rate-limited': say('محاولات كثيرة', 'انتظر دقيقة ثم حاول مجددًا.'),
  internal: serverFault,
  'protocol-mismatch': say('هذه الصفحة قديمة', 'حُدّثت الخدمة. أعد تحميل هذه الصفحة وانضم مجددًا.'),
  'handshake-invalid': reload('لم يفهم خادم الاجتماعات هذه الصفحة'),
  'token-invalid': notAccepted,
  'token-claims-invalid': notAccepted,
  'token-expired': stalePass,
  'token-not-yet-valid': say('ساعة الخادم غير مضبوطة', 'حاول مجددًا بعد دقيقة، وأخبر مشغّل الخدمة.'),
  'token-wrong-issuer': say('خادم الاجتماعات هذا تابع لخدمة أخرى', 'أخبر مشغّل هذه الخدمة.'),
  'token-wrong-box': say('الاجتماع على خادم آخر', 'انضم مجددًا لتصل إلى الصحيح.'),
  'token-wrong-placement': moved,
  'token-used': stalePass,
  'keys-unavailable': say('خادم الاجتماعات ما زال يبدأ', 'حاول مجددًا بعد لحظة.'),
  'resume-refused': say('غبت مدة أطول مما ينبغي', 'انضم مجددًا لتعود.'),
  'room-locked': locked,
  'box-full': busy,
  'box-closing': say('يُعاد تشغيل الخادم', 'يستمر الاجتماع بعد لحظات. حاول مجددًا.'),
  'unknown-request': outdated,
  'request-invalid': reload('لم يفهم خادم الاجتماعات هذه الصفحة'),
  'wrong-state': disagree,
  'not-granted': notYours,
  'too-many-requests': say('كان ذلك كثيرًا دفعة واحدة', 'انتظر لحظة ثم حاول مجددًا.'),
  'stale-epoch': moved,
  'transport-not-found': lost,
  'producer-not-found': lost,
  'source-off': disagree,
  outranked: say('لا يفعل ذلك بمضيف إلا مضيف', 'اطلب منه ذلك بنفسك.'),
  'poll-not-found': say('لم يعد هذا الاستطلاع موجودًا', 'لا شيء آخر يمكن فعله.'),
  'poll-closed': say('انتهى هذا الاستطلاع', 'لم يعد يقبل أصواتًا.'),
  'polls-full': say('لا يتسع الاجتماع لاستطلاعات أخرى', 'استخدم واحدًا موجودًا.'),
  'wrong-mode': say('غيّرت الصورة والصوت طريقهما للتو', 'حاول مجددًا بعد لحظة.'),
  'proof-refused': say('الطريق الجديد لم يعمل بعد', 'لم يُفقد شيء: ما يعمل يستمر. حاول مجددًا بعد لحظة.'),
  'source-taken': disagree,
  'media-refused': say(
    'لا يستطيع خادم الاجتماعات استخدام صورة هذا المتصفح وصوته',
    'جرّب متصفحًا آخر مثل Firefox أو Chrome أو Safari.',
  ),
  'media-unavailable': say('يُعاد بناء الاجتماع', 'حاول مجددًا بعد لحظة.'),
  'worker-unreachable': say('الخدمة لا تستجيب', 'تحقق من اتصالك ثم حاول مجددًا.'),
  'worker-unintelligible': reload('أجابت الخدمة بطريقة لا تعرفها هذه الصفحة'),
  'box-unreachable': say('تعذّر الوصول إلى خادم الاجتماعات', 'ربما تحجبه شبكتك. جرّب شبكة أخرى أو نقطة اتصال هاتف.'),
  'box-silent': say('خادم الاجتماعات لا يستجيب', 'حاول مجددًا بعد لحظة.'),
  'box-unintelligible': reload('أجاب خادم الاجتماعات بطريقة لا تعرفها هذه الصفحة'),
  'browser-unsupported': say(
    'لا يستطيع هذا المتصفح عقد اجتماعات مرئية',
    'استخدم إصدارًا حديثًا من Firefox أو Chrome أو Edge أو Safari.',
  ),
};
