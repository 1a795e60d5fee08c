/** A meeting in calendars and invitations, and the time until it begins. */
export const schedule = {
  invitation: {
    when: (time: string) => `When: ${time}`,
    link: (link: string) => `Join: ${link}`,
    passcode: (passcode: string) => `Passcode: ${passcode}`,
  },
  calendar: {
    heading: 'Add to calendar',
    google: 'Google Calendar',
    outlook: 'Outlook.com',
    office: 'Microsoft 365',
    file: 'Calendar file for Apple, Outlook and others',
    onceOnly: 'Outlook’s web pages take only the first date of a repeated meeting. The file has them all.',
    close: 'Close',
  },
  scheduledFor: (time: string) => `Scheduled: ${time}.`,
  runsUntil: (time: string) => `It is on until ${time}.`,
  begins: (time: string) => `It begins ${time}.`,
  beginsNow: 'It is about to begin.',
  over: 'Its scheduled time is over.',
};
