import { useBeforeLeave, useLocation } from '@solidjs/router';
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { serviceVersion } from './service-version.ts';

/** The service is another one than the one that this page came from. */
export function createUpdated(): Accessor<boolean> {
  const [updated, setUpdated] = createSignal(serviceVersion.isUpdated);
  onCleanup(serviceVersion.onChange(() => setUpdated(serviceVersion.isUpdated)));
  return updated;
}

/** Once the service was updated, the way to another page is the moment to load all of it anew. Nothing is lost by that. */
export function createReloadOnTheWay(): void {
  const place = useLocation();
  useBeforeLeave((leaving) => {
    // Back and forth have no address before they are there.
    if (!serviceVersion.isUpdated || leaving.defaultPrevented || typeof leaving.to !== 'string') return;
    leaving.preventDefault();
    location.assign(leaving.to);
  });
  createEffect(
    on(
      () => place.pathname,
      () => serviceVersion.isUpdated && location.reload(),
      { defer: true },
    ),
  );
}
