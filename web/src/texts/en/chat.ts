export const chat = {
  heading: 'Chat',
  log: 'Messages',
  nobodyYet: 'No messages yet. What is written here is seen by everyone in the meeting.',
  field: 'Message to everyone',
  placeholder: 'Write to everyone',
  send: 'Send',
  sending: 'Sending…',
  notSent: 'Not sent. Your text is still here: check your connection, then send it again.',
  tooFast: 'Not sent: that was a lot at once. Wait a moment, then send it again.',
  left: (count: number) => (count === 1 ? '1 character left' : `${count} characters left`),
  tooLong: (count: number) => (count === 1 ? '1 character too long' : `${count} characters too long`),
  newBelow: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
};
