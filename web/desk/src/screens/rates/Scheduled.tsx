import {
  Badge, Button, Card, Countdown, Dialog, DialogFoot, done, Empty, failed, Failure, limaExact, Notice, over, Skeleton, type State, Time, waiting,
} from '@qoricash/kit';
import { formatRate } from '@qoricash/sdk/money';
import { useState } from 'react';
import { type ScheduledRateFactsFragment, ScheduledRateCancelDocument, ScheduledRatesDocument, type ScheduleOutcome } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useChanges } from '../../house/changes.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { RateFigure } from '../../house/money.tsx';
import { type Paged, usePages } from '../../house/pages.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';

type ScheduledRate = ScheduledRateFactsFragment;

/** The pairs that wait for their instant, or those that ended. What became of one is told. */
export function useScheduled(open: boolean): Paged<ScheduledRate> {
  const list = usePages(ScheduledRatesDocument, { open, first: 50 }, ({ scheduledRates }) => scheduledRates);
  useChanges('SCHEDULED_RATE', list.again);
  return list;
}

const outcomes: Readonly<Record<ScheduleOutcome, State>> = { PUBLISHED: done, CANCELED: over, REFUSED: failed };
const views = ['open', 'ended'] as const;

/** Pairs that are published at an instant: when, what, why, and taking one back. */
export function Scheduled({ isOpen, onView, list, onSchedule }: {
  readonly isOpen: boolean;
  readonly onView: (open: boolean) => void;
  readonly list: Paged<ScheduledRate>;
  readonly onSchedule: () => void;
}) {
  const texts = useOfficeTexts();
  const words = texts.pricing.scheduled;
  const [canceling, setCanceling] = useState<ScheduledRate | null>(null);
  return (
    <Card
      title={words.title}
      aside={
        <span className="button-row">
          {views.map((view) => <Button key={view} tone="quiet" pressed={(view === 'open') === isOpen} onPress={() => onView(view === 'open')}>{words[view]}</Button>)}
          <Button icon="clock" shortcut="s" onPress={onSchedule}>{words.schedule}</Button>
        </span>
      }
      flush
    >
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      {list.isLoading && list.rows.length === 0 && <Skeleton rows={2} label={texts.common.loading} />}
      {!list.isLoading && list.rows.length === 0 && !list.problem && <Empty icon="clock">{isOpen ? words.empty : words.emptyEnded}</Empty>}
      {list.rows.length > 0 && <Rows rows={list.rows} isOpen={isOpen} onCancel={setCanceling} />}
      <MoreRows list={list} />
      {canceling && <CancelDialog scheduled={canceling} onClose={() => setCanceling(null)} onDone={() => { setCanceling(null); list.again(); }} />}
    </Card>
  );
}

function Rows({ rows, isOpen, onCancel }: { readonly rows: readonly ScheduledRate[]; readonly isOpen: boolean; readonly onCancel: (scheduled: ScheduledRate) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.pricing.scheduled;
  return (
    <table className="plain-table padded">
      <thead>
        <tr>
          <th scope="col">{words.at}</th><th scope="col" className="cell-end">{words.buys}</th><th scope="col" className="cell-end">{words.sells}</th>
          <th scope="col">{words.who}</th><th scope="col">{words.reason}</th>
          <th scope="col">{isOpen ? <span className="heard">{words.cancel}</span> : words.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id}>
            <td><Time at={one.publishAt} /> {!one.outcome && <span className="muted">{words.in} <Countdown until={one.publishAt} lateWord={words.due} /></span>}</td>
            <td className="cell-end"><RateFigure rate={one.houseBuys} /></td>
            <td className="cell-end"><RateFigure rate={one.houseSells} /></td>
            <td>{one.scheduledBy?.name ?? texts.rates.system}</td>
            <td className="rates-reason">{one.reason}{one.override && <span className="muted"> ({words.override})</span>}</td>
            <td className={isOpen ? 'cell-end' : 'rates-reason'}>
              {one.outcome ? (
                <>
                  <Badge state={outcomes[one.outcome] ?? waiting}>{label('ScheduleOutcome', one.outcome)}</Badge> {one.endedAt && <Time at={one.endedAt} />}{' '}
                  {one.refusal && <span className="muted">{one.refusal}</span>}
                </>
              ) : <Button tone="quiet" onPress={() => onCancel(one)}>{words.cancel}</Button>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CancelDialog({ scheduled, onClose, onDone }: { readonly scheduled: ScheduledRate; readonly onClose: () => void; readonly onDone: () => void }) {
  const texts = useOfficeTexts();
  const words = texts.pricing.scheduled;
  const acting = useAct(ScheduledRateCancelDocument);
  const send = async () => {
    if (await acting.send({ scheduledRateId: scheduled.id })) onDone();
  };
  return (
    <Dialog title={words.cancelTitle(formatRate(scheduled.houseBuys), formatRate(scheduled.houseSells))} onClose={onClose} alert>
      <p>{words.cancelAsk(limaExact(scheduled.publishAt))}</p>
      {acting.refusals.whole && <Notice tone="bad" role="alert">{acting.refusals.whole}</Notice>}
      <DialogFoot>
        <Button autoFocus onPress={onClose}>{texts.common.back}</Button>
        <Button tone="danger" busy={acting.isBusy && words.canceling} onPress={() => void send()}>{words.cancel}</Button>
      </DialogFoot>
    </Dialog>
  );
}
