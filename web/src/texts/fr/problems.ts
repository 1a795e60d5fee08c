import type { Texts } from '../texts.ts';

const say = (title: string, text: string) => ({ title, text });
const reload = (title: string) =>
  say(title, 'Rechargez cette page et rejoignez à nouveau. Si cela persiste, prévenez l’hôte.');
const serverFault = say(
  'Un incident est survenu sur le serveur',
  'Il y a été consigné. Patientez un instant, puis réessayez.',
);
const stalePass = say(
  'Votre accès a expiré',
  'Il n’est valable que deux minutes. Rejoignez à nouveau pour en obtenir un autre.',
);
const notYours = say('Cela ne vous est pas permis', 'Connectez-vous comme hôte de cette réunion, ou demandez-lui.');
const busy = say('Le serveur est occupé', 'Il n’y a plus de place pour l’instant. Réessayez dans quelques minutes.');
const locked = say(
  'La réunion est verrouillée',
  'Personne ne peut entrer pour l’instant. Demandez à l’hôte de la déverrouiller, puis réessayez.',
);
const notAccepted = say(
  'Le serveur de réunion a refusé votre accès',
  'Rejoignez à nouveau. Si cela persiste, prévenez la personne qui gère ce service.',
);
const moved = say('La réunion vient de déménager', 'Rejoignez à nouveau pour la suivre.');
const lost = reload('La connexion pour l’image et le son a été perdue');
const disagree = reload('Cette page et le serveur de réunion ne s’accordent pas');
const outdated = reload('Cette page n’est plus à jour');

export const problems: Texts['problems'] = {
  'bad-request': reload('Le service n’a pas compris cette page'),
  'too-large': say('C’était trop long', 'Utilisez un nom plus court, puis réessayez.'),
  'not-signed-in': say('Vous n’êtes pas connecté', 'Allez à la page d’accueil, connectez-vous, puis revenez.'),
  'not-allowed': notYours,
  'host-not-allowed': say(
    'Cette adresse ne peut rien organiser ici',
    'Demandez à la personne qui gère ce service de l’ajouter.',
  ),
  'origin-not-allowed': say(
    'Cette adresse n’est pas celle du service',
    'Ouvrez la réunion à l’adresse que l’hôte vous a donnée.',
  ),
  'not-found': outdated,
  'method-not-allowed': outdated,
  'upgrade-required': say(
    'Votre réseau bloque les connexions en direct',
    'Essayez un autre réseau, ou demandez à son administrateur d’autoriser les WebSockets.',
  ),
  'meeting-not-found': say(
    'Cette réunion n’existe pas',
    'Vérifiez le lien avec la personne qui l’a envoyé : il manque peut-être une lettre.',
  ),
  'meeting-deleted': say('Cette réunion a été supprimée', 'Son hôte l’a retirée. Demandez-lui un nouveau lien.'),
  'meeting-ended': say('La réunion est terminée', 'Elle rouvrira quand un hôte reviendra.'),
  'meeting-locked': locked,
  'meeting-full': say(
    'La réunion est complète',
    'Toutes les places sont prises. Réessayez quand quelqu’un sera parti.',
  ),
  removed: say(
    'Vous avez été retiré de cette réunion',
    'Un hôte l’a décidé. Si vous pensez que c’est une erreur, demandez-lui.',
  ),
  denied: say(
    'L’hôte ne vous a pas fait entrer',
    'Peut-être ne connaissait-il pas votre nom. Demandez-lui, patientez un peu, puis frappez à nouveau.',
  ),
  'p2p-full': say(
    'Quatre personnes sont déjà là',
    'Cette réunion va directement de personne à personne, à quatre au plus. Réessayez quand quelqu’un sera parti.',
  ),
  'move-pending': say(
    'Le serveur de la réunion ne répond pas',
    'S’il reste muet, la réunion déménage. Réessayez bientôt.',
  ),
  'passcode-needed': say(
    'Cette réunion a un code d’accès',
    'L’hôte l’a envoyé avec l’invitation. Saisissez-le pour entrer.',
  ),
  'passcode-wrong': say('Ce n’est pas le code d’accès', 'Vérifiez l’invitation, puis réessayez.'),
  'file-not-found': say(
    'Ce fichier n’est plus là',
    'Les fichiers restent un jour au plus. Demandez qu’on le partage à nouveau.',
  ),
  'file-too-large': say('Ce fichier est trop volumineux', 'On peut partager 25 Mo au plus dans une réunion.'),
  'files-full': say('La réunion ne peut contenir plus de fichiers', 'Partagez plutôt un lien.'),
  'file-invalid': say('Ce fichier ne peut pas être partagé', 'Il n’a pas de nom, ou il est vide.'),
  'seat-unknown': say(
    'Votre place a été libérée',
    'Vous étiez absent un moment. Rejoignez à nouveau pour en prendre une autre.',
  ),
  'participant-not-found': say('Cette personne est déjà partie', 'Il n’y a rien d’autre à faire.'),
  'no-box': say(
    'Aucun serveur de réunion n’est en marche',
    'Le service fonctionne, mais n’a pas de serveur de réunion pour l’instant. Réessayez bientôt, ou prévenez la personne qui le gère.',
  ),
  'box-unknown': serverFault,
  'key-wrong': serverFault,
  'clock-wrong': serverFault,
  'box-not-found': serverFault,
  'enrolment-refused': serverFault,
  'rate-limited': say('Cela fait beaucoup de tentatives', 'Patientez une minute, puis réessayez.'),
  internal: serverFault,
  'protocol-mismatch': say(
    'Cette page n’est plus à jour',
    'Le service a été mis à jour. Rechargez cette page et rejoignez à nouveau.',
  ),
  'handshake-invalid': reload('Le serveur de réunion n’a pas compris cette page'),
  'token-invalid': notAccepted,
  'token-claims-invalid': notAccepted,
  'token-expired': stalePass,
  'token-not-yet-valid': say(
    'L’horloge du serveur est décalée',
    'Réessayez dans une minute, et prévenez la personne qui gère ce service.',
  ),
  'token-wrong-issuer': say(
    'Ce serveur de réunion appartient à un autre service',
    'Prévenez la personne qui gère ce service.',
  ),
  'token-wrong-box': say('La réunion est sur un autre serveur', 'Rejoignez à nouveau pour être dirigé vers le bon.'),
  'token-wrong-placement': moved,
  'token-used': stalePass,
  'keys-unavailable': say('Le serveur de réunion démarre encore', 'Réessayez dans un instant.'),
  'resume-refused': say('Votre absence a été trop longue', 'Rejoignez à nouveau pour revenir.'),
  'room-locked': locked,
  'box-full': busy,
  'box-closing': say('Le serveur redémarre', 'La réunion reprend dans un instant. Réessayez.'),
  'unknown-request': outdated,
  'request-invalid': reload('Le serveur de réunion n’a pas compris cette page'),
  'wrong-state': disagree,
  'not-granted': notYours,
  'too-many-requests': say('C’était trop à la fois', 'Patientez un instant, puis réessayez.'),
  'stale-epoch': moved,
  'transport-not-found': lost,
  'producer-not-found': lost,
  'source-off': disagree,
  outranked: say('Seul un hôte peut faire cela à un hôte', 'Demandez-lui directement.'),
  'poll-not-found': say('Ce sondage n’est plus là', 'Il n’y a rien d’autre à faire.'),
  'poll-closed': say('Ce sondage est terminé', 'Il n’accepte plus de votes.'),
  'polls-full': say('La réunion ne peut contenir plus de sondages', 'Utilisez-en un qui existe déjà.'),
  'wrong-mode': say('L’image et le son viennent de changer de chemin', 'Réessayez dans un instant.'),
  'proof-refused': say(
    'Le nouveau chemin ne portait pas encore',
    'Rien n’est perdu : ce qui joue continue. Réessayez dans un instant.',
  ),
  'source-taken': disagree,
  'media-refused': say(
    'Le serveur de réunion ne peut pas utiliser l’image et le son de ce navigateur',
    'Essayez un autre navigateur, comme Firefox, Chrome ou Safari.',
  ),
  'media-unavailable': say('La réunion est en reconstruction', 'Réessayez dans un instant.'),
  'worker-unreachable': say('Le service ne répond pas', 'Vérifiez votre connexion, puis réessayez.'),
  'worker-unintelligible': reload('Le service a répondu d’une façon inconnue de cette page'),
  'box-unreachable': say(
    'Le serveur de réunion est injoignable',
    'Votre réseau le bloque peut-être. Essayez un autre réseau, ou le partage de connexion d’un téléphone.',
  ),
  'box-silent': say('Le serveur de réunion ne répond pas', 'Réessayez dans un instant.'),
  'box-unintelligible': reload('Le serveur de réunion a répondu d’une façon inconnue de cette page'),
  'browser-unsupported': say(
    'Ce navigateur ne permet pas les réunions vidéo',
    'Utilisez une version actuelle de Firefox, Chrome, Edge ou Safari.',
  ),
};
