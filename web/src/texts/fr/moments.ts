import type { Texts } from '../texts.ts';
import { count } from './count.ts';

export const schedule: Texts['schedule'] = {
  invitation: {
    when: (time) => `Quand : ${time}`,
    link: (link) => `Rejoindre : ${link}`,
    passcode: (passcode) => `Code d’accès : ${passcode}`,
  },
  calendar: {
    heading: 'Ajouter à l’agenda',
    google: 'Google Agenda',
    outlook: 'Outlook.com',
    office: 'Microsoft 365',
    file: 'Fichier d’agenda pour Apple, Outlook et autres',
    onceOnly: 'Les pages d’Outlook ne prennent que la première date d’une série. Le fichier les contient toutes.',
    close: 'Fermer',
  },
  scheduledFor: (time) => `Prévue : ${time}.`,
  runsUntil: (time) => `En cours jusqu’à ${time}.`,
  begins: (time) => `Elle commence ${time}.`,
  beginsNow: 'Elle va commencer.',
  over: 'L’heure prévue est passée.',
};

export const attendance: Texts['attendance'] = {
  heading: 'Présences',
  about: (title) => `Qui était dans « ${title} »`,
  loading: 'Recherche…',
  none: 'Personne n’est encore venu dans cette réunion. Ensuite, vous verrez ici qui est venu, quand et combien de temps.',
  session: (time) => `Réunion du ${time}`,
  goesOn: 'toujours en cours',
  people: (number) => count(number, { one: '# personne', other: '# personnes' }),
  name: 'Nom',
  role: 'Rôle',
  joined: 'Arrivée',
  left: 'Départ',
  stayed: 'Durée',
  stillIn: 'encore là',
  roles: { host: 'Hôte', 'co-host': 'Coanimateur', guest: 'Invité' },
  download: 'Télécharger en tableau (CSV)',
  latest: (number) => `Les ${number} dernières fois sont conservées ici.`,
  back: 'Retour à vos réunions',
  csv: { session: 'Début de la réunion', minutes: 'Durée en minutes', file: 'presences' },
};

export const greenRoom: Texts['greenRoom'] = {
  nobody: 'Il n’y a encore personne.',
  onePerson: 'Une personne est là.',
  people: (number) => `${number} personnes sont là.`,
  youHost: 'Vous animez cette réunion.',
  lobby: 'L’hôte fait entrer les invités.',
  beginsWithHost: 'Elle commence quand l’hôte arrive.',
  passcode: {
    label: 'Code d’accès',
    hint: 'Il figure dans l’invitation.',
    'passcode-needed': 'Saisissez le code d’accès reçu avec l’invitation.',
    'passcode-wrong': 'Ce n’est pas le code d’accès. Vérifiez l’invitation, puis réessayez.',
  },
  name: 'Votre nom',
  namePlaceholder: 'Tel que les autres doivent le voir',
  nameMissing: 'Saisissez un nom, pour que les autres sachent qui vous êtes.',
  join: 'Rejoindre',
  start: 'Démarrer la réunion',
  knock: 'Demander à entrer',
  joining: 'Connexion…',
  cameraOff: 'Votre caméra est éteinte',
  cameraOpening: 'Démarrage de votre caméra…',
  noCamera: 'Pas d’image',
  turnMicOn: 'Activer le micro',
  turnMicOff: 'Couper le micro',
  turnCameraOn: 'Activer la caméra',
  turnCameraOff: 'Éteindre la caméra',
  hideAddress: 'Masquer mon adresse réseau',
  reveals: {
    auto: 'Quand il n’y a que deux personnes, l’image et le son circulent directement entre elles : chacune pourrait voir l’adresse réseau de l’autre.',
    p2p: 'Dans cette réunion, l’image et le son circulent directement de personne à personne : les autres pourraient voir votre adresse réseau.',
  },
  hidden: {
    auto: 'Votre image et votre son passent alors par le serveur de réunion, ce qui prend un peu plus de temps.',
    p2p: 'Votre image et votre son passent alors par un relais, ce qui prend un peu plus de temps.',
  },
  cannotHide:
    'Cette réunion ne fonctionne qu’en direct, et ce service n’a pas de relais derrière lequel se masquer. Montrez votre adresse pour entrer, ou demandez à l’hôte.',
  preview: 'Votre caméra, comme dans un miroir',
  loading: 'Recherche de la réunion…',
  waiting: {
    lobby: {
      heading: 'Vous êtes à la porte',
      text: 'L’hôte est prévenu et vous fera entrer. Gardez cette page ouverte.',
    },
    'no-host': {
      heading: 'L’hôte n’est pas encore là',
      text: 'Vous entrerez dès son arrivée. Gardez cette page ouverte.',
    },
    asName: (name) => `Vous avez demandé à entrer sous le nom de ${name}.`,
    leave: 'Quitter',
  },
};

export const ends: Texts['ends'] = {
  left: {
    left: { title: 'Vous avez quitté la réunion', text: 'À la prochaine.' },
    'connection-lost': {
      title: 'La connexion a été perdue',
      text: 'La réunion continue. Vérifiez votre réseau, puis revenez.',
    },
    removed: {
      title: 'Vous avez été retiré de la réunion',
      text: 'Un hôte l’a décidé. Si vous pensez que c’est une erreur, demandez-lui.',
    },
    replaced: {
      title: 'Vous êtes dans cette réunion ailleurs',
      text: 'Elle a été ouverte dans une autre fenêtre avec la même place ; celle-ci s’est donc arrêtée.',
    },
    'meeting-ended': { title: 'La réunion est terminée', text: 'L’hôte l’a terminée pour tout le monde.' },
    moved: { title: 'La réunion a déménagé', text: 'Elle continue ailleurs. Revenez pour la suivre.' },
    'box-closing': {
      title: 'Le serveur redémarre',
      text: 'La réunion reprend dans un instant. Revenez pour la suivre.',
    },
    failed: { title: 'Un incident est survenu sur le serveur', text: 'Il y a été consigné. Revenez et réessayez.' },
  },
  rejoin: 'Revenir',
  stayed: (time) => `Vous y êtes resté ${time}.`,
  rating: {
    question: 'Comment s’est passé l’appel ?',
    stars: (stars) => count(stars, { one: '# étoile', other: '# étoiles' }),
    problemsQuestion: 'Qu’est-ce qui n’allait pas ?',
    problems: {
      'sound-broke': 'Le son coupait',
      'picture-froze': 'L’image se figeait',
      echo: 'Il y avait de l’écho',
      delay: 'Il y avait du décalage',
      dropped: 'J’ai été déconnecté',
      'could-not-share': 'Je n’ai pas pu partager',
    },
    send: 'Envoyer',
    skip: 'Pas maintenant',
    thanks: 'Merci. Cela aide la personne qui gère ce service.',
    failed: 'L’envoi n’a pas abouti. Réessayez, ou laissez ainsi.',
  },
  tryAgain: 'Réessayer',
  home: 'Vers la page d’accueil',
  notFound: {
    title: 'Il n’y a rien ici',
    text: 'L’adresse est peut-être mal saisie. L’adresse d’une réunion finit par dix lettres, comme abc-defg-hjk.',
  },
};
