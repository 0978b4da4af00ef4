import { Badge, Card, type Column, DataTable, Empty, Failure, Skeleton, Time } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { ReferralsDocument } from '../../gql/graphql.ts';
import { useChanges } from '../../house/changes.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import type { OfficeTexts } from '../../texts/es/office.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { ReferralDialog } from './ReferralDialog.tsx';
import { type Referral, referralFilter, referralStanding, referralStates, type ReferralView, referralViews } from './rewards.ts';

/** The referrals of a view, newest first; one opens with what both have in common and the decision about it. */
export function Referrals({ view, onView, onTold }: {
  readonly view: ReferralView;
  readonly onView: (view: ReferralView) => void;
  readonly onTold: (text: string | null) => void;
}) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const words = texts.rewards;
  const list = usePages(ReferralsDocument, { first: 50, filter: referralFilter(view) }, ({ referrals }) => referrals);
  useChanges('REFERRAL', list.again);
  const [active, setActive] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const referral = list.rows.find(({ id }) => id === opened);
  const open = useCallback((id: string) => {
    onTold(null);
    setOpened(id);
  }, [onTold]);
  const columns = useMemo(() => referralColumns(texts, label, open), [texts, label, open]);
  return (
    <>
      <nav className="view-tabs" aria-label={texts.queue.views}>
        {referralViews.map((one) => (
          <button key={one} type="button" className="view-tab" aria-current={one === view ? 'page' : undefined} onClick={() => onView(one)}>
            {words.view[one]} {one === view && list.total !== null && <span className="tab-count">{list.total}</span>}
          </button>
        ))}
      </nav>
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={list.again} />}
      <Card flush>
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={8} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && !list.problem && <Empty icon="gift">{words.empty[view]}</Empty>}
        {list.rows.length > 0 && (
          <DataTable label={words.tabs.referrals} columns={columns} rows={list.rows} rowId={({ id }) => id} active={active} onActive={setActive} onOpen={open} />
        )}
      </Card>
      <MoreRows list={list} />
      <p className="muted small client-hint">{words.keys}</p>
      {referral && (
        <ReferralDialog
          referral={referral}
          onClose={() => setOpened(null)}
          onDone={(text) => {
            setOpened(null);
            onTold(text);
            list.again();
          }}
        />
      )}
    </>
  );
}

function referralColumns(
  texts: OfficeTexts, label: (enumeration: string, value: string) => string, open: (id: string) => void,
): readonly Column<Referral>[] {
  const words = texts.rewards;
  return [
    {
      id: 'referred', head: words.referred, width: 210, frozen: true, card: 'title',
      cell: ({ id, referred }) => <button type="button" className="link client-name" tabIndex={-1} onClick={() => open(id)}>{referred.fullName}</button>,
    },
    {
      id: 'referrer', head: words.referrer, width: 210, card: 'first',
      cell: ({ referrer: { id, fullName } }) => <Link to="/clients/$id" params={{ id }} tabIndex={-1} className="client-name">{fullName}</Link>,
    },
    {
      id: 'standing', head: words.standing, width: 190, card: 'state', watch: referralStanding,
      cell: (row) => <Badge state={referralStates[referralStanding(row)]}>{words.standings[referralStanding(row)]}</Badge>,
    },
    {
      id: 'flags', head: words.flags, width: 150, card: 'second', watch: ({ flags }) => flags.join(' '),
      cell: ({ flags }) => (flags.length > 0 ? flags.map((flag) => label('ReferralFlag', flag)).join(', ') : <span className="muted">{words.noFlags}</span>),
    },
    { id: 'origin', head: words.origin, width: 110, cell: ({ origin }) => label('ReferralOrigin', origin) },
    { id: 'bound', head: words.bound, width: 100, cell: ({ boundAt }) => <Time at={boundAt} /> },
    {
      id: 'confirmed', head: words.confirmed, width: 120, watch: ({ confirmedAt }) => confirmedAt ?? '',
      cell: ({ confirmedAt }) => (confirmedAt ? <Time at={confirmedAt} /> : <span className="muted">{words.notConfirmed}</span>),
    },
  ];
}
