import type { Texts } from '../texts.ts';

const say = (title: string, text: string) => ({ title, text });
const reload = (title: string) =>
  say(title, 'Laden Sie diese Seite neu und nehmen Sie erneut teil. Bleibt es dabei, sagen Sie es dem Host.');
const serverFault = say(
  'Auf dem Server ist etwas schiefgegangen',
  'Es wurde dort vermerkt. Warten Sie einen Moment und versuchen Sie es erneut.',
);
const stalePass = say(
  'Ihr Zugang ist abgelaufen',
  'Er gilt nur zwei Minuten. Nehmen Sie erneut teil, um einen neuen zu erhalten.',
);
const notYours = say(
  'Das steht Ihnen nicht zu',
  'Melden Sie sich als Host dieser Besprechung an oder fragen Sie den Host.',
);
const busy = say(
  'Der Server ist ausgelastet',
  'Gerade ist kein Platz für weitere Personen. Versuchen Sie es in einigen Minuten erneut.',
);
const locked = say(
  'Die Besprechung ist gesperrt',
  'Im Moment kommt niemand Neues herein. Bitten Sie den Host, sie zu öffnen, und versuchen Sie es erneut.',
);
const notAccepted = say(
  'Der Besprechungsserver hat Ihren Zugang nicht angenommen',
  'Nehmen Sie erneut teil. Bleibt es dabei, sagen Sie es dem Betreiber dieses Dienstes.',
);
const moved = say('Die Besprechung ist gerade umgezogen', 'Nehmen Sie erneut teil, um zu folgen.');
const lost = reload('Die Verbindung für Bild und Ton ging verloren');
const disagree = reload('Diese Seite und der Besprechungsserver sind sich nicht einig');
const outdated = reload('Diese Seite ist veraltet');

export const problems: Texts['problems'] = {
  'bad-request': reload('Der Dienst hat diese Seite nicht verstanden'),
  'too-large': say('Das war zu lang', 'Verwenden Sie einen kürzeren Namen und versuchen Sie es erneut.'),
  'not-signed-in': say(
    'Sie sind nicht angemeldet',
    'Gehen Sie zur Startseite, melden Sie sich an und kommen Sie zurück.',
  ),
  'not-allowed': notYours,
  'host-not-allowed': say('Diese Adresse darf hier nichts leiten', 'Wenden Sie sich an den Betreiber dieses Dienstes.'),
  'origin-not-allowed': say(
    'Diese Adresse gehört nicht zum Dienst',
    'Öffnen Sie die Besprechung unter der Adresse, die der Host Ihnen gab.',
  ),
  'not-found': outdated,
  'method-not-allowed': outdated,
  'upgrade-required': say(
    'Ihr Netz blockiert Live-Verbindungen',
    'Versuchen Sie ein anderes Netz oder bitten Sie dessen Verwaltung, WebSockets zu erlauben.',
  ),
  'meeting-not-found': say(
    'Diese Besprechung gibt es nicht',
    'Prüfen Sie den Link mit der Person, die ihn sandte: Vielleicht fehlt ein Buchstabe.',
  ),
  'meeting-deleted': say(
    'Diese Besprechung wurde gelöscht',
    'Der Host hat sie entfernt. Bitten Sie um einen neuen Link.',
  ),
  'meeting-ended': say('Die Besprechung ist beendet', 'Sie öffnet wieder, wenn ein Host zurückkommt.'),
  'meeting-locked': locked,
  'meeting-full': say(
    'Die Besprechung ist voll',
    'Alle Plätze sind besetzt. Versuchen Sie es erneut, wenn jemand gegangen ist.',
  ),
  removed: say(
    'Sie wurden aus dieser Besprechung entfernt',
    'Ein Host hat das entschieden. Halten Sie es für ein Versehen, fragen Sie nach.',
  ),
  denied: say(
    'Der Host hat Sie nicht eingelassen',
    'Vielleicht war Ihr Name unbekannt. Fragen Sie nach, warten Sie etwas und klopfen Sie erneut.',
  ),
  'p2p-full': say(
    'Es sind schon vier Personen da',
    'Diese Besprechung geht direkt von Person zu Person, höchstens zu viert. Versuchen Sie es erneut, wenn jemand gegangen ist.',
  ),
  'move-pending': say(
    'Der Server der Besprechung antwortet nicht',
    'Schweigt er weiter, zieht die Besprechung um. Versuchen Sie es gleich erneut.',
  ),
  'passcode-needed': say(
    'Diese Besprechung hat einen Zugangscode',
    'Der Host hat ihn mit der Einladung gesandt. Geben Sie ihn ein, um teilzunehmen.',
  ),
  'passcode-wrong': say('Das ist nicht der Zugangscode', 'Prüfen Sie die Einladung und versuchen Sie es erneut.'),
  'file-not-found': say(
    'Diese Datei ist nicht mehr da',
    'Dateien bleiben höchstens einen Tag. Bitten Sie darum, sie erneut zu teilen.',
  ),
  'file-too-large': say('Diese Datei ist zu groß', 'In einer Besprechung können höchstens 25 MB geteilt werden.'),
  'files-full': say('Die Besprechung fasst keine weiteren Dateien', 'Teilen Sie stattdessen einen Link.'),
  'file-invalid': say('Diese Datei kann nicht geteilt werden', 'Sie hat keinen Namen oder ist leer.'),
  'seat-unknown': say(
    'Ihr Platz wurde freigegeben',
    'Sie waren eine Weile weg. Nehmen Sie erneut teil, um einen neuen zu erhalten.',
  ),
  'participant-not-found': say('Diese Person ist schon gegangen', 'Es gibt nichts weiter zu tun.'),
  'no-box': say(
    'Es läuft kein Besprechungsserver',
    'Der Dienst ist da, hat aber gerade keinen Server für Besprechungen. Versuchen Sie es bald erneut oder sagen Sie es dem Betreiber.',
  ),
  'box-unknown': serverFault,
  'key-wrong': serverFault,
  'clock-wrong': serverFault,
  'box-not-found': serverFault,
  'enrolment-refused': serverFault,
  'rate-limited': say('Das waren viele Versuche', 'Warten Sie eine Minute und versuchen Sie es erneut.'),
  internal: serverFault,
  'protocol-mismatch': say(
    'Diese Seite ist veraltet',
    'Der Dienst wurde aktualisiert. Laden Sie diese Seite neu und nehmen Sie erneut teil.',
  ),
  'handshake-invalid': reload('Der Besprechungsserver hat diese Seite nicht verstanden'),
  'token-invalid': notAccepted,
  'token-claims-invalid': notAccepted,
  'token-expired': stalePass,
  'token-not-yet-valid': say(
    'Die Uhr des Servers geht falsch',
    'Versuchen Sie es in einer Minute erneut und sagen Sie es dem Betreiber.',
  ),
  'token-wrong-issuer': say(
    'Dieser Besprechungsserver gehört zu einem anderen Dienst',
    'Sagen Sie es dem Betreiber dieses Dienstes.',
  ),
  'token-wrong-box': say(
    'Die Besprechung ist auf einem anderen Server',
    'Nehmen Sie erneut teil, um zum richtigen zu gelangen.',
  ),
  'token-wrong-placement': moved,
  'token-used': stalePass,
  'keys-unavailable': say('Der Besprechungsserver startet noch', 'Versuchen Sie es gleich erneut.'),
  'resume-refused': say('Sie waren zu lange weg', 'Nehmen Sie erneut teil, um zurückzukommen.'),
  'room-locked': locked,
  'box-full': busy,
  'box-closing': say('Der Server wird neu gestartet', 'Die Besprechung geht gleich weiter. Versuchen Sie es erneut.'),
  'unknown-request': outdated,
  'request-invalid': reload('Der Besprechungsserver hat diese Seite nicht verstanden'),
  'wrong-state': disagree,
  'not-granted': notYours,
  'too-many-requests': say('Das war zu viel auf einmal', 'Warten Sie einen Moment und versuchen Sie es erneut.'),
  'stale-epoch': moved,
  'transport-not-found': lost,
  'producer-not-found': lost,
  'source-off': disagree,
  outranked: say('Das darf bei einem Host nur ein Host', 'Fragen Sie die Person selbst.'),
  'poll-not-found': say('Diese Umfrage ist nicht mehr da', 'Es gibt nichts weiter zu tun.'),
  'poll-closed': say('Diese Umfrage ist beendet', 'Sie nimmt keine Stimmen mehr an.'),
  'polls-full': say('Die Besprechung fasst keine weiteren Umfragen', 'Verwenden Sie eine, die schon da ist.'),
  'wrong-mode': say('Bild und Ton haben gerade den Weg gewechselt', 'Versuchen Sie es gleich erneut.'),
  'proof-refused': say(
    'Der neue Weg trug noch nicht',
    'Nichts ist verloren: Was läuft, läuft weiter. Versuchen Sie es gleich erneut.',
  ),
  'source-taken': disagree,
  'media-refused': say(
    'Der Besprechungsserver kann Bild und Ton dieses Browsers nicht verwenden',
    'Versuchen Sie einen anderen Browser, etwa Firefox, Chrome oder Safari.',
  ),
  'media-unavailable': say('Die Besprechung wird neu aufgebaut', 'Versuchen Sie es gleich erneut.'),
  'worker-unreachable': say('Der Dienst antwortet nicht', 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.'),
  'worker-unintelligible': reload('Der Dienst hat auf unbekannte Weise geantwortet'),
  'box-unreachable': say(
    'Der Besprechungsserver ist nicht erreichbar',
    'Vielleicht blockiert ihn Ihr Netz. Versuchen Sie ein anderes Netz oder den Hotspot eines Telefons.',
  ),
  'box-silent': say('Der Besprechungsserver antwortet nicht', 'Versuchen Sie es gleich erneut.'),
  'box-unintelligible': reload('Der Besprechungsserver hat auf unbekannte Weise geantwortet'),
  'browser-unsupported': say(
    'Dieser Browser kann keine Videobesprechungen',
    'Verwenden Sie einen aktuellen Firefox, Chrome, Edge oder Safari.',
  ),
};
