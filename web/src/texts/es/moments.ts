import type { Texts } from '../texts.ts';
import { count } from './count.ts';

export const schedule: Texts['schedule'] = {
  invitation: {
    when: (time) => `Cuándo: ${time}`,
    link: (link) => `Entrar: ${link}`,
    passcode: (passcode) => `Código de acceso: ${passcode}`,
  },
  calendar: {
    heading: 'Añadir al calendario',
    google: 'Google Calendar',
    outlook: 'Outlook.com',
    office: 'Microsoft 365',
    file: 'Archivo de calendario para Apple, Outlook y otros',
    onceOnly: 'Las páginas de Outlook solo toman la primera fecha de una serie. El archivo las contiene todas.',
    close: 'Cerrar',
  },
  scheduledFor: (time) => `Programada: ${time}.`,
  runsUntil: (time) => `En curso hasta las ${time}.`,
  begins: (time) => `Empieza ${time}.`,
  beginsNow: 'Está a punto de empezar.',
  over: 'La hora programada ya ha pasado.',
};

export const attendance: Texts['attendance'] = {
  heading: 'Asistencia',
  about: (title) => `Quién estuvo en «${title}»`,
  loading: 'Buscando…',
  none: 'Todavía no ha estado nadie en esta reunión. Después verá aquí quién vino, cuándo y cuánto tiempo.',
  session: (time) => `Reunión del ${time}`,
  goesOn: 'sigue en curso',
  people: (number) => count(number, { one: '# persona', other: '# personas' }),
  name: 'Nombre',
  role: 'Función',
  joined: 'Llegada',
  left: 'Salida',
  stayed: 'Duración',
  stillIn: 'sigue dentro',
  roles: { host: 'Anfitrión', 'co-host': 'Coanfitrión', guest: 'Invitado' },
  download: 'Descargar como tabla (CSV)',
  latest: (number) => `Aquí se guardan las últimas ${number} veces.`,
  back: 'Volver a sus reuniones',
  csv: { session: 'Inicio de la reunión', minutes: 'Minutos', file: 'asistencia' },
};

export const greenRoom: Texts['greenRoom'] = {
  nobody: 'Todavía no hay nadie.',
  onePerson: 'Hay una persona.',
  people: (number) => `Hay ${number} personas.`,
  youHost: 'Usted dirige esta reunión.',
  lobby: 'El anfitrión deja entrar a los invitados.',
  beginsWithHost: 'Empieza cuando llega el anfitrión.',
  passcode: {
    label: 'Código de acceso',
    hint: 'Venía con la invitación.',
    'passcode-needed': 'Escriba el código de acceso que venía con la invitación.',
    'passcode-wrong': 'Ese no es el código de acceso. Compruebe la invitación y vuelva a intentarlo.',
  },
  name: 'Su nombre',
  namePlaceholder: 'Como deben verlo los demás',
  nameMissing: 'Escriba un nombre, para que los demás sepan quién es.',
  join: 'Entrar',
  start: 'Iniciar reunión',
  knock: 'Pedir entrar',
  joining: 'Entrando…',
  cameraOff: 'Su cámara está apagada',
  cameraOpening: 'Encendiendo su cámara…',
  noCamera: 'Sin imagen',
  turnMicOn: 'Activar el micrófono',
  turnMicOff: 'Silenciar el micrófono',
  turnCameraOn: 'Encender la cámara',
  turnCameraOff: 'Apagar la cámara',
  hideAddress: 'Ocultar mi dirección de red',
  reveals: {
    auto: 'Cuando solo hay dos personas, la imagen y el sonido van directamente entre ellas: cada una podría ver la dirección de red de la otra.',
    p2p: 'En esta reunión la imagen y el sonido van directamente de persona a persona: los demás podrían ver su dirección de red.',
  },
  hidden: {
    auto: 'Su imagen y su sonido pasan entonces por el servidor de reuniones, lo que tarda un poco más.',
    p2p: 'Su imagen y su sonido pasan entonces por un repetidor, lo que tarda un poco más.',
  },
  cannotHide:
    'Esta reunión solo funciona directamente y este servicio no tiene un repetidor tras el que ocultarse. Muestre su dirección para entrar o pregunte al anfitrión.',
  preview: 'Su cámara, como en un espejo',
  loading: 'Buscando la reunión…',
  waiting: {
    lobby: {
      heading: 'Está en la puerta',
      text: 'El anfitrión está avisado y le dejará entrar. Mantenga esta página abierta.',
    },
    'no-host': {
      heading: 'El anfitrión aún no está',
      text: 'Entrará en cuanto llegue. Mantenga esta página abierta.',
    },
    asName: (name) => `Ha pedido entrar como ${name}.`,
    leave: 'Salir',
  },
};

export const ends: Texts['ends'] = {
  left: {
    left: { title: 'Ha salido de la reunión', text: 'Hasta la próxima.' },
    'connection-lost': { title: 'Se ha perdido la conexión', text: 'La reunión continúa. Compruebe su red y vuelva.' },
    removed: {
      title: 'Le han retirado de la reunión',
      text: 'Lo ha decidido un anfitrión. Si cree que es un error, pregúntele.',
    },
    replaced: {
      title: 'Está en esta reunión en otro lugar',
      text: 'Se ha abierto en otra ventana con el mismo sitio, así que esta se ha detenido.',
    },
    'meeting-ended': { title: 'La reunión ha terminado', text: 'El anfitrión la ha terminado para todos.' },
    moved: { title: 'La reunión se ha trasladado', text: 'Continúa en otro lugar. Vuelva para seguirla.' },
    'box-closing': {
      title: 'El servidor se está reiniciando',
      text: 'La reunión sigue enseguida. Vuelva para seguirla.',
    },
    failed: {
      title: 'Algo ha fallado en el servidor',
      text: 'Ha quedado registrado allí. Vuelva e inténtelo otra vez.',
    },
  },
  rejoin: 'Volver',
  stayed: (time) => `Ha estado dentro ${time}.`,
  rating: {
    question: '¿Qué tal ha ido la llamada?',
    stars: (stars) => count(stars, { one: '# estrella', other: '# estrellas' }),
    problemsQuestion: '¿Qué ha fallado?',
    problems: {
      'sound-broke': 'El sonido se cortaba',
      'picture-froze': 'La imagen se congelaba',
      echo: 'Había eco',
      delay: 'Había retraso',
      dropped: 'Me ha expulsado',
      'could-not-share': 'No he podido compartir',
    },
    send: 'Enviar',
    skip: 'Ahora no',
    thanks: 'Gracias. Esto ayuda a quien gestiona el servicio.',
    failed: 'No ha llegado. Vuelva a intentarlo o déjelo así.',
  },
  tryAgain: 'Volver a intentarlo',
  home: 'A la página de inicio',
  notFound: {
    title: 'Aquí no hay nada',
    text: 'Puede que la dirección esté mal escrita. La de una reunión termina con diez letras, como abc-defg-hjk.',
  },
};
