/** Hands a file to the browser to be saved under this name; it is never opened here. */
export function saveAs(blob: Blob, name: string): void {
  // As bytes: no browser shows them in this page's origin.
  const address = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
