/** Everything that a key does in a meeting, and the key: one letter, alone unless it says otherwise. */
export const shortcutKeys = {
  mic: 'M',
  camera: 'V',
  screen: 'S',
  react: 'R',
  hand: 'H',
  chat: 'C',
  people: 'P',
  polls: 'O',
  view: 'G',
  leave: 'Shift+L',
  help: '?',
} as const;

export type ShortcutAction = keyof typeof shortcutKeys;

/** As a keyboard event has them. */
export type Pressed = {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  repeat: boolean;
};

const actionOfKey = new Map(
  Object.entries(shortcutKeys).map(([action, key]) => [key as string, action as ShortcutAction]),
);

/** What a press means; null: nothing. */
export function shortcutOf(pressed: Pressed): ShortcutAction | null {
  if (pressed.repeat || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (pressed.key === '?') return 'help';
  const letter = letterOf(pressed);
  return letter === null ? null : (actionOfKey.get(pressed.shiftKey ? `Shift+${letter}` : letter) ?? null);
}

/** On keyboards with other letters, the place of the key says which Latin one it would be. */
function letterOf({ key, code }: Pressed): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const isOtherLetter = key.length === 1 && /\p{L}/u.test(key);
  return isOtherLetter ? (/^Key([A-Z])$/.exec(code)?.[1] ?? null) : null;
}

const storageKey = 'parley:shortcuts';

/** Single keys are on unless somebody switched them off. */
export function readShortcutsOn(storage: Pick<Storage, 'getItem'>): boolean {
  return storage.getItem(storageKey) !== 'off';
}

export function writeShortcutsOn(storage: Pick<Storage, 'setItem'>, on: boolean): void {
  storage.setItem(storageKey, on ? 'on' : 'off');
}
