import type { MouseEvent, ReactNode } from 'react';
import { go } from '../navigation.ts';
import { pathOf, type Route } from '../route.ts';

interface ToProps {
  readonly route: Route;
  readonly children: ReactNode;
  readonly className?: string;
  readonly 'aria-current'?: 'page';
  readonly 'aria-label'?: string;
}

/** A link inside the telephone: a real address, opened without loading the page again. */
export function To({ route, children, ...rest }: ToProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(route);
  };
  return <a href={pathOf(route)} onClick={follow} {...rest}>{children}</a>;
}
