import type { Texts } from '../texts.ts';

const allow =
  'haga clic en el símbolo de cámara o candado junto a la dirección, permita el acceso para este sitio y vuelva a intentarlo.';

export const devices: Texts['devices'] = {
  notes: {
    mic: {
      'no-device': {
        title: 'No se ha encontrado micrófono',
        advice: 'Puede entrar y escuchar. Conecte uno y se usará al momento.',
      },
      'permission-denied': {
        title: 'El micrófono está bloqueado',
        advice: `Puede entrar y escuchar. Para hablar: ${allow}`,
      },
      'permission-dismissed': {
        title: 'El micrófono aún no se ha permitido',
        advice: 'Puede entrar y escuchar. Vuelva a intentarlo y elija «Permitir» para que le oigan.',
      },
      'system-denied': {
        title: 'Su sistema niega el micrófono al navegador',
        advice: 'Permita el micrófono a este navegador en los ajustes de privacidad del sistema y vuelva a intentarlo.',
      },
      'in-use': {
        title: 'El micrófono está ocupado',
        advice: 'Puede que lo use otro programa. Ciérrelo o elija otro micrófono y vuelva a intentarlo.',
      },
      overconstrained: { title: 'Este micrófono no funciona aquí', advice: 'Elija otro más abajo.' },
      ended: { title: 'El micrófono se ha desconectado', advice: 'Conéctelo de nuevo o elija otro más abajo.' },
      insecure: {
        title: 'Sin micrófono en esta dirección',
        advice: 'Los navegadores solo lo permiten en direcciones https. Puede entrar y escuchar.',
      },
      failed: { title: 'El micrófono no se ha iniciado', advice: 'Elija otro más abajo o vuelva a intentarlo.' },
    },
    camera: {
      'no-device': {
        title: 'No se ha encontrado cámara',
        advice: 'Puede entrar sin ella. Conecte una y se usará al momento.',
      },
      'permission-denied': {
        title: 'La cámara está bloqueada',
        advice: `Puede entrar sin ella. Para que le vean: ${allow}`,
      },
      'permission-dismissed': {
        title: 'La cámara aún no se ha permitido',
        advice: 'Puede entrar sin ella. Vuelva a intentarlo y elija «Permitir» para que le vean.',
      },
      'system-denied': {
        title: 'Su sistema niega la cámara al navegador',
        advice: 'Permita la cámara a este navegador en los ajustes de privacidad del sistema y vuelva a intentarlo.',
      },
      'in-use': {
        title: 'La cámara está ocupada',
        advice: 'Puede que la use otro programa. Ciérrelo o elija otra cámara y vuelva a intentarlo.',
      },
      overconstrained: { title: 'Esta cámara no funciona aquí', advice: 'Elija otra más abajo.' },
      ended: { title: 'La cámara se ha desconectado', advice: 'Conéctela de nuevo o elija otra más abajo.' },
      insecure: {
        title: 'Sin cámara en esta dirección',
        advice: 'Los navegadores solo la permiten en direcciones https. Puede entrar sin ella.',
      },
      failed: { title: 'La cámara no se ha iniciado', advice: 'Elija otra más abajo o vuelva a intentarlo.' },
    },
  },
  tryAgain: 'Volver a intentarlo',
  mic: 'Micrófono',
  camera: 'Cámara',
  speaker: 'Altavoz',
  systemDefault: 'El del sistema',
  unnamed: (number) => `Dispositivo ${number}`,
  level: 'Nivel del micrófono',
  flip: 'Otra cámara',
  pushToTalk: 'Mantener la barra espaciadora para hablar',
  pushToTalkHint: 'Mientras esté silenciado.',
  talking: 'Se le oye mientras mantiene la barra espaciadora.',
  news: {
    gone: (kind, name) => `${kind} «${name}» ya no está. Se usa el del sistema.`,
    back: (kind, name) => `${kind} «${name}» ha vuelto y se usa de nuevo.`,
    'default-changed': (kind, name) => `${kind}: ahora «${name}», según su sistema.`,
  },
  care: {
    mutedSpeech: 'Está silenciado: nadie le oye.',
    unmute: 'Activar micrófono',
    silent: 'No llega nada de su micrófono. ¿Está apagado o es el equivocado?',
    dark: 'Su imagen está bastante oscura. Una luz delante ayuda.',
    echo: 'Su navegador no cancela el eco con este micrófono. Con auriculares, los demás no se oyen a sí mismos.',
    interrupted: {
      mic: 'Su sistema ha tomado el micrófono, como en una llamada.',
      camera: 'Su sistema ha tomado la cámara, como en una llamada.',
    },
    resume: 'Recuperarlo',
    chooseDevice: 'Elegir otro',
    dismiss: 'Descartar',
  },
  effects: {
    heading: 'Efectos',
    preview: 'Su imagen, tal como la ven los demás',
    quiet: 'Quitar el ruido',
    quietHint: 'Solo queda la voz. No sirve para música.',
    picture: 'Fondo',
    choices: {
      none: 'Tal cual',
      blur: 'Algo desenfocado',
      'blur-strong': 'Desenfocado',
      dusk: 'Anochecer',
      paper: 'Papel',
      pines: 'Pinos',
      own: 'Imagen propia',
    },
    ownFile: 'Elegir una imagen…',
    ownRefused: 'Ese archivo no es una imagen que este navegador pueda leer.',
    starting: 'Preparando…',
    failed: {
      picture: 'Aquí no se ha podido cambiar el fondo.',
      quiet: 'Aquí no funciona quitar el ruido.',
    },
    tooSlow: {
      picture: 'Este dispositivo está demasiado ocupado para el fondo: su imagen sale tal cual.',
      quiet: 'Este dispositivo está demasiado ocupado para quitar el ruido: su sonido sale tal cual.',
    },
    cannot: {
      picture: 'Este navegador no puede cambiar el fondo de una imagen.',
      quiet: 'Este navegador no puede quitar más ruido del que quita por sí solo.',
    },
  },
};
