import { Button, Notice, ToastRegion } from '@qoricash/kit';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { DeskCountersDocument } from '../gql/graphql.ts';
import { useValue } from '../house/ask.ts';
import { useTexts } from '../texts/texts.tsx';
import { Demo } from './Demo.tsx';
import { isDirty } from './dirty.ts';
import { useKeys } from './keys.ts';
import { later } from './later.tsx';
import { LineBar } from './LineState.tsx';
import { PricingPaused } from './PricingPaused.tsx';
import { Rail } from './Rail.tsx';
import { newRelease } from './release.ts';
import { screens } from './screens.ts';
import { IdleBar } from './IdleBar.tsx';
import { toasts } from './toasts.ts';
import { TopBar } from './TopBar.tsx';
import { useViewer } from './viewer.tsx';

const Search = later(async () => (await import('./Search.tsx')).Search);
const KeyMap = later(async () => (await import('./KeyMap.tsx')).KeyMap);

const foldKey = 'qoricash-desk:rail';

/** The frame around all screens: bar, rail, the state of the line, keys that hold everywhere. */
export function Frame() {
  const texts = useTexts();
  const viewer = useViewer();
  const navigate = useNavigate();
  const [folded, setFolded] = useState(() => localStorage.getItem(foldKey) === 'folded');
  const [open, setOpen] = useState<'search' | 'keys' | null>(null);
  const main = useRef<HTMLElement>(null);
  const counters = useValue(DeskCountersDocument, {})?.deskCounters ?? {};
  const seen = screens.filter((screen) => screen.sees?.(viewer) ?? true);
  const fold = () => {
    localStorage.setItem(foldKey, folded ? 'open' : 'folded');
    setFolded(!folded);
  };
  useKeys(texts.frame.everywhere, [
    { keys: '[Shift]+/', label: texts.search.title, act: () => setOpen('search') },
    { keys: '$mod+k', act: () => setOpen('search') },
    { keys: 'Shift+?', label: texts.frame.keys, act: () => setOpen('keys') },
    { keys: '[AltGraph]+[Control]+[Alt]+(\\[)', label: texts.frame.fold, act: fold },
    { keys: 'z', label: texts.common.undo, act: () => void toasts.undo(), when: () => toasts.shown()?.undo !== undefined },
  ]);
  useKeys(
    texts.frame.navigation,
    seen.flatMap(({ id, path, rail }) => (rail ? [{ keys: `g ${rail.key}`, label: texts.screens[id], act: () => void navigate({ to: path }) }] : [])),
  );
  useTitle();
  useEffect(() => {
    Search.fetch();
    KeyMap.fetch();
  }, []);
  return (
    <div className={folded ? 'frame frame-folded' : 'frame'}>
      <a className="skip" href="#main">{texts.frame.skip}</a>
      <Demo />
      <TopBar onSearch={() => setOpen('search')} onKeys={() => setOpen('keys')} />
      <div className="bars">
        <LineBar />
        <PricingPaused />
        <IdleBar />
        <ReleaseBar />
      </div>
      <div className="frame-body">
        <Rail screens={seen} counters={counters} onFold={fold} />
        <main id="main" className="main" ref={main} tabIndex={-1}><Outlet /></main>
      </div>
      {open === 'search' && <Search onClose={() => setOpen(null)} />}
      {open === 'keys' && <KeyMap onClose={() => setOpen(null)} />}
      <ToastRegion toasts={toasts} />
    </div>
  );
}

/** The title of the page is that of its screen, so that a person finds the tab. */
function useTitle(): void {
  const texts = useTexts();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const screen = screens.findLast((one) => one.path === path) ?? screens.find((one) => one.path.includes('$') && path.startsWith(one.path.split('$')[0] ?? '/'));
    document.title = screen ? `${texts.screens[screen.id]} · QoriCash` : `QoriCash · ${texts.frame.desk}`;
  }, [path, texts]);
}

function ReleaseBar() {
  const texts = useTexts();
  const isNew = useSyncExternalStore(newRelease.subscribe, newRelease.get);
  if (!isNew) return null;
  return (
    <Notice tone="info" role="status" act={<Button onPress={() => location.reload()}>{texts.frame.reload}</Button>}>
      {isDirty() ? texts.frame.newVersionDirty : texts.frame.newVersion}
    </Notice>
  );
}
