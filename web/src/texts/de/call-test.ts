import type { Texts } from '../texts.ts';

export const callTest: Texts['callTest'] = {
  open: 'Meine Verbindung prüfen',
  heading: 'Verbindungstest',
  intro: 'Dauert etwa 20 Sekunden. Sagen Sie etwas, damit Ihr Mikrofon gehört wird.',
  steps: {
    browser: 'Webbrowser',
    camera: 'Kamera',
    microphone: 'Mikrofon',
    service: 'Dieser Dienst',
    server: 'Besprechungsserver',
    udp: 'Bild und Ton auf dem schnellen Weg (UDP)',
    tcp: 'Bild und Ton auf dem Umweg (TCP)',
    relay: 'Bild und Ton über ein Relay (TURN)',
    speed: 'Geschwindigkeit Ihrer Verbindung',
  },
  marks: {
    waiting: 'noch nicht geprüft',
    running: 'wird geprüft',
    good: 'funktioniert',
    limited: 'funktioniert eingeschränkt',
    bad: 'funktioniert nicht',
    skipped: 'nicht nötig',
  },
  advice: {
    insecure:
      'Browser erlauben Kamera und Mikrofon nur auf https-Adressen. Öffnen Sie die Besprechung unter ihrer https-Adresse.',
    unsupported:
      'Dieser Browser kann keine Videobesprechungen. Verwenden Sie einen aktuellen Firefox, Chrome, Edge oder Safari.',
    device: 'Schließen Sie diesen Test und lesen Sie den Hinweis unter Ihrem Bild: Er sagt, was zu tun ist.',
    off: 'Ist ausgeschaltet und wurde daher nicht geprüft.',
    silent: 'Es war nichts zu hören. Sagen Sie während des Tests etwas oder wählen Sie ein anderes Mikrofon.',
    'service-unreachable': 'Der Dienst antwortet nicht. Prüfen Sie, ob Sie online sind, und testen Sie erneut.',
    'server-unreachable':
      'Ihr Netz blockiert den Besprechungsserver. Schalten Sie ein VPN aus, versuchen Sie ein anderes Netz oder den Hotspot eines Telefons, oder bitten Sie Ihre Administration, WebSockets dorthin zu erlauben.',
    'udp-blocked':
      'Ihr Netz blockiert den schnellen Weg. Gespräche funktionieren, aber der Ton kann abbrechen, wenn die Leitung belegt ist. Bitten Sie Ihre Administration, UDP zum Besprechungsserver zu erlauben.',
    'not-needed': 'Funktioniert von hier nicht, wird aber nicht gebraucht: Ein anderer Weg geht.',
    'no-relay': 'Dieser Dienst hat kein Relay.',
    'media-blocked':
      'Ihr Netz lässt weder Bild noch Ton durch. Versuchen Sie ein anderes Netz oder den Hotspot eines Telefons, oder bitten Sie Ihre Administration, den Besprechungsserver zu erlauben.',
    slow: 'Genug für Ton und ein kleines Bild. Beenden Sie Downloads und Streams oder gehen Sie näher ans WLAN.',
    'very-slow': 'Selbst für Ton zu wenig. Beenden Sie Downloads und Streams oder verwenden Sie ein anderes Netz.',
    lossy:
      'Ein Teil geht unterwegs verloren, sodass der Ton abbrechen kann. Gehen Sie näher ans WLAN oder nehmen Sie ein Kabel.',
    far: 'Worte brauchen lange, sodass man einander ins Wort fällt. Ein Kabel oder ein näheres Netz kann helfen.',
    unmeasured: 'Konnte nicht gemessen werden.',
  },
  ms: (ms) => `${ms} ms`,
  speed: (up, down) => `${up} hinauf, ${down} herunter`,
  mbit: (size) => `${size} Mbit/s`,
  overall: {
    running: 'Wird geprüft …',
    good: 'Alles in Ordnung: Ein Gespräch wird von hier aus funktionieren.',
    limited: (step) => `Ein Gespräch wird eingeschränkt funktionieren: ${step}.`,
    bad: (step) => `Ein Gespräch würde hier scheitern: ${step}.`,
  },
  copy: 'Bericht kopieren',
  copied: 'Kopiert',
  again: 'Erneut prüfen',
  close: 'Schließen',
};
