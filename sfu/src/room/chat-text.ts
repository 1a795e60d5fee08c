// Besides control characters the marks and overrides with which a message could turn round the text beside it.
const unwanted = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A chat message as it is kept: without control and direction characters, with line feeds as its only line ends, and no spaces at
 * its ends.
 */
export function cleanChatText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(unwanted, '').trim();
}
