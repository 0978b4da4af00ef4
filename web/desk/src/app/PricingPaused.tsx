import { Notice, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { PricingPauseDocument } from '../gql/graphql.ts';
import { useAsk } from '../house/ask.ts';
import { useDeskEvents } from '../house/deskStream.ts';
import { useEvery } from '../house/every.ts';
import { useTexts } from '../texts/texts.tsx';
import { pauseOf } from './pause.ts';

/** The pause of prices with its parameter, fresh: told when somebody sets it, looked at again for an instant that comes by itself. */
export function usePause() {
  const { data, again } = useAsk(PricingPauseDocument, {});
  useDeskEvents({ onEvent: ({ __typename }) => __typename === 'ParameterEvent' && again(), onReload: again });
  useEvery(60_000, again);
  const parameter = data?.parameters[0];
  return { ...pauseOf(parameter), parameter, again };
}

/** The bar of every screen while nobody can quote: who put it so, since when, why, and the way to the rates. */
export function PricingPaused() {
  const texts = useTexts();
  const { isPaused, by, since, reason } = usePause();
  if (!isPaused) return null;
  return (
    <Notice tone="bad" role="status" act={<Link to="/rates">{texts.frame.pausedSee}</Link>}>
      <strong>{texts.frame.paused}</strong>{' '}
      {by && since ? <>{texts.frame.pausedBy(by)}, {texts.frame.pausedSince} <Time at={since} />: «{reason}»</> : texts.frame.pausedFirst}
    </Notice>
  );
}
