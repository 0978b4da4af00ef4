import { Dialog, Icon, type IconName, Keys, Notice } from '@qoricash/kit';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { FindAnythingDocument } from '../gql/graphql.ts';
import { useAsk } from '../house/ask.ts';
import { plainMoney } from '../house/money.tsx';
import { useLabel, useTexts } from '../texts/texts.tsx';
import { isSearchable, placeOf } from './found.ts';
import { screens } from './screens.ts';
import { useViewer } from './viewer.tsx';

interface Hit {
  readonly id: string;
  readonly group: string;
  readonly icon: IconName;
  readonly title: string;
  readonly detail?: string;
  readonly keys?: string;
  readonly open: () => void;
}

/** Waits until a person stops typing, so that a word is asked for and not each of its letters. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const later = setTimeout(() => setSettled(text), 150);
    return () => clearTimeout(later);
  }, [text]);
  return settled;
}

/** One field to find and to go: codes, names, documents, references, screens. */
export function Search({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const [text, setText] = useState('');
  const [place, setPlace] = useState(0);
  const list = useId();
  const { hits, problem, isLooking } = useHits(text, onClose);
  const at = Math.min(place, Math.max(0, hits.length - 1));
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setPlace(Math.min(at + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setPlace(Math.max(at - 1, 0));
    else if (event.key === 'Enter') hits[at]?.open();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={texts.search.title} onClose={onClose}>
      <div className="search">
        <input
          className="search-input"
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={list}
          aria-activedescendant={hits[at] ? `${list}-${hits[at].id}` : undefined}
          aria-label={texts.search.title}
          placeholder={texts.search.placeholder}
          value={text}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.target.value);
            setPlace(0);
          }}
          onKeyDown={press}
        />
        <ul id={list} role="listbox" aria-label={texts.search.title} className="search-hits">
          {hits.map((hit, index) => (
            <li
              key={hit.id}
              id={`${list}-${hit.id}`}
              role="option"
              aria-selected={index === at}
              className="search-hit"
              onPointerMove={() => setPlace(index)}
              onClick={hit.open}
            >
              <Icon name={hit.icon} />
              <span>{hit.title}</span>
              {hit.detail && <span className="muted small">{hit.detail}</span>}
              {hit.keys && <Keys keys={hit.keys} />}
            </li>
          ))}
        </ul>
        {problem && <Notice tone="warn" role="alert">{problem}</Notice>}
        <p className="muted small" role="status">{isLooking ? texts.search.looking : hits.length === 0 ? texts.search.nothing(text) : texts.search.hint}</p>
      </div>
    </Dialog>
  );
}

interface Hits {
  readonly hits: readonly Hit[];
  /** Why the house could not be asked; what the page itself knows stands nevertheless. */
  readonly problem: string | null;
  readonly isLooking: boolean;
}

function useHits(text: string, onClose: () => void): Hits {
  const texts = useTexts();
  const viewer = useViewer();
  const navigate = useNavigate();
  const typed = useDeferredValue(text.trim());
  const asked = useSettled(typed);
  const label = useLabel();
  const isAsked = isSearchable(asked);
  const { data, problem, isLoading } = useAsk(FindAnythingDocument, { text: asked }, { pause: !isAsked, policy: 'network-only' });
  const hits = useMemo(() => {
    const go = (to: string) => () => {
      onClose();
      void navigate({ to });
    };
    const words = typed.toLowerCase();
    const places = screens
      .filter((screen) => screen.rail && (screen.sees?.(viewer) ?? true) && texts.screens[screen.id].toLowerCase().includes(words))
      .map((screen): Hit => ({
        id: screen.id, group: texts.search.go, icon: screen.rail?.icon ?? 'right', title: texts.screens[screen.id], keys: `g ${screen.rail?.key}`, open: go(screen.path),
      }));
    const found = (isAsked ? (data?.searchAnything ?? []) : []).map(({ match, found: one }): Hit => {
      const by = label('SearchMatch', match);
      const hit = { id: one.id, open: go(placeOf(one)) };
      return one.__typename === 'Operation'
        ? {
          ...hit, group: texts.search.operations, icon: 'list', title: `${one.code} · ${one.client.fullName}`,
          detail: `${one.statusLabel} · ${plainMoney(one.base)} · ${by}`,
        }
        : {
          ...hit, group: texts.search.clients, icon: 'person', title: one.fullName,
          detail: `${one.documentType} ${one.maskedDocumentNumber} · ${label('KycStatus', one.kycStatus)} · ${by}`,
        };
    });
    return [...found, ...places];
  }, [typed, isAsked, data, texts, label, viewer, navigate, onClose]);
  return { hits, problem: isAsked ? (problem?.message ?? null) : null, isLooking: isSearchable(typed) && (isLoading || typed !== asked) };
}
