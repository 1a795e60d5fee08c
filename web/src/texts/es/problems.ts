import type { Texts } from '../texts.ts';

const say = (title: string, text: string) => ({ title, text });
const reload = (title: string) =>
  say(title, 'Recargue esta página y vuelva a entrar. Si se repite, avise al anfitrión.');
const serverFault = say(
  'Algo ha fallado en el servidor',
  'Ha quedado registrado allí. Espere un momento y vuelva a intentarlo.',
);
const stalePass = say('Su acceso ha caducado', 'Solo vale dos minutos. Vuelva a entrar para obtener otro.');
const notYours = say('Esto no le corresponde', 'Inicie sesión como anfitrión de esta reunión o pregúntele.');
const busy = say(
  'El servidor está ocupado',
  'Ahora no hay sitio para más personas. Vuelva a intentarlo en unos minutos.',
);
const locked = say(
  'La reunión está bloqueada',
  'Ahora no puede entrar nadie más. Pida al anfitrión que la desbloquee y vuelva a intentarlo.',
);
const notAccepted = say(
  'El servidor de reuniones no ha aceptado su acceso',
  'Vuelva a entrar. Si se repite, avise a quien gestiona el servicio.',
);
const moved = say('La reunión acaba de trasladarse', 'Vuelva a entrar para seguirla.');
const lost = reload('Se ha perdido la conexión de imagen y sonido');
const disagree = reload('Esta página y el servidor de reuniones no coinciden');
const outdated = reload('Esta página está desactualizada');

export const problems: Texts['problems'] = {
  'bad-request': reload('El servicio no ha entendido esta página'),
  'too-large': say('Era demasiado largo', 'Use un nombre más corto y vuelva a intentarlo.'),
  'not-signed-in': say('No ha iniciado sesión', 'Vaya a la página de inicio, inicie sesión y vuelva.'),
  'not-allowed': notYours,
  'host-not-allowed': say('Esta dirección no puede organizar aquí', 'Pida a quien gestiona el servicio que la añada.'),
  'origin-not-allowed': say(
    'Esta dirección no es la del servicio',
    'Abra la reunión en la dirección que le dio el anfitrión.',
  ),
  'not-found': outdated,
  'method-not-allowed': outdated,
  'upgrade-required': say(
    'Su red bloquea las conexiones en directo',
    'Pruebe otra red o pida a su administrador que permita WebSockets.',
  ),
  'meeting-not-found': say(
    'Esta reunión no existe',
    'Compruebe el enlace con quien se lo envió: puede faltar una letra.',
  ),
  'meeting-deleted': say('Esta reunión se ha eliminado', 'Su anfitrión la retiró. Pídale un enlace nuevo.'),
  'meeting-ended': say('La reunión ha terminado', 'Se abrirá otra vez cuando vuelva un anfitrión.'),
  'meeting-locked': locked,
  'meeting-full': say(
    'La reunión está completa',
    'Todos los sitios están ocupados. Vuelva a intentarlo cuando alguien salga.',
  ),
  removed: say('Le han retirado de esta reunión', 'Lo ha decidido un anfitrión. Si cree que es un error, pregúntele.'),
  denied: say(
    'El anfitrión no le ha dejado entrar',
    'Quizá no conocía su nombre. Pregúntele, espere un poco y vuelva a llamar.',
  ),
  'p2p-full': say(
    'Ya hay cuatro personas dentro',
    'Esta reunión va directamente de persona a persona, cuatro como máximo. Vuelva a intentarlo cuando alguien salga.',
  ),
  'move-pending': say(
    'El servidor de la reunión no responde',
    'Si sigue en silencio, la reunión se traslada. Vuelva a intentarlo pronto.',
  ),
  'passcode-needed': say(
    'Esta reunión tiene un código de acceso',
    'El anfitrión lo envió con la invitación. Escríbalo para entrar.',
  ),
  'passcode-wrong': say('Ese no es el código de acceso', 'Compruebe la invitación y vuelva a intentarlo.'),
  'file-not-found': say(
    'Este archivo ya no está',
    'Los archivos duran un día como mucho. Pida que lo compartan otra vez.',
  ),
  'file-too-large': say('Este archivo es demasiado grande', 'En una reunión se pueden compartir 25 MB como máximo.'),
  'files-full': say('En la reunión no caben más archivos', 'Comparta un enlace en su lugar.'),
  'file-invalid': say('Este archivo no se puede compartir', 'No tiene nombre o está vacío.'),
  'seat-unknown': say('Su sitio se ha liberado', 'Ha estado ausente un rato. Vuelva a entrar para ocupar otro.'),
  'participant-not-found': say('Esa persona ya se ha ido', 'No hay nada más que hacer.'),
  'no-box': say(
    'No hay ningún servidor de reuniones en marcha',
    'El servicio funciona, pero ahora no tiene servidor para reuniones. Vuelva a intentarlo pronto o avise a quien lo gestiona.',
  ),
  'box-unknown': serverFault,
  'key-wrong': serverFault,
  'clock-wrong': serverFault,
  'box-not-found': serverFault,
  'enrolment-refused': serverFault,
  'rate-limited': say('Han sido muchos intentos', 'Espere un minuto y vuelva a intentarlo.'),
  internal: serverFault,
  'protocol-mismatch': say(
    'Esta página está desactualizada',
    'El servicio se ha actualizado. Recargue esta página y vuelva a entrar.',
  ),
  'handshake-invalid': reload('El servidor de reuniones no ha entendido esta página'),
  'token-invalid': notAccepted,
  'token-claims-invalid': notAccepted,
  'token-expired': stalePass,
  'token-not-yet-valid': say(
    'El reloj del servidor va mal',
    'Vuelva a intentarlo en un minuto y avise a quien gestiona el servicio.',
  ),
  'token-wrong-issuer': say('Este servidor de reuniones es de otro servicio', 'Avise a quien gestiona el servicio.'),
  'token-wrong-box': say('La reunión está en otro servidor', 'Vuelva a entrar para ir al correcto.'),
  'token-wrong-placement': moved,
  'token-used': stalePass,
  'keys-unavailable': say('El servidor de reuniones aún está arrancando', 'Vuelva a intentarlo en un momento.'),
  'resume-refused': say('Ha estado ausente demasiado tiempo', 'Entre de nuevo para volver.'),
  'room-locked': locked,
  'box-full': busy,
  'box-closing': say('El servidor se está reiniciando', 'La reunión sigue enseguida. Vuelva a intentarlo.'),
  'unknown-request': outdated,
  'request-invalid': reload('El servidor de reuniones no ha entendido esta página'),
  'wrong-state': disagree,
  'not-granted': notYours,
  'too-many-requests': say('Ha sido demasiado de golpe', 'Espere un momento y vuelva a intentarlo.'),
  'stale-epoch': moved,
  'transport-not-found': lost,
  'producer-not-found': lost,
  'source-off': disagree,
  outranked: say('Eso solo puede hacérselo un anfitrión a otro', 'Pídaselo directamente.'),
  'poll-not-found': say('Esta encuesta ya no está', 'No hay nada más que hacer.'),
  'poll-closed': say('Esta encuesta ha terminado', 'Ya no admite votos.'),
  'polls-full': say('En la reunión no caben más encuestas', 'Use una de las que ya hay.'),
  'wrong-mode': say('La imagen y el sonido acaban de cambiar de camino', 'Vuelva a intentarlo en un momento.'),
  'proof-refused': say(
    'El nuevo camino aún no funcionaba',
    'No se pierde nada: lo que suena sigue. Vuelva a intentarlo en un momento.',
  ),
  'source-taken': disagree,
  'media-refused': say(
    'El servidor de reuniones no puede usar la imagen y el sonido de este navegador',
    'Pruebe otro navegador, como Firefox, Chrome o Safari.',
  ),
  'media-unavailable': say('La reunión se está reconstruyendo', 'Vuelva a intentarlo en un momento.'),
  'worker-unreachable': say('El servicio no responde', 'Compruebe su conexión y vuelva a intentarlo.'),
  'worker-unintelligible': reload('El servicio ha respondido de un modo desconocido'),
  'box-unreachable': say(
    'No se puede llegar al servidor de reuniones',
    'Quizá lo bloquee su red. Pruebe otra red o el punto de acceso de un teléfono.',
  ),
  'box-silent': say('El servidor de reuniones no responde', 'Vuelva a intentarlo en un momento.'),
  'box-unintelligible': reload('El servidor de reuniones ha respondido de un modo desconocido'),
  'browser-unsupported': say(
    'Este navegador no permite reuniones por vídeo',
    'Use una versión actual de Firefox, Chrome, Edge o Safari.',
  ),
};
