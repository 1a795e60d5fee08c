import type { Texts } from '../texts.ts';
import { count } from './count.ts';

const people = { zero: 'لا أحد', one: 'شخص واحد', two: 'شخصان', few: '# أشخاص', many: '# شخصًا', other: '# شخص' };

export const schedule: Texts['schedule'] = {
  invitation: {
    when: (time) => `الموعد: ${time}`,
    link: (link) => `الانضمام: ${link}`,
    passcode: (passcode) => `رمز المرور: ${passcode}`,
  },
  calendar: {
    heading: 'إضافة إلى التقويم',
    google: 'تقويم Google',
    outlook: 'Outlook.com',
    office: 'Microsoft 365',
    file: 'ملف تقويم لـ Apple وOutlook وغيرهما',
    onceOnly: 'صفحات Outlook لا تأخذ إلا الموعد الأول من اجتماع متكرر. الملف يتضمنها كلها.',
    close: 'إغلاق',
  },
  scheduledFor: (time) => `الموعد: ${time}.`,
  runsUntil: (time) => `مستمر حتى ${time}.`,
  begins: (time) => `يبدأ ${time}.`,
  beginsNow: 'على وشك أن يبدأ.',
  over: 'انقضى الوقت المحدد.',
};

export const attendance: Texts['attendance'] = {
  heading: 'الحضور',
  about: (title) => `من حضر «${title}»`,
  loading: 'جارٍ البحث…',
  none: 'لم يدخل أحد هذا الاجتماع بعد. بعد ذلك سترى هنا من حضر ومتى وكم بقي.',
  session: (time) => `اجتماع ${time}`,
  goesOn: 'ما زال مستمرًا',
  people: (number) => count(number, people),
  name: 'الاسم',
  role: 'الدور',
  joined: 'الدخول',
  left: 'الخروج',
  stayed: 'المدة',
  stillIn: 'ما زال حاضرًا',
  roles: { host: 'المضيف', 'co-host': 'مضيف مشارك', guest: 'ضيف' },
  download: 'تنزيل كجدول (CSV)',
  latest: (number) => `تُحفظ هنا آخر ${number} مرة.`,
  back: 'العودة إلى اجتماعاتك',
  csv: { session: 'بداية الاجتماع', minutes: 'الدقائق', file: 'hodour' },
};

export const greenRoom: Texts['greenRoom'] = {
  nobody: 'لا أحد هنا بعد.',
  onePerson: 'هنا شخص واحد.',
  people: (number) => `الموجودون هنا: ${number}.`,
  youHost: 'أنت تستضيف هذا الاجتماع.',
  lobby: 'المضيف هو من يُدخل الضيوف.',
  beginsWithHost: 'يبدأ عند حضور المضيف.',
  passcode: {
    label: 'رمز المرور',
    hint: 'ورد مع الدعوة.',
    'passcode-needed': 'اكتب رمز المرور الوارد مع الدعوة.',
    'passcode-wrong': 'هذا ليس رمز المرور. تحقق من الدعوة ثم حاول مجددًا.',
  },
  name: 'اسمك',
  namePlaceholder: 'كما ينبغي أن يراه الآخرون',
  nameMissing: 'اكتب اسمًا ليعرف الآخرون من أنت.',
  join: 'انضمام',
  start: 'بدء الاجتماع',
  knock: 'طلب الدخول',
  joining: 'جارٍ الانضمام…',
  cameraOff: 'كاميرتك متوقفة',
  cameraOpening: 'جارٍ تشغيل كاميرتك…',
  noCamera: 'لا صورة',
  turnMicOn: 'تشغيل الميكروفون',
  turnMicOff: 'كتم الميكروفون',
  turnCameraOn: 'تشغيل الكاميرا',
  turnCameraOff: 'إيقاف الكاميرا',
  hideAddress: 'إخفاء عنوان شبكتي',
  reveals: {
    auto: 'حين يكون هنا شخصان فقط، تنتقل الصورة والصوت بينهما مباشرة: وقد يرى كل منهما عنوان شبكة الآخر.',
    p2p: 'في هذا الاجتماع تنتقل الصورة والصوت مباشرة من شخص إلى شخص: وقد يرى الآخرون عنوان شبكتك.',
  },
  hidden: {
    auto: 'عندها تمر صورتك وصوتك عبر خادم الاجتماعات، وهذا يستغرق وقتًا أطول قليلًا.',
    p2p: 'عندها تمر صورتك وصوتك عبر مرحّل، وهذا يستغرق وقتًا أطول قليلًا.',
  },
  cannotHide: 'هذا الاجتماع يعمل مباشرة فقط، وليس لهذه الخدمة مرحّل تختفي خلفه. أظهر عنوانك لتنضم، أو اسأل المضيف.',
  preview: 'كاميرتك كما في المرآة',
  loading: 'جارٍ البحث عن الاجتماع…',
  waiting: {
    lobby: {
      heading: 'أنت عند الباب',
      text: 'أُبلغ المضيف وسيُدخلك. أبقِ هذه الصفحة مفتوحة.',
    },
    'no-host': {
      heading: 'المضيف لم يصل بعد',
      text: 'ستدخل حالما يصل. أبقِ هذه الصفحة مفتوحة.',
    },
    asName: (name) => `طلبت الانضمام باسم ${name}.`,
    leave: 'مغادرة',
  },
};

export const ends: Texts['ends'] = {
  left: {
    left: { title: 'غادرت الاجتماع', text: 'إلى اللقاء في المرة القادمة.' },
    'connection-lost': { title: 'انقطع الاتصال', text: 'الاجتماع مستمر. تحقق من شبكتك ثم عُد.' },
    removed: { title: 'أُخرجت من الاجتماع', text: 'قرر ذلك أحد المضيفين. إن رأيته خطأً فاسأله.' },
    replaced: {
      title: 'أنت في هذا الاجتماع في مكان آخر',
      text: 'فُتح في نافذة أخرى بالمقعد نفسه، فتوقفت هذه.',
    },
    'meeting-ended': { title: 'انتهى الاجتماع', text: 'أنهاه المضيف للجميع.' },
    moved: { title: 'انتقل الاجتماع', text: 'إنه مستمر في مكان آخر. عُد لتتابعه.' },
    'box-closing': { title: 'يُعاد تشغيل الخادم', text: 'يستمر الاجتماع بعد لحظات. عُد لتتابعه.' },
    failed: { title: 'حدث خلل في الخادم', text: 'سُجّل هناك. عُد وحاول مجددًا.' },
  },
  rejoin: 'العودة',
  stayed: (time) => `مدة حضورك: ${time}.`,
  rating: {
    question: 'كيف كانت المكالمة؟',
    stars: (stars) =>
      count(stars, { one: 'نجمة واحدة', two: 'نجمتان', few: '# نجوم', many: '# نجمة', other: '# نجمة' }),
    problemsQuestion: 'ما الذي لم يكن على ما يرام؟',
    problems: {
      'sound-broke': 'كان الصوت يتقطع',
      'picture-froze': 'كانت الصورة تتجمد',
      echo: 'كان هناك صدى',
      delay: 'كان هناك تأخير',
      dropped: 'انقطعت عن الاجتماع',
      'could-not-share': 'لم أستطع المشاركة',
    },
    send: 'إرسال',
    skip: 'ليس الآن',
    thanks: 'شكرًا لك. هذا يساعد مشغّل الخدمة.',
    failed: 'لم تصل. حاول مجددًا أو اتركها.',
  },
  tryAgain: 'إعادة المحاولة',
  home: 'إلى صفحة البداية',
  notFound: {
    title: 'لا شيء هنا',
    text: 'ربما كُتب العنوان خطأً. ينتهي عنوان الاجتماع بعشرة أحرف مثل abc-defg-hjk.',
  },
};
