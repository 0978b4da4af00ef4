import { Button, Icon, Keys, limaClock, Menu, useNow } from '@qoricash/kit';
import { useNavigate } from '@tanstack/react-router';
import { house } from '../house/house.ts';
import { useLabel, useLanguage, useTexts } from '../texts/texts.tsx';
import { BooksBadge } from './BooksBadge.tsx';
import { singleKeys, useSingleKeys } from './keys.ts';
import { LineState } from './LineState.tsx';
import { type Theme, useTheme } from './theme.ts';
import { useViewer } from './viewer.tsx';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

export function TopBar({ onSearch, onKeys }: { readonly onSearch: () => void; readonly onKeys: () => void }) {
  const texts = useTexts();
  return (
    <header className="top">
      <span className="mark">Qori<b>Cash</b></span>
      <button type="button" className="top-search" onClick={onSearch}>
        <Icon name="search" />
        <span className="top-search-word">{texts.frame.search}</span>
        <span className="top-search-short">{texts.frame.searchShort}</span>
        <Keys keys="/" />
      </button>
      <LineState />
      <BooksBadge />
      <LimaClock />
      <Button tone="quiet" shortcut="?" onPress={onKeys}>{texts.frame.keys}</Button>
      <PersonMenu />
    </header>
  );
}

function LimaClock() {
  const texts = useTexts();
  return <span className="top-clock" title={texts.common.lima}><span className="top-clock-word">{texts.common.lima}</span> {limaClock(useNow())}</span>;
}

function PersonMenu() {
  const texts = useTexts();
  const viewer = useViewer();
  const navigate = useNavigate();
  const label = useLabel();
  const [theme, setTheme] = useTheme();
  const [language, speak] = useLanguage();
  const single = useSingleKeys();
  const name = viewer.staffMember?.name ?? label('Role', viewer.role);
  const leave = async () => {
    await house.sessions.signOut();
    location.assign(import.meta.env.BASE_URL);
  };
  return (
    <Menu
      label={texts.frame.person}
      trigger={<Button tone="quiet" icon="person"><span className="top-name">{name}</span> <span className="muted top-role">{label('Role', viewer.role)}</span></Button>}
      acts={[
        { id: 'sessions', label: texts.frame.sessions, icon: 'key', onAct: () => void navigate({ to: '/security' }) },
        ...themes.map((one) => ({
          id: `theme-${one}`,
          label: `${texts.frame.theme}: ${texts.frame.themes[one]}`,
          ...(one === theme && { icon: 'check' as const }),
          parted: one === 'system',
          onAct: () => setTheme(one),
        })),
        { id: 'keys', label: texts.frame.singleKeys, parted: true, ...(single && { icon: 'check' as const }), onAct: () => singleKeys.set(!single) },
        { id: 'language', label: texts.frame.language, onAct: () => speak(language === 'es' ? 'en' : 'es') },
        { id: 'leave', label: texts.frame.signOut, parted: true, onAct: () => void leave() },
      ]}
    />
  );
}
