import { readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import path from 'node:path';
import { generate } from 'selfsigned';
import { SMTPServer } from 'smtp-server';

export type Certificate = { key: string; cert: string; file: string };

/** For `localhost`, signed by itself, and written to a file that a client may be told to trust. */
export async function makeCertificate(dir: string, name: string): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const file = path.join(dir, `${name}.crt`);
  writeFileSync(file, cert);
  return { key, cert: readFileSync(file, 'utf8'), file };
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/** Stops a server, once. */
function stopper(server: { close: (done: () => void) => unknown }): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= new Promise<void>((resolve) => void server.close(() => resolve()));
    return stopped;
  };
}

type Mail = { from: string; to: string[]; text: string };

/** A mail server that knows one person, and takes mail for everybody but `nobody@…`. `seen`: all that clients said to it. */
export async function startMailServer(certificate: Certificate, way: 'tls' | 'plain') {
  const mails: Mail[] = [];
  const seen: string[] = [];
  const smtp = new SMTPServer({
    ...{ key: certificate.key, cert: certificate.cert, secure: way === 'tls', logger: false },
    onConnect: (_, done) => {
      seen.push('connected');
      done();
    },
    onAuth: ({ username = '', password = '' }, _, done) => {
      seen.push(`${username} ${password}`);
      if (username === 'ada@x' && password === 'p:ss') done(null, { user: username });
      else done(new Error('Wrong credentials'));
    },
    onRcptTo: ({ address }, _, done) => done(address.startsWith('nobody@') ? new Error(`No such <${address}>`) : null),
    onData: (stream, { envelope }, done) => {
      let text = '';
      stream.on('data', (chunk) => {
        text += String(chunk);
      });
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  // A client that breaks off while they agree on a key: what some of these tests are about.
  smtp.on('error', () => seen.push('broken off'));
  await new Promise<void>((resolve) => void smtp.listen(0, 'localhost', resolve));
  return { port: portOf(smtp.server), mails, seen, stop: stopper(smtp) };
}

export async function startHttpsServer({ key, cert }: Certificate, listener: RequestListener) {
  const server = createServer({ key, cert }, listener);
  await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve));
  return { origin: `https://localhost:${portOf(server)}`, stop: stopper(server) };
}

export async function bodyOf(request: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
