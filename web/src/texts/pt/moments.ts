import type { Texts } from '../texts.ts';
import { count } from './count.ts';

export const schedule: Texts['schedule'] = {
  invitation: {
    when: (time) => `Quando: ${time}`,
    link: (link) => `Entrar: ${link}`,
    passcode: (passcode) => `Senha de acesso: ${passcode}`,
  },
  calendar: {
    heading: 'Incluir na agenda',
    google: 'Google Agenda',
    outlook: 'Outlook.com',
    office: 'Microsoft 365',
    file: 'Arquivo de agenda para Apple, Outlook e outros',
    onceOnly: 'As páginas do Outlook só aceitam a primeira data de uma série. O arquivo tem todas.',
    close: 'Fechar',
  },
  scheduledFor: (time) => `Agendada: ${time}.`,
  runsUntil: (time) => `Em andamento até ${time}.`,
  begins: (time) => `Começa ${time}.`,
  beginsNow: 'Está prestes a começar.',
  over: 'O horário agendado já passou.',
};

export const attendance: Texts['attendance'] = {
  heading: 'Presença',
  about: (title) => `Quem esteve em “${title}”`,
  loading: 'Procurando…',
  none: 'Ninguém esteve nesta reunião ainda. Depois, você verá aqui quem veio, quando e por quanto tempo.',
  session: (time) => `Reunião de ${time}`,
  goesOn: 'ainda em andamento',
  people: (number) => count(number, { one: '# pessoa', other: '# pessoas' }),
  name: 'Nome',
  role: 'Função',
  joined: 'Chegada',
  left: 'Saída',
  stayed: 'Duração',
  stillIn: 'ainda presente',
  roles: { host: 'Anfitrião', 'co-host': 'Coanfitrião', guest: 'Convidado' },
  download: 'Baixar como tabela (CSV)',
  latest: (number) => `As últimas ${number} vezes ficam guardadas aqui.`,
  back: 'Voltar às suas reuniões',
  csv: { session: 'Início da reunião', minutes: 'Minutos', file: 'presenca' },
};

export const greenRoom: Texts['greenRoom'] = {
  nobody: 'Ainda não há ninguém.',
  onePerson: 'Há uma pessoa.',
  people: (number) => `Há ${number} pessoas.`,
  youHost: 'Você conduz esta reunião.',
  lobby: 'O anfitrião deixa os convidados entrarem.',
  beginsWithHost: 'Começa quando o anfitrião chega.',
  passcode: {
    label: 'Senha de acesso',
    hint: 'Ela veio com o convite.',
    'passcode-needed': 'Digite a senha de acesso que veio com o convite.',
    'passcode-wrong': 'Essa não é a senha de acesso. Verifique o convite e tente de novo.',
  },
  name: 'Seu nome',
  namePlaceholder: 'Como os outros devem vê-lo',
  nameMissing: 'Digite um nome, para que os outros saibam quem você é.',
  join: 'Entrar',
  start: 'Iniciar reunião',
  knock: 'Pedir para entrar',
  joining: 'Entrando…',
  cameraOff: 'Sua câmera está desligada',
  cameraOpening: 'Ligando sua câmera…',
  noCamera: 'Sem imagem',
  turnMicOn: 'Ligar microfone',
  turnMicOff: 'Silenciar microfone',
  turnCameraOn: 'Ligar câmera',
  turnCameraOff: 'Desligar câmera',
  hideAddress: 'Ocultar meu endereço de rede',
  reveals: {
    auto: 'Quando só há duas pessoas, imagem e som vão diretamente entre elas: cada uma poderia ver o endereço de rede da outra.',
    p2p: 'Nesta reunião, imagem e som vão diretamente de pessoa para pessoa: os outros poderiam ver seu endereço de rede.',
  },
  hidden: {
    auto: 'Sua imagem e seu som passam então pelo servidor de reuniões, o que demora um pouco mais.',
    p2p: 'Sua imagem e seu som passam então por um retransmissor, o que demora um pouco mais.',
  },
  cannotHide:
    'Esta reunião só funciona diretamente, e este serviço não tem retransmissor atrás do qual se ocultar. Mostre seu endereço para entrar ou pergunte ao anfitrião.',
  preview: 'Sua câmera, como em um espelho',
  loading: 'Procurando a reunião…',
  waiting: {
    lobby: {
      heading: 'Você está à porta',
      text: 'O anfitrião foi avisado e deixará você entrar. Mantenha esta página aberta.',
    },
    'no-host': {
      heading: 'O anfitrião ainda não chegou',
      text: 'Você entra assim que ele chegar. Mantenha esta página aberta.',
    },
    asName: (name) => `Você pediu para entrar como ${name}.`,
    leave: 'Sair',
  },
};

export const ends: Texts['ends'] = {
  left: {
    left: { title: 'Você saiu da reunião', text: 'Até a próxima.' },
    'connection-lost': { title: 'A conexão foi perdida', text: 'A reunião continua. Verifique sua rede e volte.' },
    removed: {
      title: 'Você foi removido da reunião',
      text: 'Um anfitrião decidiu isso. Se acha que foi um engano, pergunte a ele.',
    },
    replaced: {
      title: 'Você está nesta reunião em outro lugar',
      text: 'Ela foi aberta em outra janela com o mesmo lugar, por isso esta parou.',
    },
    'meeting-ended': { title: 'A reunião terminou', text: 'O anfitrião a encerrou para todos.' },
    moved: { title: 'A reunião mudou de lugar', text: 'Ela continua em outro servidor. Volte para acompanhá-la.' },
    'box-closing': {
      title: 'O servidor está reiniciando',
      text: 'A reunião continua em instantes. Volte para acompanhá-la.',
    },
    failed: { title: 'Algo falhou no servidor', text: 'Ficou registrado lá. Volte e tente de novo.' },
  },
  rejoin: 'Voltar',
  stayed: (time) => `Você ficou ${time}.`,
  rating: {
    question: 'Como foi a chamada?',
    stars: (stars) => count(stars, { one: '# estrela', other: '# estrelas' }),
    problemsQuestion: 'O que não estava bem?',
    problems: {
      'sound-broke': 'O som falhava',
      'picture-froze': 'A imagem congelava',
      echo: 'Havia eco',
      delay: 'Havia atraso',
      dropped: 'Fui desconectado',
      'could-not-share': 'Não consegui compartilhar',
    },
    send: 'Enviar',
    skip: 'Agora não',
    thanks: 'Obrigado. Isso ajuda quem administra este serviço.',
    failed: 'Não chegou. Tente de novo ou deixe assim.',
  },
  tryAgain: 'Tentar de novo',
  home: 'Ir à página inicial',
  notFound: {
    title: 'Não há nada aqui',
    text: 'O endereço pode estar errado. O de uma reunião termina com dez letras, como abc-defg-hjk.',
  },
};
