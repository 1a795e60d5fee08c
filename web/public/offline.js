// The words of the page, in the reader's language; and back to where they wanted to go as soon as there is a network.
const words = {
  de: [
    'de',
    'Sie sind offline',
    'Eine Besprechung braucht ein Netz. Sobald es eines gibt, kommt diese Seite von selbst zurück.',
    'Erneut versuchen',
  ],
  fr: [
    'fr',
    'Vous êtes hors ligne',
    'Une réunion a besoin d’un réseau. Cette page reviendra d’elle-même dès qu’il y en aura un.',
    'Réessayer',
  ],
  es: [
    'es',
    'No tiene conexión',
    'Una reunión necesita una red. Esta página volverá por sí sola en cuanto haya una.',
    'Reintentar',
  ],
  pt: [
    'pt-BR',
    'Você está offline',
    'Uma reunião precisa de rede. Esta página volta sozinha assim que houver uma.',
    'Tentar de novo',
  ],
  ar: [
    'ar',
    'أنت غير متصل بالإنترنت',
    'يحتاج الاجتماع إلى شبكة. ستعود هذه الصفحة من تلقاء نفسها عند توفرها.',
    'إعادة المحاولة',
  ],
  zh: ['zh-Hans', '您已离线', '会议需要网络。网络恢复后，本页会自动返回。', '重试'],
};
const wished = [localStorage.getItem('parley:language'), ...navigator.languages];
const code = wished.map((tag) => (tag || '').toLowerCase().split('-')[0]).find((tag) => tag === 'en' || tag in words);
if (code && code !== 'en') {
  const [tag, title, text, again] = words[code];
  document.documentElement.lang = tag;
  document.documentElement.dir = code === 'ar' ? 'rtl' : 'ltr';
  document.querySelector('h1').textContent = title;
  document.querySelector('p').textContent = text;
  document.querySelector('button').textContent = again;
}
document.querySelector('button').addEventListener('click', () => location.reload());
addEventListener('online', () => location.reload());
// A network that is there again is told; a service that is there again has to be asked for.
setInterval(async () => {
  const answer = await fetch('/api/health').catch(() => null);
  if (answer?.ok) location.reload();
}, 10_000);
