import { Button, Icon, Keys, limaClock, useNow } from '@qoricash/kit';
import { useTexts } from '../texts/texts.tsx';
import { BooksBadge } from './BooksBadge.tsx';
import { later } from './later.tsx';
import { LineState } from './LineState.tsx';
import { PersonName } from './PersonName.tsx';

const PersonMenu = later(async () => (await import('./PersonMenu.tsx')).PersonMenu);

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
      <span className="top-keys"><Button tone="quiet" shortcut="?" onPress={onKeys}>{texts.frame.keys}</Button></span>
      <PersonMenu fallback={<span className="button button-quiet"><Icon name="person" /><span><PersonName /></span></span>} />
    </header>
  );
}

function LimaClock() {
  const texts = useTexts();
  return <span className="top-clock" title={texts.common.lima}><span className="top-clock-word">{texts.common.lima}</span> {limaClock(useNow())}</span>;
}
