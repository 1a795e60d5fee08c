import type { Texts } from '../texts.ts';

const allow =
  'Klicken Sie auf das Kamera- oder Schlosssymbol neben der Adresse, erlauben Sie den Zugriff für diese Website und versuchen Sie es erneut.';
const other = 'Wählen Sie unten ein anderes Gerät.';

export const devices: Texts['devices'] = {
  notes: {
    mic: {
      'no-device': {
        title: 'Kein Mikrofon gefunden',
        advice: 'Sie können teilnehmen und zuhören. Schließen Sie eines an, wird es sofort verwendet.',
      },
      'permission-denied': {
        title: 'Das Mikrofon ist blockiert',
        advice: `Sie können teilnehmen und zuhören. Zum Sprechen: ${allow}`,
      },
      'permission-dismissed': {
        title: 'Das Mikrofon wurde noch nicht erlaubt',
        advice:
          'Sie können teilnehmen und zuhören. Versuchen Sie es erneut und wählen Sie „Zulassen“, um gehört zu werden.',
      },
      'system-denied': {
        title: 'Ihr System verwehrt dem Browser das Mikrofon',
        advice:
          'Erlauben Sie diesem Browser das Mikrofon in den Datenschutzeinstellungen Ihres Systems und versuchen Sie es erneut.',
      },
      'in-use': {
        title: 'Das Mikrofon ist belegt',
        advice:
          'Vielleicht nutzt es ein anderes Programm. Schließen Sie es oder wählen Sie ein anderes Mikrofon und versuchen Sie es erneut.',
      },
      overconstrained: { title: 'Dieses Mikrofon funktioniert hier nicht', advice: other },
      ended: {
        title: 'Das Mikrofon wurde getrennt',
        advice: 'Schließen Sie es wieder an oder wählen Sie unten ein anderes.',
      },
      insecure: {
        title: 'Kein Mikrofon auf dieser Adresse',
        advice: 'Browser erlauben es nur auf https-Adressen. Sie können teilnehmen und zuhören.',
      },
      failed: {
        title: 'Das Mikrofon ist nicht gestartet',
        advice: 'Wählen Sie unten ein anderes oder versuchen Sie es erneut.',
      },
    },
    camera: {
      'no-device': {
        title: 'Keine Kamera gefunden',
        advice: 'Sie können ohne teilnehmen. Schließen Sie eine an, wird sie sofort verwendet.',
      },
      'permission-denied': {
        title: 'Die Kamera ist blockiert',
        advice: `Sie können ohne sie teilnehmen. Um gesehen zu werden: ${allow}`,
      },
      'permission-dismissed': {
        title: 'Die Kamera wurde noch nicht erlaubt',
        advice:
          'Sie können ohne sie teilnehmen. Versuchen Sie es erneut und wählen Sie „Zulassen“, um gesehen zu werden.',
      },
      'system-denied': {
        title: 'Ihr System verwehrt dem Browser die Kamera',
        advice:
          'Erlauben Sie diesem Browser die Kamera in den Datenschutzeinstellungen Ihres Systems und versuchen Sie es erneut.',
      },
      'in-use': {
        title: 'Die Kamera ist belegt',
        advice:
          'Vielleicht nutzt sie ein anderes Programm. Schließen Sie es oder wählen Sie eine andere Kamera und versuchen Sie es erneut.',
      },
      overconstrained: { title: 'Diese Kamera funktioniert hier nicht', advice: other },
      ended: {
        title: 'Die Kamera wurde getrennt',
        advice: 'Schließen Sie sie wieder an oder wählen Sie unten eine andere.',
      },
      insecure: {
        title: 'Keine Kamera auf dieser Adresse',
        advice: 'Browser erlauben sie nur auf https-Adressen. Sie können ohne teilnehmen.',
      },
      failed: {
        title: 'Die Kamera ist nicht gestartet',
        advice: 'Wählen Sie unten eine andere oder versuchen Sie es erneut.',
      },
    },
  },
  tryAgain: 'Erneut versuchen',
  mic: 'Mikrofon',
  camera: 'Kamera',
  speaker: 'Lautsprecher',
  systemDefault: 'Systemstandard',
  unnamed: (number) => `Gerät ${number}`,
  level: 'Pegel des Mikrofons',
  flip: 'Andere Kamera',
  pushToTalk: 'Zum Sprechen Leertaste halten',
  pushToTalkHint: 'Solange Sie stummgeschaltet sind.',
  talking: 'Man hört Sie, solange Sie die Leertaste halten.',
  news: {
    gone: (kind, name) => `${kind} „${name}“ ist weg. Der Systemstandard wird verwendet.`,
    back: (kind, name) => `${kind} „${name}“ ist wieder da und wird verwendet.`,
    'default-changed': (kind, name) => `${kind}: jetzt „${name}“, wie Ihr System es vorgibt.`,
  },
  care: {
    mutedSpeech: 'Sie sind stummgeschaltet: Niemand hört Sie.',
    unmute: 'Ton einschalten',
    silent: 'Von Ihrem Mikrofon kommt nichts. Ist es ausgeschaltet oder das falsche?',
    dark: 'Ihr Bild ist recht dunkel. Ein Licht vor Ihnen hilft.',
    echo: 'Ihr Browser unterdrückt bei diesem Mikrofon kein Echo. Mit Kopfhörern hören sich die anderen nicht selbst.',
    interrupted: {
      mic: 'Ihr System hat das Mikrofon übernommen, wie bei einem Anruf.',
      camera: 'Ihr System hat die Kamera übernommen, wie bei einem Anruf.',
    },
    resume: 'Zurückholen',
    chooseDevice: 'Anderes wählen',
    dismiss: 'Ausblenden',
  },
  effects: {
    heading: 'Effekte',
    preview: 'Ihr Bild, wie die anderen es sehen',
    quiet: 'Geräusche entfernen',
    quietHint: 'Nur Sprache bleibt. Nicht für Musik.',
    picture: 'Hintergrund',
    choices: {
      none: 'Wie er ist',
      blur: 'Leicht unscharf',
      'blur-strong': 'Unscharf',
      dusk: 'Dämmerung',
      paper: 'Papier',
      pines: 'Kiefern',
      own: 'Eigenes Bild',
    },
    ownFile: 'Bild wählen …',
    ownRefused: 'Diese Datei ist kein Bild, das dieser Browser lesen kann.',
    starting: 'Wird vorbereitet …',
    failed: {
      picture: 'Der Hintergrund ließ sich hier nicht ändern.',
      quiet: 'Das Entfernen von Geräuschen funktioniert hier nicht.',
    },
    tooSlow: {
      picture: 'Dieses Gerät ist für den Hintergrund zu ausgelastet: Ihr Bild geht so hinaus, wie es ist.',
      quiet: 'Dieses Gerät ist zu ausgelastet, um Geräusche zu entfernen: Ihr Ton geht so hinaus, wie er ist.',
    },
    cannot: {
      picture: 'Dieser Browser kann den Hintergrund eines Bildes nicht ändern.',
      quiet: 'Dieser Browser kann Geräusche nicht weiter entfernen, als er es von selbst tut.',
    },
  },
};
