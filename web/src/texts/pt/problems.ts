import type { Texts } from '../texts.ts';

const say = (title: string, text: string) => ({ title, text });
const reload = (title: string) =>
  say(title, 'Recarregue esta página e entre de novo. Se persistir, avise o anfitrião.');
const serverFault = say('Algo falhou no servidor', 'Ficou registrado lá. Aguarde um instante e tente de novo.');
const stalePass = say('Seu acesso expirou', 'Ele só vale por dois minutos. Entre de novo para obter outro.');
const notYours = say('Isso não cabe a você', 'Faça login como anfitrião desta reunião ou pergunte a ele.');
const busy = say('O servidor está ocupado', 'Não há lugar para mais pessoas agora. Tente de novo em alguns minutos.');
const locked = say(
  'A reunião está trancada',
  'Ninguém mais pode entrar agora. Peça ao anfitrião que a destranque e tente de novo.',
);
const notAccepted = say(
  'O servidor de reuniões não aceitou seu acesso',
  'Entre de novo. Se persistir, avise quem administra este serviço.',
);
const moved = say('A reunião acabou de mudar de lugar', 'Entre de novo para acompanhá-la.');
const lost = reload('A conexão de imagem e som foi perdida');
const disagree = reload('Esta página e o servidor de reuniões não concordam');
const outdated = reload('Esta página está desatualizada');

export const problems: Texts['problems'] = {
  'bad-request': reload('O serviço não entendeu esta página'),
  'too-large': say('Era longo demais', 'Use um nome mais curto e tente de novo.'),
  'not-signed-in': say('Você não fez login', 'Vá à página inicial, faça login e volte.'),
  'not-allowed': notYours,
  'host-not-allowed': say('Este endereço não pode organizar aqui', 'Peça a quem administra este serviço que o inclua.'),
  'origin-not-allowed': say('Este endereço não é o do serviço', 'Abra a reunião no endereço que o anfitrião lhe deu.'),
  'not-found': outdated,
  'method-not-allowed': outdated,
  'upgrade-required': say(
    'Sua rede bloqueia conexões ao vivo',
    'Tente outra rede ou peça ao administrador que permita WebSockets.',
  ),
  'meeting-not-found': say('Essa reunião não existe', 'Confira o link com quem o enviou: pode faltar uma letra.'),
  'meeting-deleted': say('Esta reunião foi excluída', 'O anfitrião a removeu. Peça a ele um novo link.'),
  'meeting-ended': say('A reunião terminou', 'Ela reabre quando um anfitrião voltar.'),
  'meeting-locked': locked,
  'meeting-full': say('A reunião está cheia', 'Todos os lugares estão ocupados. Tente de novo quando alguém sair.'),
  removed: say(
    'Você foi removido desta reunião',
    'Um anfitrião decidiu isso. Se acha que foi um engano, pergunte a ele.',
  ),
  denied: say(
    'O anfitrião não deixou você entrar',
    'Talvez não conhecesse seu nome. Pergunte, espere um pouco e bata de novo.',
  ),
  'p2p-full': say(
    'Já há quatro pessoas',
    'Esta reunião vai diretamente de pessoa para pessoa, quatro no máximo. Tente de novo quando alguém sair.',
  ),
  'move-pending': say(
    'O servidor da reunião não responde',
    'Se continuar em silêncio, a reunião muda de lugar. Tente de novo em breve.',
  ),
  'passcode-needed': say(
    'Esta reunião tem uma senha de acesso',
    'O anfitrião a enviou com o convite. Digite-a para entrar.',
  ),
  'passcode-wrong': say('Essa não é a senha de acesso', 'Verifique o convite e tente de novo.'),
  'file-not-found': say(
    'Este arquivo não está mais aqui',
    'Arquivos ficam um dia no máximo. Peça que o compartilhem de novo.',
  ),
  'file-too-large': say('Este arquivo é grande demais', 'É possível compartilhar no máximo 25 MB em uma reunião.'),
  'files-full': say('Não cabem mais arquivos na reunião', 'Compartilhe um link em vez disso.'),
  'file-invalid': say('Este arquivo não pode ser compartilhado', 'Ele não tem nome ou está vazio.'),
  'seat-unknown': say('Seu lugar foi liberado', 'Você ficou ausente por um tempo. Entre de novo para ocupar outro.'),
  'participant-not-found': say('Essa pessoa já saiu', 'Não há mais nada a fazer.'),
  'no-box': say(
    'Nenhum servidor de reuniões está em execução',
    'O serviço funciona, mas não tem servidor para reuniões agora. Tente de novo em breve ou avise quem o administra.',
  ),
  'box-unknown': serverFault,
  'key-wrong': serverFault,
  'clock-wrong': serverFault,
  'box-not-found': serverFault,
  'enrolment-refused': serverFault,
  'rate-limited': say('Foram muitas tentativas', 'Aguarde um minuto e tente de novo.'),
  internal: serverFault,
  'protocol-mismatch': say(
    'Esta página está desatualizada',
    'O serviço foi atualizado. Recarregue esta página e entre de novo.',
  ),
  'handshake-invalid': reload('O servidor de reuniões não entendeu esta página'),
  'token-invalid': notAccepted,
  'token-claims-invalid': notAccepted,
  'token-expired': stalePass,
  'token-not-yet-valid': say(
    'O relógio do servidor está errado',
    'Tente de novo em um minuto e avise quem administra este serviço.',
  ),
  'token-wrong-issuer': say('Este servidor de reuniões é de outro serviço', 'Avise quem administra este serviço.'),
  'token-wrong-box': say('A reunião está em outro servidor', 'Entre de novo para ir ao certo.'),
  'token-wrong-placement': moved,
  'token-used': stalePass,
  'keys-unavailable': say('O servidor de reuniões ainda está iniciando', 'Tente de novo em instantes.'),
  'resume-refused': say('Você ficou ausente tempo demais', 'Entre de novo para voltar.'),
  'room-locked': locked,
  'box-full': busy,
  'box-closing': say('O servidor está reiniciando', 'A reunião continua em instantes. Tente de novo.'),
  'unknown-request': outdated,
  'request-invalid': reload('O servidor de reuniões não entendeu esta página'),
  'wrong-state': disagree,
  'not-granted': notYours,
  'too-many-requests': say('Foi demais de uma vez', 'Aguarde um instante e tente de novo.'),
  'stale-epoch': moved,
  'transport-not-found': lost,
  'producer-not-found': lost,
  'source-off': disagree,
  outranked: say('Só um anfitrião pode fazer isso a outro', 'Peça diretamente a ele.'),
  'poll-not-found': say('Esta enquete não está mais aqui', 'Não há mais nada a fazer.'),
  'poll-closed': say('Esta enquete terminou', 'Ela não aceita mais votos.'),
  'polls-full': say('Não cabem mais enquetes na reunião', 'Use uma que já existe.'),
  'wrong-mode': say('Imagem e som acabaram de mudar de caminho', 'Tente de novo em instantes.'),
  'proof-refused': say(
    'O novo caminho ainda não funcionava',
    'Nada se perde: o que está tocando continua. Tente de novo em instantes.',
  ),
  'source-taken': disagree,
  'media-refused': say(
    'O servidor de reuniões não consegue usar a imagem e o som deste navegador',
    'Tente outro navegador, como Firefox, Chrome ou Safari.',
  ),
  'media-unavailable': say('A reunião está sendo reconstruída', 'Tente de novo em instantes.'),
  'worker-unreachable': say('O serviço não responde', 'Verifique sua conexão e tente de novo.'),
  'worker-unintelligible': reload('O serviço respondeu de um modo desconhecido'),
  'box-unreachable': say(
    'Não é possível alcançar o servidor de reuniões',
    'Sua rede talvez o bloqueie. Tente outra rede ou o ponto de acesso de um celular.',
  ),
  'box-silent': say('O servidor de reuniões não responde', 'Tente de novo em instantes.'),
  'box-unintelligible': reload('O servidor de reuniões respondeu de um modo desconhecido'),
  'browser-unsupported': say(
    'Este navegador não faz reuniões por vídeo',
    'Use uma versão atual do Firefox, Chrome, Edge ou Safari.',
  ),
};
