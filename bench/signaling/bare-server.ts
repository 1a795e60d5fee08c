// Socket.IO and nothing else: people in rooms, and what one says is told to the others. What signaling costs at the least.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { connection } from '../../sfu/contract/version.ts';

/** Of the size of a participant in a room of ours. */
const participant = {
  id: '0b9d3a3e-6f0f-4c41-9c19-5f8a1a8a2f10',
  name: 'Guest 100',
  role: 'guest',
  suspended: false,
  sending: [{ source: 'mic', muted: true }],
  joinedAtMs: 1_800_000_000_000,
  handRaisedAtMs: null,
  quality: 'good',
};

const http = createServer();
const io = new Server(http, {
  path: connection.path,
  transports: ['websocket'],
  serveClient: false,
  pingInterval: connection.pingIntervalMs,
  pingTimeout: connection.pingTimeoutMs,
  perMessageDeflate: false,
});
io.on('connection', (socket) => {
  // Whoever comes says in place of a token which room it is.
  const room = String(socket.handshake.auth.token);
  void socket.join(room);
  socket.emit('connected', {});
  for (const name of ['join', 'setSource']) {
    socket.on(name, (_envelope: unknown, ack: (answer: unknown) => void) => {
      ack({ ok: true, data: {} });
      socket.to(room).emit(name === 'join' ? 'participantJoined' : 'participantChanged', { participant });
    });
  }
});
http.listen(0, '127.0.0.1', () => process.send?.((http.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
