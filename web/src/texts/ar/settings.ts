import type { Texts } from '../texts.ts';
import { count } from './count.ts';

export const settings: Texts['settings'] = {
  newHeading: 'اجتماع جديد',
  heading: 'إعدادات الاجتماع',
  title: 'ما موضوعه؟',
  titleMissing: 'أعطِ الاجتماع اسمًا.',
  save: 'حفظ',
  saving: 'جارٍ الحفظ…',
  create: 'إنشاء اجتماع',
  cancel: 'إلغاء',
  schedule: {
    label: 'متى',
    on: 'تحديد موعد',
    onHint: 'الرابط يعمل في أي وقت؛ والموعد هو ما يُبلَّغ به المدعوون.',
    date: 'التاريخ',
    dateMissing: 'اختر تاريخًا.',
    time: 'الوقت',
    timeMissing: 'اختر وقتًا.',
    duration: 'المدة',
    timeZone: 'المنطقة الزمنية',
    repeats: 'التكرار',
    until: 'حتى',
    untilHint: 'فارغ: ما دمت تريد.',
    untilTooEarly: 'النهاية قبل أول موعد.',
    choices: {
      never: 'لا يتكرر',
      daily: 'كل يوم',
      weekdays: 'من الاثنين إلى الجمعة',
      weekly: 'كل أسبوع',
      'every-two-weeks': 'كل أسبوعين',
      monthly: 'كل شهر',
    },
    minutes: (minutes) =>
      count(minutes, { one: 'دقيقة واحدة', two: 'دقيقتان', few: '# دقائق', many: '# دقيقة', other: '# دقيقة' }),
    hours: (hours) =>
      count(hours, { one: 'ساعة واحدة', two: 'ساعتان', few: '# ساعات', many: '# ساعة', other: '# ساعة' }),
  },
  entry: {
    label: 'من يمكنه الدخول',
    lobby: 'غرفة الانتظار',
    lobbyHint: 'ينتظر الضيوف حتى تُدخلهم.',
    waitsForHost: 'انتظاري',
    waitsForHostHint: 'لا يدخل أحد قبلك أو قبل مضيف مشارك.',
    passcode: 'رمز المرور',
    passcodeHint: 'يكتبه الضيوف للدخول. وهو جزء من الدعوة.',
    passcodeField: 'رمز مرور الاجتماع',
    passcodeUnfit: 'استخدم من 4 إلى 32 حرفًا لاتينيًا أو رقمًا أو علامة بلا مسافات.',
    generate: 'توليد رمز جديد',
    show: 'إظهار رمز المرور',
    hide: 'إخفاء رمز المرور',
    seats: 'أقصى عدد في الوقت نفسه',
    seatsUnfit: (max) => `عدد من 1 إلى ${max}.`,
  },
  permissions: {
    label: 'ما يُسمح به للضيوف',
    hint: 'يمكنك تغييره في أي وقت أثناء الاجتماع.',
    mic: 'التحدث',
    camera: 'إظهار كاميراتهم',
    screen: 'مشاركة شاشاتهم',
    chat: 'الكتابة في الدردشة',
  },
  media: {
    label: 'كيف تنتقل الصورة والصوت',
    changed: 'يسري التغيير عند بدء الاجتماع في المرة القادمة.',
    choices: {
      auto: {
        name: 'تلقائي',
        text: 'مباشرةً ما دام شخصان يتحدثان، وعبر الخادم عند انضمام المزيد أو حين تتطلبه الشبكة. الأفضل غالبًا.',
      },
      sfu: {
        name: 'عبر الخادم دائمًا',
        text: 'لا يرى أحد عنوان الشبكة للآخرين. الأفضل للاجتماعات الكبيرة والغرباء.',
      },
      p2p: {
        name: 'مباشر دائمًا، حتى 4 أشخاص',
        text: 'لا يُفك تشفيره في الطريق أبدًا، ولا حتى هنا. وقد يرى الجميع عناوين شبكة الآخرين.',
      },
    },
  },
};
