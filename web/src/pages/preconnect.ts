/** Lets the browser look up and greet the box's address before anyone has clicked. */
export function preconnect(boxUrl: string): void {
  const { origin } = new URL(boxUrl);
  if (document.head.querySelector(`link[rel="preconnect"][href="${origin}"]`)) return;
  const link = document.createElement('link');
  link.rel = 'preconnect';
  link.href = origin;
  link.crossOrigin = 'anonymous';
  document.head.append(link);
}
