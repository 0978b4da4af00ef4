import { Dialog, Icon, type IconName, Keys } from '@qoricash/kit';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useState } from 'react';
import { FindClientsDocument, FindOperationsDocument } from '../gql/graphql.ts';
import { useAsk } from '../house/ask.ts';
import { useTexts } from '../texts/texts.tsx';
import { screens } from './screens.ts';
import { useViewer } from './viewer.tsx';
import { plainMoney } from '../house/money.tsx';

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
  const hits = useHits(text, onClose);
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
        <p className="muted small">{hits.length === 0 ? texts.search.nothing(text) : texts.search.hint}</p>
      </div>
    </Dialog>
  );
}

function useHits(text: string, onClose: () => void): readonly Hit[] {
  const texts = useTexts();
  const viewer = useViewer();
  const navigate = useNavigate();
  const typed = useDeferredValue(text.trim());
  const asked = useSettled(typed);
  const isShort = asked.length < 3;
  const operations = useAsk(FindOperationsDocument, { text: asked }, { pause: isShort || !viewer.can.operationsRead });
  const clients = useAsk(FindClientsDocument, { text: asked }, { pause: isShort || !viewer.can.clientsRead });
  return useMemo(() => {
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
    const found = isShort ? [] : (operations.data?.operations.nodes ?? []).map((one): Hit => ({
      id: one.id, group: texts.search.operations, icon: 'list', title: `${one.code} · ${one.client.fullName}`,
      detail: `${one.statusLabel} · ${plainMoney(one.base)}`, open: go(`/operations/${one.id}`),
    }));
    const people = isShort ? [] : (clients.data?.clients.nodes ?? []).map((one): Hit => ({
      id: one.id, group: texts.search.clients, icon: 'person', title: one.fullName, detail: `${one.documentType} ${one.maskedDocumentNumber}`, open: go(`/clients/${one.id}`),
    }));
    return [...found, ...people, ...places];
  }, [typed, isShort, operations.data, clients.data, texts, viewer, navigate, onClose]);
}
