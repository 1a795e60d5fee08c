import type { Texts } from '../texts.ts';

const allow =
  'clique no símbolo de câmera ou cadeado ao lado do endereço, permita o acesso para este site e tente de novo.';

export const devices: Texts['devices'] = {
  notes: {
    mic: {
      'no-device': {
        title: 'Nenhum microfone encontrado',
        advice: 'Você pode entrar e ouvir. Conecte um e ele será usado na hora.',
      },
      'permission-denied': {
        title: 'O microfone está bloqueado',
        advice: `Você pode entrar e ouvir. Para falar: ${allow}`,
      },
      'permission-dismissed': {
        title: 'O microfone ainda não foi permitido',
        advice: 'Você pode entrar e ouvir. Tente de novo e escolha “Permitir” para ser ouvido.',
      },
      'system-denied': {
        title: 'Seu sistema nega o microfone ao navegador',
        advice: 'Permita o microfone para este navegador nas configurações de privacidade do sistema e tente de novo.',
      },
      'in-use': {
        title: 'O microfone está ocupado',
        advice: 'Outro programa pode estar usando-o. Feche-o ou escolha outro microfone e tente de novo.',
      },
      overconstrained: { title: 'Este microfone não funciona aqui', advice: 'Escolha outro abaixo.' },
      ended: { title: 'O microfone foi desconectado', advice: 'Conecte-o de novo ou escolha outro abaixo.' },
      insecure: {
        title: 'Sem microfone neste endereço',
        advice: 'Navegadores só o permitem em endereços https. Você pode entrar e ouvir.',
      },
      failed: { title: 'O microfone não iniciou', advice: 'Escolha outro abaixo ou tente de novo.' },
    },
    camera: {
      'no-device': {
        title: 'Nenhuma câmera encontrada',
        advice: 'Você pode entrar sem ela. Conecte uma e ela será usada na hora.',
      },
      'permission-denied': {
        title: 'A câmera está bloqueada',
        advice: `Você pode entrar sem ela. Para ser visto: ${allow}`,
      },
      'permission-dismissed': {
        title: 'A câmera ainda não foi permitida',
        advice: 'Você pode entrar sem ela. Tente de novo e escolha “Permitir” para ser visto.',
      },
      'system-denied': {
        title: 'Seu sistema nega a câmera ao navegador',
        advice: 'Permita a câmera para este navegador nas configurações de privacidade do sistema e tente de novo.',
      },
      'in-use': {
        title: 'A câmera está ocupada',
        advice: 'Outro programa pode estar usando-a. Feche-o ou escolha outra câmera e tente de novo.',
      },
      overconstrained: { title: 'Esta câmera não funciona aqui', advice: 'Escolha outra abaixo.' },
      ended: { title: 'A câmera foi desconectada', advice: 'Conecte-a de novo ou escolha outra abaixo.' },
      insecure: {
        title: 'Sem câmera neste endereço',
        advice: 'Navegadores só a permitem em endereços https. Você pode entrar sem ela.',
      },
      failed: { title: 'A câmera não iniciou', advice: 'Escolha outra abaixo ou tente de novo.' },
    },
  },
  tryAgain: 'Tentar de novo',
  mic: 'Microfone',
  camera: 'Câmera',
  speaker: 'Alto-falante',
  systemDefault: 'Padrão do sistema',
  unnamed: (number) => `Dispositivo ${number}`,
  level: 'Nível do microfone',
  flip: 'Outra câmera',
  pushToTalk: 'Segurar a barra de espaço para falar',
  pushToTalkHint: 'Enquanto você estiver silenciado.',
  talking: 'Você é ouvido enquanto segura a barra de espaço.',
  news: {
    gone: (kind, name) => `${kind} “${name}” não está mais disponível. O padrão do sistema é usado.`,
    back: (kind, name) => `${kind} “${name}” voltou e é usado de novo.`,
    'default-changed': (kind, name) => `${kind}: agora “${name}”, conforme seu sistema.`,
  },
  care: {
    mutedSpeech: 'Você está silenciado: ninguém ouve você.',
    unmute: 'Ativar microfone',
    silent: 'Nada vem do seu microfone. Está desligado ou é o errado?',
    dark: 'Sua imagem está um pouco escura. Uma luz à sua frente ajuda.',
    echo: 'Seu navegador não cancela o eco com este microfone. Com fones, os outros não ouvem a si mesmos.',
    interrupted: {
      mic: 'Seu sistema tomou o microfone, como em uma ligação.',
      camera: 'Seu sistema tomou a câmera, como em uma ligação.',
    },
    resume: 'Retomar',
    chooseDevice: 'Escolher outro',
    dismiss: 'Dispensar',
  },
  effects: {
    heading: 'Efeitos',
    preview: 'Sua imagem, como os outros a veem',
    quiet: 'Remover ruído',
    quietHint: 'Só a fala permanece. Não serve para música.',
    picture: 'Fundo',
    choices: {
      none: 'Como está',
      blur: 'Um pouco desfocado',
      'blur-strong': 'Desfocado',
      dusk: 'Anoitecer',
      paper: 'Papel',
      pines: 'Pinheiros',
      own: 'Imagem própria',
    },
    ownFile: 'Escolher uma imagem…',
    ownRefused: 'Esse arquivo não é uma imagem que este navegador consiga ler.',
    starting: 'Preparando…',
    failed: {
      picture: 'Não foi possível mudar o fundo aqui.',
      quiet: 'Remover ruído não funciona aqui.',
    },
    tooSlow: {
      picture: 'Este dispositivo está ocupado demais para o fundo: sua imagem sai como está.',
      quiet: 'Este dispositivo está ocupado demais para remover ruído: seu som sai como está.',
    },
    cannot: {
      picture: 'Este navegador não consegue mudar o fundo de uma imagem.',
      quiet: 'Este navegador não consegue remover mais ruído do que já remove sozinho.',
    },
  },
};
