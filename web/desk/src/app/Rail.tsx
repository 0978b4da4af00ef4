import { Button, Icon } from '@qoricash/kit';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTexts } from '../texts/texts.tsx';
import type { Counters, Screen } from './screens.ts';

/** The screens that this person has, with what waits on them. */
export function Rail({ screens, counters, onFold }: {
  readonly screens: readonly Screen[];
  readonly counters: Counters;
  readonly onFold: () => void;
}) {
  const texts = useTexts();
  const list = useRef<HTMLUListElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  // On a telephone the rail is wider than its window.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [path]);
  return (
    <nav className="rail" aria-label={texts.frame.main}>
      <ul ref={list}>
        {screens.map(({ id, path, rail }) => {
          if (!rail) return null;
          const count = rail.count?.(counters);
          return (
            <li key={id}>
              <Link
                to={path}
                className="rail-link"
                activeProps={{ 'aria-current': 'page' }}
                activeOptions={{ exact: true, includeSearch: false }}
                title={texts.screens[id]}
              >
                <Icon name={rail.icon} />
                <span className="rail-word">{texts.screens[id]}</span>
                {count ? <span className="rail-count">{count}</span> : null}
              </Link>
            </li>
          );
        })}
      </ul>
      <Button tone="quiet" icon="fold" label={texts.frame.fold} onPress={onFold} />
    </nav>
  );
}
