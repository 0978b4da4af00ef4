import { Button } from '@qoricash/kit';
import { useTexts } from '../texts/texts.tsx';
import type { Paged } from './pages.ts';

/** Below a list by pages: how many of how many are shown, and the next page. */
export function MoreRows({ list }: { readonly list: Paged<unknown> }) {
  const texts = useTexts();
  if (list.rows.length === 0) return null;
  return (
    <div className="button-row">
      {list.total !== null && <span className="muted">{texts.common.of(list.rows.length, String(list.total))}</span>}
      {list.hasMore && <Button onPress={list.more} busy={list.isLoading && texts.common.loading}>{texts.common.more50}</Button>}
    </div>
  );
}
