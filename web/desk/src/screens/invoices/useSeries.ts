import { InvoiceSeriesNowDocument, type InvoiceSeriesNowQuery } from '../../gql/graphql.ts';
import { type Asked, useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { useEvery } from '../../house/every.ts';

/** The series of the house as they stand: told when the queues stop or go on, looked at again for their numbers. */
export function useSeries(): Asked<InvoiceSeriesNowQuery> {
  const asked = useAsk(InvoiceSeriesNowDocument, {}, { policy: 'network-only' });
  const { again } = asked;
  useDeskEvents({ onEvent: ({ __typename }) => __typename === 'InvoiceQueueEvent' && again(), onReload: again });
  useEvery(30_000, again);
  return asked;
}
