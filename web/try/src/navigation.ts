import { signal } from '@qoricash/sdk';
import { useSignal } from '@qoricash/sdk/react';
import { pathOf, routeOf, type Route } from './route.ts';

const address = signal(location.pathname);
window.addEventListener('popstate', () => address.set(location.pathname));

/** Goes to a place. In place of the present one where going back would be senseless. */
export function go(route: Route, how: { readonly replace?: boolean } = {}): void {
  const path = pathOf(route);
  if (how.replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  address.set(path);
  window.scrollTo(0, 0);
}

/** The place that is shown. */
export const useRoute = (): Route => routeOf(useSignal(address));
