import type { Texts } from '../texts.ts';
import { count } from './count.ts';

export const schedule: Texts['schedule'] = {
  invitation: {
    when: (time) => `Wann: ${time}`,
    link: (link) => `Teilnehmen: ${link}`,
    passcode: (passcode) => `Zugangscode: ${passcode}`,
  },
  calendar: {
    heading: 'In den Kalender eintragen',
    google: 'Google Kalender',
    outlook: 'Outlook.com',
    office: 'Microsoft 365',
    file: 'Kalenderdatei für Apple, Outlook und andere',
    onceOnly: 'Die Webseiten von Outlook nehmen nur den ersten Termin einer Serie. Die Datei enthält alle.',
    close: 'Schließen',
  },
  scheduledFor: (time) => `Geplant: ${time}.`,
  runsUntil: (time) => `Läuft bis ${time}.`,
  begins: (time) => `Beginnt ${time}.`,
  beginsNow: 'Beginnt gleich.',
  over: 'Die geplante Zeit ist vorbei.',
};

export const attendance: Texts['attendance'] = {
  heading: 'Anwesenheit',
  about: (title) => `Wer bei „${title}“ dabei war`,
  loading: 'Wird nachgesehen …',
  none: 'Noch war niemand in dieser Besprechung. Danach sehen Sie hier, wer kam, wann und wie lange.',
  session: (time) => `Besprechung am ${time}`,
  goesOn: 'läuft noch',
  people: (number) => count(number, { one: '# Person', other: '# Personen' }),
  name: 'Name',
  role: 'Rolle',
  joined: 'Gekommen',
  left: 'Gegangen',
  stayed: 'Dauer',
  stillIn: 'noch da',
  roles: { host: 'Host', 'co-host': 'Co-Host', guest: 'Gast' },
  download: 'Als Tabelle laden (CSV)',
  latest: (number) => `Hier werden die letzten ${number} Male aufbewahrt.`,
  back: 'Zurück zu Ihren Besprechungen',
  csv: { session: 'Beginn der Besprechung', minutes: 'Minuten', file: 'anwesenheit' },
};

export const greenRoom: Texts['greenRoom'] = {
  nobody: 'Es ist noch niemand da.',
  onePerson: 'Eine Person ist da.',
  people: (number) => `${number} Personen sind da.`,
  youHost: 'Sie leiten diese Besprechung.',
  lobby: 'Der Host lässt die Gäste ein.',
  beginsWithHost: 'Sie beginnt, wenn der Host kommt.',
  passcode: {
    label: 'Zugangscode',
    hint: 'Er kam mit der Einladung.',
    'passcode-needed': 'Geben Sie den Zugangscode aus der Einladung ein.',
    'passcode-wrong': 'Das ist nicht der Zugangscode. Prüfen Sie die Einladung und versuchen Sie es erneut.',
  },
  name: 'Ihr Name',
  namePlaceholder: 'So, wie die anderen ihn sehen sollen',
  nameMissing: 'Geben Sie einen Namen ein, damit die anderen wissen, wer Sie sind.',
  join: 'Teilnehmen',
  start: 'Besprechung starten',
  knock: 'Um Einlass bitten',
  joining: 'Teilnahme läuft …',
  cameraOff: 'Ihre Kamera ist aus',
  cameraOpening: 'Ihre Kamera wird gestartet …',
  noCamera: 'Kein Bild',
  turnMicOn: 'Mikrofon einschalten',
  turnMicOff: 'Mikrofon stummschalten',
  turnCameraOn: 'Kamera einschalten',
  turnCameraOff: 'Kamera ausschalten',
  hideAddress: 'Meine Netzwerkadresse verbergen',
  reveals: {
    auto: 'Sind nur zwei Personen da, gehen Bild und Ton direkt zwischen ihnen: Beide könnten die Netzwerkadresse der anderen Person sehen.',
    p2p: 'In dieser Besprechung gehen Bild und Ton direkt von Person zu Person: Die anderen könnten Ihre Netzwerkadresse sehen.',
  },
  hidden: {
    auto: 'Ihr Bild und Ton gehen dann über den Besprechungsserver, was etwas länger dauert.',
    p2p: 'Ihr Bild und Ton gehen dann über ein Relay, was etwas länger dauert.',
  },
  cannotHide:
    'Diese Besprechung geht nur direkt, und dieser Dienst hat kein Relay, hinter dem Sie sich verbergen könnten. Zeigen Sie Ihre Adresse, um teilzunehmen, oder fragen Sie den Host.',
  preview: 'Ihre Kamera, wie im Spiegel',
  loading: 'Die Besprechung wird gesucht …',
  waiting: {
    lobby: {
      heading: 'Sie stehen vor der Tür',
      text: 'Der Host weiß Bescheid und lässt Sie ein. Lassen Sie diese Seite offen.',
    },
    'no-host': {
      heading: 'Der Host ist noch nicht da',
      text: 'Sie kommen herein, sobald er da ist. Lassen Sie diese Seite offen.',
    },
    asName: (name) => `Sie möchten als ${name} teilnehmen.`,
    leave: 'Verlassen',
  },
};

export const ends: Texts['ends'] = {
  left: {
    left: { title: 'Sie haben die Besprechung verlassen', text: 'Bis zum nächsten Mal.' },
    'connection-lost': {
      title: 'Die Verbindung ist abgebrochen',
      text: 'Die Besprechung geht weiter. Prüfen Sie Ihr Netz und kommen Sie zurück.',
    },
    removed: {
      title: 'Sie wurden aus der Besprechung entfernt',
      text: 'Ein Host hat das entschieden. Halten Sie es für ein Versehen, fragen Sie nach.',
    },
    replaced: {
      title: 'Sie sind woanders in dieser Besprechung',
      text: 'Sie wurde mit demselben Platz in einem anderen Fenster geöffnet, daher hat dieses aufgehört.',
    },
    'meeting-ended': { title: 'Die Besprechung ist beendet', text: 'Der Host hat sie für alle beendet.' },
    moved: {
      title: 'Die Besprechung ist umgezogen',
      text: 'Sie geht an anderer Stelle weiter. Kommen Sie zurück, um zu folgen.',
    },
    'box-closing': {
      title: 'Der Server wird neu gestartet',
      text: 'Die Besprechung geht gleich weiter. Kommen Sie zurück, um zu folgen.',
    },
    failed: {
      title: 'Auf dem Server ist etwas schiefgegangen',
      text: 'Es wurde dort vermerkt. Kommen Sie zurück und versuchen Sie es erneut.',
    },
  },
  rejoin: 'Zurückkommen',
  stayed: (time) => `Sie waren ${time} dabei.`,
  rating: {
    question: 'Wie war das Gespräch?',
    stars: (stars) => count(stars, { one: '# Stern', other: '# Sterne' }),
    problemsQuestion: 'Was war nicht in Ordnung?',
    problems: {
      'sound-broke': 'Der Ton brach ab',
      'picture-froze': 'Das Bild blieb stehen',
      echo: 'Es gab ein Echo',
      delay: 'Es gab eine Verzögerung',
      dropped: 'Ich flog heraus',
      'could-not-share': 'Ich konnte nichts teilen',
    },
    send: 'Senden',
    skip: 'Jetzt nicht',
    thanks: 'Vielen Dank. Das hilft dem Betreiber dieses Dienstes.',
    failed: 'Das kam nicht an. Versuchen Sie es erneut oder lassen Sie es gut sein.',
  },
  tryAgain: 'Erneut versuchen',
  home: 'Zur Startseite',
  notFound: {
    title: 'Hier ist nichts',
    text: 'Vielleicht ist die Adresse vertippt. Die Adresse einer Besprechung endet mit zehn Buchstaben, etwa abc-defg-hjk.',
  },
};
