import type { ComponentType, ReactNode } from 'react';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Link } from '@tanstack/react-router';
import { Denied, Empty } from '@qoricash/kit';
import { useTexts } from '../texts/texts.tsx';
import { Frame } from './Frame.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { type Screen, screens } from './screens.ts';
import { useViewer } from './viewer.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: Missing });

const routes = screens.map((screen) => {
  const Content = lazyRouteComponent(screen.load) as ComponentType;
  return createRoute({ getParentRoute: () => root, path: screen.path, component: () => <Guarded screen={screen}><Content /></Guarded> });
});

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: import.meta.env.BASE_URL.replace(/\/$/, ''),
  scrollRestoration: true,
  defaultPendingMs: 200,
});

/** Fetches all screens while nobody waits, so that nothing is asked of a house that serves a newer build by then. */
export function fetchScreens(): void {
  for (const { load } of screens) void load().catch(() => undefined);
}

function Guarded({ screen, children }: { readonly screen: Screen; readonly children: ReactNode }) {
  const texts = useTexts();
  const viewer = useViewer();
  if (screen.sees && !screen.sees(viewer)) return <Denied>{texts.frame.denied(texts.screens[screen.id])}</Denied>;
  return <ScreenBoundary key={screen.id}>{children}</ScreenBoundary>;
}

function Missing() {
  const texts = useTexts();
  return <Empty act={<Link to="/">{texts.screens.home}</Link>}>{texts.frame.missing}</Empty>;
}
