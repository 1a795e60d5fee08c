import { expect, test } from 'vitest';
import { BoxFailure } from './errors.ts';
import { fieldsToWrite, makeLog } from './log.ts';

test('a field that the event does not list is not written', () => {
  const fields = { code: 'token-used', token: 'eyJhbGciOi', secret: 's3cret' };
  expect(fieldsToWrite('handshake-refused', fields as never)).toEqual({ code: 'token-used' });
});

test('an error is written without its properties, which may hold claims', () => {
  const cause = Object.assign(new Error('bad claim'), { payload: { jti: 'secret-jti' } });
  const written = JSON.stringify(
    fieldsToWrite('handshake-refused', { error: new BoxFailure('token-invalid', { cause }) }),
  );
  expect(written).toContain('token-invalid');
  expect(written).toContain('bad claim');
  expect(written).not.toContain('secret-jti');
});

test('writes one JSON line per event, named by it', () => {
  const lines: string[] = [];
  makeLog('info', { write: (line) => void lines.push(line) })('box-closed', { boxId: 'box-1' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'box-closed', boxId: 'box-1', level: 30 });
});
