import { Button, Menu } from '@qoricash/kit';
import { useNavigate } from '@tanstack/react-router';
import { house } from '../house/house.ts';
import { useLanguage, useTexts } from '../texts/texts.tsx';
import { singleKeys, useSingleKeys } from './keys.ts';
import { PersonName } from './PersonName.tsx';
import { type Theme, useTheme } from './theme.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** What a person does for itself, behind its name. It comes behind the first screen. */
export function PersonMenu() {
  const texts = useTexts();
  const navigate = useNavigate();
  const [theme, setTheme] = useTheme();
  const [language, speak] = useLanguage();
  const single = useSingleKeys();
  const leave = async () => {
    await house.sessions.signOut();
    location.assign(import.meta.env.BASE_URL);
  };
  return (
    <Menu
      label={texts.frame.person}
      trigger={<Button tone="quiet" icon="person"><PersonName /></Button>}
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
