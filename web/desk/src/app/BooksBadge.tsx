import { Badge, done, failed, type State, waiting } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { BooksBadgeDocument, type BooksState } from '../gql/graphql.ts';
import { useAsk } from '../house/ask.ts';
import { useDeskEvents } from '../house/deskStream.ts';
import { useEvery } from '../house/every.ts';
import { useTexts } from '../texts/texts.tsx';
import { useViewer } from './viewer.tsx';

const states: Readonly<Record<BooksState, State>> = { BALANCED: done, UNBALANCED: failed, UNCHECKED: waiting };

/** How the books stand, as a word for everybody of the house; who sees balances gets to them by it. */
export function BooksBadge() {
  const texts = useTexts();
  const { can } = useViewer();
  const { data, again } = useAsk(BooksBadgeDocument, {});
  useDeskEvents({ onEvent: ({ __typename }) => __typename === 'BooksEvent' && again(), onReload: again });
  useEvery(60_000, again);
  const books = data?.booksStatus;
  if (!books) return null;
  const badge = <Badge state={states[books.state] ?? waiting}>{texts.frame.books[books.state] ?? books.text}</Badge>;
  return (
    <span className="top-books" title={books.text}>
      {can.balancesRead ? <Link to="/accounts" aria-label={books.text}>{badge}</Link> : badge}
    </span>
  );
}
