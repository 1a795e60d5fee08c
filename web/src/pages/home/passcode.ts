// Neither what looks alike (0 O, 1 l) nor vowels that would spell words.
const letters = '23456789bcdfghjkmnpqrstvwxyz';
const length = 8;

/** A passcode that can be read out: about 38 bits, which is plenty where few attempts a minute are answered. */
export function makePasscode(
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): string {
  let code = '';
  while (code.length < length) {
    const [byte = 0] = random(new Uint8Array(1));
    // Bytes beyond the last whole round would favour the first letters.
    if (byte < 256 - (256 % letters.length)) code += letters[byte % letters.length];
  }
  return code;
}
