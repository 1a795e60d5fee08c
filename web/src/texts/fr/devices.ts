import type { Texts } from '../texts.ts';

const allow =
  'cliquez sur le symbole de caméra ou de cadenas près de l’adresse, autorisez l’accès pour ce site, puis réessayez.';

export const devices: Texts['devices'] = {
  notes: {
    mic: {
      'no-device': {
        title: 'Aucun micro trouvé',
        advice: 'Vous pouvez entrer et écouter. Branchez-en un, il sera utilisé aussitôt.',
      },
      'permission-denied': {
        title: 'Le micro est bloqué',
        advice: `Vous pouvez entrer et écouter. Pour parler : ${allow}`,
      },
      'permission-dismissed': {
        title: 'Le micro n’a pas encore été autorisé',
        advice: 'Vous pouvez entrer et écouter. Réessayez et choisissez « Autoriser » pour être entendu.',
      },
      'system-denied': {
        title: 'Votre système refuse le micro au navigateur',
        advice:
          'Autorisez le micro pour ce navigateur dans les réglages de confidentialité de votre système, puis réessayez.',
      },
      'in-use': {
        title: 'Le micro est occupé',
        advice: 'Un autre programme l’utilise peut-être. Fermez-le ou choisissez un autre micro, puis réessayez.',
      },
      overconstrained: { title: 'Ce micro ne fonctionne pas ici', advice: 'Choisissez-en un autre ci-dessous.' },
      ended: { title: 'Le micro a été débranché', advice: 'Rebranchez-le, ou choisissez-en un autre ci-dessous.' },
      insecure: {
        title: 'Pas de micro à cette adresse',
        advice: 'Les navigateurs ne l’autorisent que sur les adresses https. Vous pouvez entrer et écouter.',
      },
      failed: { title: 'Le micro n’a pas démarré', advice: 'Choisissez-en un autre ci-dessous, ou réessayez.' },
    },
    camera: {
      'no-device': {
        title: 'Aucune caméra trouvée',
        advice: 'Vous pouvez entrer sans caméra. Branchez-en une, elle sera utilisée aussitôt.',
      },
      'permission-denied': {
        title: 'La caméra est bloquée',
        advice: `Vous pouvez entrer sans elle. Pour être vu : ${allow}`,
      },
      'permission-dismissed': {
        title: 'La caméra n’a pas encore été autorisée',
        advice: 'Vous pouvez entrer sans elle. Réessayez et choisissez « Autoriser » pour être vu.',
      },
      'system-denied': {
        title: 'Votre système refuse la caméra au navigateur',
        advice:
          'Autorisez la caméra pour ce navigateur dans les réglages de confidentialité de votre système, puis réessayez.',
      },
      'in-use': {
        title: 'La caméra est occupée',
        advice: 'Un autre programme l’utilise peut-être. Fermez-le ou choisissez une autre caméra, puis réessayez.',
      },
      overconstrained: { title: 'Cette caméra ne fonctionne pas ici', advice: 'Choisissez-en une autre ci-dessous.' },
      ended: { title: 'La caméra a été débranchée', advice: 'Rebranchez-la, ou choisissez-en une autre ci-dessous.' },
      insecure: {
        title: 'Pas de caméra à cette adresse',
        advice: 'Les navigateurs ne l’autorisent que sur les adresses https. Vous pouvez entrer sans elle.',
      },
      failed: { title: 'La caméra n’a pas démarré', advice: 'Choisissez-en une autre ci-dessous, ou réessayez.' },
    },
  },
  tryAgain: 'Réessayer',
  mic: 'Micro',
  camera: 'Caméra',
  speaker: 'Haut-parleur',
  systemDefault: 'Choix du système',
  unnamed: (number) => `Appareil ${number}`,
  level: 'Niveau du micro',
  flip: 'Autre caméra',
  pushToTalk: 'Maintenir la barre d’espace pour parler',
  pushToTalkHint: 'Tant que votre micro est coupé.',
  talking: 'On vous entend tant que vous maintenez la barre d’espace.',
  news: {
    gone: (kind, name) => `${kind} « ${name} » n’est plus là. Le choix du système est utilisé.`,
    back: (kind, name) => `${kind} « ${name} » est de retour et de nouveau utilisé.`,
    'default-changed': (kind, name) => `${kind} : désormais « ${name} », selon votre système.`,
  },
  care: {
    mutedSpeech: 'Votre micro est coupé : personne ne vous entend.',
    unmute: 'Activer le micro',
    silent: 'Rien ne vient de votre micro. Est-il éteint, ou est-ce le mauvais ?',
    dark: 'Votre image est assez sombre. Une lumière devant vous aide.',
    echo: 'Votre navigateur n’annule pas l’écho avec ce micro. Un casque évite aux autres de s’entendre.',
    interrupted: {
      mic: 'Votre système a pris le micro, comme pour un appel.',
      camera: 'Votre système a pris la caméra, comme pour un appel.',
    },
    resume: 'Reprendre',
    chooseDevice: 'En choisir un autre',
    dismiss: 'Masquer',
  },
  effects: {
    heading: 'Effets',
    preview: 'Votre image, telle que les autres la voient',
    quiet: 'Supprimer le bruit',
    quietHint: 'Seule la voix reste. Pas pour la musique.',
    picture: 'Arrière-plan',
    choices: {
      none: 'Tel quel',
      blur: 'Légèrement flou',
      'blur-strong': 'Flou',
      dusk: 'Crépuscule',
      paper: 'Papier',
      pines: 'Pins',
      own: 'Image personnelle',
    },
    ownFile: 'Choisir une image…',
    ownRefused: 'Ce fichier n’est pas une image lisible par ce navigateur.',
    starting: 'Préparation…',
    failed: {
      picture: 'L’arrière-plan n’a pas pu être changé ici.',
      quiet: 'La suppression du bruit ne fonctionne pas ici.',
    },
    tooSlow: {
      picture: 'Cet appareil est trop occupé pour l’arrière-plan : votre image part telle quelle.',
      quiet: 'Cet appareil est trop occupé pour supprimer le bruit : votre son part tel quel.',
    },
    cannot: {
      picture: 'Ce navigateur ne peut pas changer l’arrière-plan d’une image.',
      quiet: 'Ce navigateur ne peut pas supprimer plus de bruit qu’il ne le fait de lui-même.',
    },
  },
};
