const storageKey = 'parley:backdrop';
/** Larger is not seen behind a person, and does not fit into the storage. */
const longerSidePx = 1280;
const quality = 0.8;

/** Keeps a picture of this person's own, in this browser only. Throws when the file is none. */
export async function keepOwnBackdrop(file: Blob): Promise<void> {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, longerSidePx / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  localStorage.setItem(storageKey, canvas.toDataURL('image/jpeg', quality));
}

export function hasOwnBackdrop(): boolean {
  return localStorage.getItem(storageKey) !== null;
}

/** Null: there is none. */
export async function readOwnBackdrop(): Promise<ImageBitmap | null> {
  const url = localStorage.getItem(storageKey);
  if (!url?.startsWith('data:image/jpeg;base64,')) return null;
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
  return await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
}
