import type { Texts } from '../texts.ts';

export const callTest: Texts['callTest'] = {
  open: 'Comprobar mi conexión',
  heading: 'Prueba de conexión',
  intro: 'Tarda unos 20 segundos. Diga algo, para que se oiga su micrófono.',
  steps: {
    browser: 'Navegador',
    camera: 'Cámara',
    microphone: 'Micrófono',
    service: 'Este servicio',
    server: 'Servidor de reuniones',
    udp: 'Imagen y sonido por la vía rápida (UDP)',
    tcp: 'Imagen y sonido por el desvío (TCP)',
    relay: 'Imagen y sonido por un repetidor (TURN)',
    speed: 'Velocidad de su conexión',
  },
  marks: {
    waiting: 'aún sin probar',
    running: 'en prueba',
    good: 'funciona',
    limited: 'funciona con límites',
    bad: 'no funciona',
    skipped: 'no hace falta',
  },
  advice: {
    insecure:
      'Los navegadores solo permiten cámara y micrófono en direcciones https. Abra la reunión en su dirección https.',
    unsupported:
      'Este navegador no permite reuniones por vídeo. Use una versión actual de Firefox, Chrome, Edge o Safari.',
    device: 'Cierre esta prueba y lea la nota bajo su imagen: dice qué hacer.',
    off: 'Está apagado, así que no se ha probado.',
    silent: 'No se ha oído nada. Hable durante la prueba o elija otro micrófono.',
    'service-unreachable': 'El servicio no responde. Compruebe que tiene conexión y repita la prueba.',
    'server-unreachable':
      'Su red bloquea el servidor de reuniones. Desactive la VPN, pruebe otra red o el punto de acceso de un teléfono, o pida a su administrador que permita WebSockets hacia él.',
    'udp-blocked':
      'Su red bloquea la vía rápida. Las llamadas funcionan, pero el sonido puede cortarse con la línea ocupada. Pida a su administrador que permita UDP hacia el servidor de reuniones.',
    'not-needed': 'No funciona desde aquí, pero no hace falta: otra vía funciona.',
    'no-relay': 'Este servicio no tiene repetidor.',
    'media-blocked':
      'Su red no deja pasar ni imagen ni sonido. Pruebe otra red o el punto de acceso de un teléfono, o pida a su administrador que permita el servidor de reuniones.',
    slow: 'Basta para el sonido y una imagen pequeña. Detenga descargas y vídeos o acérquese al wifi.',
    'very-slow': 'Demasiado poco incluso para el sonido. Detenga descargas y vídeos o use otra red.',
    lossy: 'Parte de lo enviado se pierde, así que el sonido puede cortarse. Acérquese al wifi o use un cable.',
    far: 'Las palabras tardan en llegar y la gente se interrumpe. Un cable o una red más cercana puede ayudar.',
    unmeasured: 'No se ha podido medir.',
  },
  ms: (ms) => `${ms} ms`,
  speed: (up, down) => `${up} de subida, ${down} de bajada`,
  mbit: (size) => `${size} Mbit/s`,
  overall: {
    running: 'Probando…',
    good: 'Todo bien: una llamada funcionará desde aquí.',
    limited: (step) => `Una llamada funcionará, con límites: ${step}.`,
    bad: (step) => `Una llamada fallaría aquí: ${step}.`,
  },
  copy: 'Copiar el informe',
  copied: 'Copiado',
  again: 'Repetir la prueba',
  close: 'Cerrar',
};
