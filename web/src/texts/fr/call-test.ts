import type { Texts } from '../texts.ts';

export const callTest: Texts['callTest'] = {
  open: 'Vérifier ma connexion',
  heading: 'Test de connexion',
  intro: 'Dure environ 20 secondes. Dites quelque chose, pour que votre micro soit entendu.',
  steps: {
    browser: 'Navigateur',
    camera: 'Caméra',
    microphone: 'Micro',
    service: 'Ce service',
    server: 'Serveur de réunion',
    udp: 'Image et son par la voie rapide (UDP)',
    tcp: 'Image et son par le détour (TCP)',
    relay: 'Image et son par un relais (TURN)',
    speed: 'Débit de votre connexion',
  },
  marks: {
    waiting: 'pas encore testé',
    running: 'test en cours',
    good: 'fonctionne',
    limited: 'fonctionne avec des limites',
    bad: 'ne fonctionne pas',
    skipped: 'pas nécessaire',
  },
  advice: {
    insecure:
      'Les navigateurs n’autorisent caméra et micro que sur les adresses https. Ouvrez la réunion à son adresse https.',
    unsupported:
      'Ce navigateur ne permet pas les réunions vidéo. Utilisez une version actuelle de Firefox, Chrome, Edge ou Safari.',
    device: 'Fermez ce test et lisez la note sous votre image : elle dit quoi faire.',
    off: 'Désactivé, donc non testé.',
    silent: 'Rien n’a été entendu. Parlez pendant le test, ou choisissez un autre micro.',
    'service-unreachable': 'Le service ne répond pas. Vérifiez que vous êtes en ligne, puis recommencez.',
    'server-unreachable':
      'Votre réseau bloque le serveur de réunion. Désactivez un VPN, essayez un autre réseau ou le partage de connexion d’un téléphone, ou demandez à votre administrateur d’y autoriser les WebSockets.',
    'udp-blocked':
      'Votre réseau bloque la voie rapide. Les appels fonctionnent, mais le son peut couper quand la ligne est chargée. Demandez à votre administrateur d’autoriser l’UDP vers le serveur de réunion.',
    'not-needed': 'Ne fonctionne pas d’ici, mais n’est pas nécessaire : une autre voie fonctionne.',
    'no-relay': 'Ce service n’a pas de relais.',
    'media-blocked':
      'Votre réseau ne laisse passer ni image ni son. Essayez un autre réseau ou le partage de connexion d’un téléphone, ou demandez à votre administrateur d’autoriser le serveur de réunion.',
    slow: 'Assez pour le son et une petite image. Arrêtez téléchargements et vidéos, ou rapprochez-vous du Wi-Fi.',
    'very-slow': 'Trop peu même pour le son. Arrêtez téléchargements et vidéos, ou utilisez un autre réseau.',
    lossy:
      'Une partie de ce qui est envoyé se perd, si bien que le son peut couper. Rapprochez-vous du Wi-Fi, ou prenez un câble.',
    far: 'Les paroles mettent du temps à arriver, si bien que l’on se coupe la parole. Un câble ou un réseau plus proche peut aider.',
    unmeasured: 'Impossible à mesurer.',
  },
  ms: (ms) => `${ms} ms`,
  speed: (up, down) => `${up} en envoi, ${down} en réception`,
  mbit: (size) => `${size} Mbit/s`,
  overall: {
    running: 'Test en cours…',
    good: 'Tout va bien : un appel fonctionnera d’ici.',
    limited: (step) => `Un appel fonctionnera, avec des limites : ${step}.`,
    bad: (step) => `Un appel échouerait ici : ${step}.`,
  },
  copy: 'Copier le rapport',
  copied: 'Copié',
  again: 'Recommencer',
  close: 'Fermer',
};
