import { Button, Icon } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../texts/texts.tsx';
import type { Counters, Screen } from './screens.ts';

/** The screens that this person has, with what waits on them. */
export function Rail({ screens, counters, onFold, folded }: {
  readonly screens: readonly Screen[];
  readonly counters: Counters;
  readonly onFold: () => void;
  readonly folded: boolean;
}) {
  const texts = useTexts();
  return (
    <nav className="rail" aria-label={texts.frame.main}>
      <ul>
        {screens.map(({ id, path, rail }) => {
          if (!rail) return null;
          const count = rail.count?.(counters);
          return (
            <li key={id}>
              <Link to={path} className="rail-link" activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: true, includeSearch: false }} title={texts.screens[id]}>
                <Icon name={rail.icon} />
                <span className="rail-word">{texts.screens[id]}</span>
                {count ? <span className="rail-count">{count}</span> : null}
              </Link>
            </li>
          );
        })}
      </ul>
      <Button tone="quiet" icon="fold" label={texts.frame.fold} expanded={!folded} onPress={onFold} />
    </nav>
  );
}
