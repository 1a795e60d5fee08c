/** Of Socket.IO's protocol, revision 5: an event in the default namespace. */
const event = '2';

/**
 * Encodes notices as `emit` would, and remembers the last one: a room tells one after the other the same object, which is encoded for
 * the first of them only.
 */
export class NoticeEncoder {
  private last: { name: string; notice: unknown; encoded: string } | null = null;

  encode(name: string, notice: unknown): string {
    const { last } = this;
    if (last && last.notice === notice && last.name === name) return last.encoded;
    const encoded = `${event}${JSON.stringify([name, notice])}`;
    this.last = { name, notice, encoded };
    return encoded;
  }
}
