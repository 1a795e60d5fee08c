/** A chat message as it is kept: without control characters, with line feeds as its only line ends, and no spaces at its ends. */
export function cleanChatText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '')
    .trim();
}
