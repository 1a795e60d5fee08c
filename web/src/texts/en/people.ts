function list(names: string[]): string {
  const [first = '', second = '', third] = names;
  if (names.length === 1) return first;
  if (names.length === 2) return `${first} and ${second}`;
  if (names.length === 3) return `${first}, ${second} and ${third}`;
  return `${first}, ${second} and ${names.length - 2} others`;
}

export const people = {
  heading: 'People',
  count: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  came: (names: string[]) => `${list(names)} joined`,
  went: (names: string[]) => `${list(names)} left`,
  roles: { host: 'Host', 'co-host': 'Co-host', guest: '' },
  handRaisedAs: (place: number) => `Hand raised, number ${place}`,
  waitingHeading: 'At the door',
  knocks: (names: string[]) => (names.length === 1 ? `${list(names)} wants to join` : `${list(names)} want to join`),
  admit: 'Let in',
  admitAll: 'Let all in',
  deny: 'Not now',
  admitNamed: (name: string) => `Let ${name} in`,
  denyNamed: (name: string) => `Turn ${name} away`,
  settings: 'Who may come in',
  lock: 'Lock the meeting',
  lockHint: 'Nobody new may come in',
  lobby: 'Lobby',
  lobbyHint: 'Guests wait until you let them in',
  remove: (name: string) => `Remove ${name}`,
  removeHeading: (name: string) => `Remove ${name}?`,
  removeText: 'They are sent out and cannot come back to this meeting in the same browser until it has ended.',
  banAddress: 'Also keep out their network',
  banAddressHint: 'Everyone behind the same connection, such as a household or a school.',
  alsoLobby: 'Turn the lobby on as well',
  alsoLobbyHint: 'In another browser they are a new guest; with the lobby on, you decide.',
  removeConfirm: 'Remove',
  cancel: 'Cancel',
  removed: (name: string) => `${name} was removed`,
};
