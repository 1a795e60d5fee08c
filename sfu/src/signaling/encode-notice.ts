/** Of Socket.IO's protocol, revision 5: an event in the default namespace. */
const event = '2';
/** Of Engine.IO's protocol, revision 4: a message. */
const message = '4';

/** A notice as Engine.IO takes it: the text, and the WebSocket frame that it makes. */
export interface EncodedNotice {
  text: string;
  options: { compress: false; wsPreEncodedFrame: Buffer[] };
}

/**
 * Encodes notices as `emit` would, and remembers the last one: a room tells one after the other the same object, which is encoded for
 * the first of them only.
 */
export class NoticeEncoder {
  private last: { name: string; notice: unknown; encoded: EncodedNotice } | null = null;

  encode(name: string, notice: unknown): EncodedNotice {
    const { last } = this;
    if (last && last.notice === notice && last.name === name) return last.encoded;
    const text = `${event}${JSON.stringify([name, notice])}`;
    const frame = textFrame(message + text);
    const encoded: EncodedNotice = { text, options: { compress: false, wsPreEncodedFrame: [frame] } };
    this.last = { name, notice, encoded };
    return encoded;
  }
}

/** One whole text message from a server: RFC 6455, 5.2. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = 0x81;
  if (headerLength === 2) frame[1] = length;
  else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headerLength);
  return frame;
}
