import { Badge, Button, Card, type Column, DataTable, Dialog, DialogFoot, Empty, Failure, Notice, SelectField, Skeleton, Time } from '@qoricash/kit';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { type MessageChannel, OutboxCountsDocument, OutboxMessagesDocument, OutboxQueuesDocument, OutboxReplayDocument } from '../../gql/graphql.ts';
import { useAct } from '../../house/act.ts';
import { useAsk } from '../../house/ask.ts';
import { useDeskEvents } from '../../house/deskStream.ts';
import { MoreRows } from '../../house/MoreRows.tsx';
import { usePages } from '../../house/pages.ts';
import type { OfficeTexts } from '../../texts/es/office.ts';
import { useLabel, useOfficeTexts } from '../../texts/texts.tsx';
import { QueueTable } from '../system/QueueTable.tsx';
import { type Message, mayReplay, messageState, mostAtOnce, outboxFilter, type OutboxSearch, parseOutboxSearch, replayable } from './outbox.ts';

const everyChannel = 'ALL';

/** The outbox: what could not be sent first, and sending it again. */
export default function Messages() {
  const texts = useOfficeTexts();
  const label = useLabel();
  const navigate = useNavigate();
  const search = parseOutboxSearch(useSearch({ strict: false }));
  const status = search.status ?? 'DEAD';
  const list = usePages(OutboxMessagesDocument, { first: 50, filter: outboxFilter(search) }, ({ outboxMessages }) => outboxMessages);
  const counts = useAsk(OutboxCountsDocument, {}, { policy: 'network-only' });
  const [active, setActive] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const columns = useMemo(() => messageColumns(texts, label), [texts, label]);
  const again = () => {
    list.again();
    counts.again();
  };
  useDeskEvents({ onEvent: ({ __typename }) => __typename === 'MessageEvent' && again(), onReload: again });

  const go = (next: OutboxSearch) => {
    setChosen(new Set());
    setTold(null);
    void navigate({ to: '/messages', search: next as never, replace: true });
  };
  const toggle = (id: string) => setChosen((before) => {
    const next = new Set(before);
    if (!next.delete(id)) next.add(id);
    return next;
  });
  const ready = replayable(list.rows, chosen);
  useKeys(texts.screens.messages, [
    { keys: 'x', label: texts.kit.selectRow, act: () => active && toggle(active), when: () => !isAsking },
    { keys: 'r', label: texts.messages.replay, act: () => setAsking(true), when: () => !isAsking && ready.length > 0 },
  ]);
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{texts.screens.messages}</h1>
        <span className="screen-lead">{texts.messages.lead}</span>
      </div>
      <Channels />
      <div className="view-head">
        <Views status={status} counts={counts.data} onView={(next) => go({ ...search, status: next })} />
        <SelectField
          label={texts.messages.channel}
          value={search.channel ?? everyChannel}
          onChange={(id) => go({ ...(search.status && { status: search.status }), ...(id && id !== everyChannel && { channel: id as MessageChannel }) })}
          options={[{ id: everyChannel, label: texts.messages.allChannels }, ...(['EMAIL', 'PUSH'] as const).map((id) => ({ id, label: label('MessageChannel', id) }))]}
        />
      </div>
      {told && <Notice tone="good" role="status">{told}</Notice>}
      {list.problem && <Failure message={list.problem.message} requestId={list.problem.requestId} onRetry={again} />}
      {status === 'DEAD' && list.rows.length > 0 && (
        <div className="button-row">
          <Button tone="primary" shortcut="r" blocked={ready.length === 0 ? texts.messages.blocked : null} onPress={() => setAsking(true)}>
            {ready.length > 0 ? texts.messages.replayCount(ready.length) : texts.messages.replay}
          </Button>
          <Button onPress={() => setChosen(new Set(list.rows.filter(mayReplay).map(({ id }) => id)))}>{texts.messages.chooseAll}</Button>
          {chosen.size > 0 && <Button tone="quiet" onPress={() => setChosen(new Set())}>{texts.messages.clear}</Button>}
          {chosen.size > 0 && <span role="status">{texts.messages.chosen(chosen.size)} {chosen.size > mostAtOnce && texts.messages.tooMany(mostAtOnce)}</span>}
        </div>
      )}
      <Card flush>
        {list.isLoading && list.rows.length === 0 && <Skeleton rows={8} label={texts.common.loading} />}
        {!list.isLoading && list.rows.length === 0 && !list.problem && (
          <Empty icon="mail">{status === 'DEAD' || status === 'PENDING' ? texts.messages.empty[status] : texts.messages.empty.other}</Empty>
        )}
        {list.rows.length > 0 && (
          <DataTable
            label={texts.screens.messages}
            columns={columns}
            rows={list.rows}
            rowId={({ id }) => id}
            active={active}
            onActive={setActive}
            {...(status === 'DEAD' && { selection: chosen, onSelect: toggle })}
          />
        )}
      </Card>
      <MoreRows list={list} />
      {isAsking && (
        <Replay
          messages={ready}
          onClose={() => setAsking(false)}
          onDone={(count) => {
            setAsking(false);
            setChosen(new Set());
            setTold(texts.messages.replayed(count));
            again();
          }}
        />
      )}
    </div>
  );
}

const views = ['DEAD', 'PENDING', 'SENT', 'CANCELED', 'ALL'] as const;

function Views({ status, counts, onView }: {
  readonly status: (typeof views)[number];
  readonly counts: Readonly<Record<'givenUp' | 'waiting' | 'sent', { readonly totalCount: number }>> | undefined;
  readonly onView: (status: (typeof views)[number]) => void;
}) {
  const texts = useOfficeTexts();
  const count = { DEAD: counts?.givenUp, PENDING: counts?.waiting, SENT: counts?.sent, CANCELED: undefined, ALL: undefined };
  return (
    <nav className="view-tabs" aria-label={texts.messages.states}>
      {views.map((one) => (
        <button key={one} type="button" className="view-tab" aria-current={one === status ? 'page' : undefined} onClick={() => onView(one)}>
          {texts.messages.view[one]} {count[one] && <span className="tab-count">{count[one].totalCount}</span>}
        </button>
      ))}
    </nav>
  );
}

/** What waits by channel, as the house tells it of itself. */
function Channels() {
  const texts = useOfficeTexts();
  const { can } = useViewer();
  const { data } = useAsk(OutboxQueuesDocument, {}, { pause: !can.systemRead, policy: 'network-only' });
  const queues = data?.systemStatus.queues ?? [];
  if (queues.length === 0) return null;
  return (
    <Card title={texts.messages.channels} flush>
      <QueueTable queues={queues} />
    </Card>
  );
}

function messageColumns(texts: OfficeTexts, label: (enumeration: string, value: string) => string): readonly Column<Message>[] {
  const words = texts.messages;
  return [
    { id: 'kind', head: words.kind, width: 250, frozen: true, card: 'title', cell: ({ kind }) => label('MessageKind', kind) },
    {
      id: 'status', head: words.status, width: 150, card: 'state', watch: ({ status }) => status,
      cell: ({ status }) => <Badge state={messageState(status)}>{label('MessageStatus', status)}</Badge>,
    },
    { id: 'channel', head: words.channel, width: 90, card: 'second', cell: ({ channel }) => label('MessageChannel', channel) },
    { id: 'recipient', head: words.recipient, width: 150, card: 'first', cell: ({ recipient }) => recipient },
    { id: 'client', head: words.client, width: 150, cell: ({ client }) => client?.fullName ?? '—' },
    { id: 'attempts', head: words.attempts, width: 70, align: 'end', watch: ({ attempts }) => String(attempts), cell: ({ attempts }) => attempts },
    { id: 'failure', head: words.failure, width: 160, cell: ({ failure }) => <span className="muted">{failure ?? '—'}</span> },
    { id: 'created', head: words.created, width: 90, cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: 'due', head: words.next, width: 110, cell: ({ status, dueAt }) => (status === 'PENDING' ? <Time at={dueAt} /> : '—') },
    { id: 'sent', head: words.sent, width: 90, cell: ({ sentAt }) => (sentAt ? <Time at={sentAt} /> : '—') },
  ];
}

function Replay({ messages, onClose, onDone }: { readonly messages: readonly Message[]; readonly onClose: () => void; readonly onDone: (count: number) => void }) {
  const texts = useOfficeTexts();
  const label = useLabel();
  const replay = useAct(OutboxReplayDocument);
  const send = async () => {
    const payload = await replay.send({ messageIds: messages.map(({ id }) => id) });
    if (payload) onDone(payload.messages?.length ?? messages.length);
  };
  return (
    <Dialog title={texts.messages.replayCount(messages.length)} onClose={onClose} alert>
      <p>{texts.messages.replayAsk(messages.length)} {texts.messages.replayOnce}</p>
      <ul className="plain-list">
        {messages.slice(0, 8).map(({ id, kind, recipient, channel }) => <li key={id}>{label('MessageKind', kind)} · {recipient} <span className="muted">{label('MessageChannel', channel)}</span></li>)}
        {messages.length > 8 && <li className="muted">{texts.common.of(8, String(messages.length))}</li>}
      </ul>
      {messages.some(({ channel }) => channel === 'PUSH') && <Notice tone="warn">{texts.messages.replayPush}</Notice>}
      {replay.refusals.whole && <Notice tone="bad" role="alert">{replay.refusals.whole}</Notice>}
      <DialogFoot>
        <Button autoFocus onPress={onClose}>{texts.common.back}</Button>
        <Button tone="primary" busy={replay.isBusy && texts.messages.replaying} onPress={() => void send()}>{texts.messages.replayCount(messages.length)}</Button>
      </DialogFoot>
    </Dialog>
  );
}
