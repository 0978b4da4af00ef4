import { Button, Notice, Time } from '@qoricash/kit';
import { useViewer } from '../../app/viewer.tsx';
import { InvoiceQueueResumeDocument, type InvoiceSeriesNowQuery } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import type { Asked } from '../../house/ask.ts';
import { useOfficeTexts } from '../../texts/texts.tsx';
import { managesAll } from './invoices.ts';

/** The bar above all documents while none goes out: since when, why, when the house tries by itself, and going on at once. */
export function QueueStopped({ asked }: { readonly asked: Asked<InvoiceSeriesNowQuery> }) {
  const texts = useOfficeTexts();
  const words = texts.invoices;
  const { permissions } = useViewer();
  const resume = useAct(InvoiceQueueResumeDocument);
  const stopped = asked.data?.invoiceSeries.find(({ stoppedAt }) => stoppedAt);
  if (!stopped?.stoppedAt) return null;
  const send = async () => {
    if (await resume.send({})) asked.again();
  };
  const act = managesAll(permissions) && <Button busy={resume.isBusy && words.resuming} onPress={() => void send()}>{words.resume}</Button>;
  return (
    <Notice tone="bad" role="alert" act={act}>
      <strong>{words.stopped}</strong>{' '}
      {words.stoppedSince} <Time at={stopped.stoppedAt} />. {stopped.stopped?.meaning} {stopped.stopped?.message && <>«{stopped.stopped.message}»</>}{' '}
      {stopped.probeAt && <>{words.probe} <Time at={stopped.probeAt} />. </>}
      {act && <span className="muted">{words.resumeHint}</span>}
      {resume.refusals.whole && <strong> {resume.refusals.whole}</strong>}
    </Notice>
  );
}
