import { Button, CopyButton, Denied, Failure, limaExact, Menu, Notice, Skeleton } from '@qoricash/kit';
import { type ReactNode, useEffect } from 'react';
import { useKeys } from '../../app/keys.ts';
import { useViewer } from '../../app/viewer.tsx';
import { type OperationAction, OperationByIdDocument, type OperationDetailFragment, OperationPartiesByIdDocument } from '../../gql/graphql.ts';
import { useAsk } from '../../house/ask.ts';
import { operationIdOf, useDeskEvents } from '../../house/deskStream.ts';
import { serverNow } from '../../house/house.ts';
import { Amount, RateFigure } from '../../house/money.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { OperationBadge, OperationClock, SideWord } from '../operations/columns.tsx';
import { ActDialog } from './acts/ActDialog.tsx';
import { AmendDialog } from './acts/AmendDialog.tsx';
import { actKeys, actOrder, useActs } from './acts/useActs.ts';
import { isDialogAct, type Values } from './acts/specs.ts';
import { Deposits, Payouts, Proofs } from './Money.tsx';
import { ClientCard, PriceCard, RouteCard } from './Parties.tsx';
import { InvoiceBox } from './InvoiceBox.tsx';
import { Notes } from './Notes.tsx';
import { OperationTabs } from './OperationTabs.tsx';
import { Way } from './Way.tsx';
import './operation.css';

type Detail = OperationDetailFragment;

/** What the parts of the detail need to begin an act. */
export interface Acting {
  readonly operation: Detail;
  readonly begin: (action: OperationAction, start?: Values) => void;
}

/** One operation, in a panel beside the queue or as a page of its own. */
export function OperationView({ id, head }: { readonly id: string; readonly head: (operation: Detail | null) => ReactNode }) {
  const texts = useTexts();
  const { data, problem, isLoading, again } = useAsk(OperationByIdDocument, { id });
  const found = data?.node;
  const operation = found?.__typename === 'Operation' ? found : null;
  useDeskEvents({
    onEvent: (event) => {
      if (operationIdOf(event) === id) again();
    },
    onReload: again,
  });
  return (
    <article className="operation">
      {head(operation)}
      {problem && <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />}
      {operation && <Content operation={operation} />}
      {!operation && isLoading && <Skeleton rows={10} label={texts.common.loading} />}
      {!operation && !isLoading && !problem && <Denied>{texts.common.notFound}</Denied>}
    </article>
  );
}

function Content({ operation }: { readonly operation: Detail }) {
  const texts = useTexts();
  const acts = useActs(operation);
  const { open, begin, close, take } = acts;
  const known = operation.availableActions;
  const availability = (action: OperationAction) => known.find((one) => one.action === action);
  useKeys(texts.operation.title(operation.code), [
    ...actOrder.flatMap((action) => {
      const keys = actKeys[action];
      return keys && availability(action) ? [{ keys, label: texts.acts[action].verb, act: () => begin(action), when: () => availability(action)?.allowed ?? false }] : [];
    }),
    { keys: 'c', label: `${texts.kit.copy} ${texts.common.code}`, act: () => void navigator.clipboard.writeText(operation.code) },
    { keys: 'i', label: texts.operation.print, act: () => window.print() },
  ]);
  const acting: Acting = { operation, begin };
  const hold = operation.holds.find(({ releasedAt }) => !releasedAt);
  return (
    <>
      <Printed />
      {take.refusals.whole && <Notice tone="warn" role="alert">{take.refusals.whole}</Notice>}
      {hold && (
        <Notice tone="hold">
          <strong>{texts.operation.holdBy}.</strong> {hold.note} <span className="muted">{texts.operation.holdFor}: {hold.safeText}</span>
        </Notice>
      )}
      {operation.returnNote && <Notice tone="info">{operation.returnNote}</Notice>}
      {operation.cancelNote && <Notice tone="info">{operation.cancelNote}</Notice>}
      <div className="operation-grid">
        <div className="operation-left">
          <Figures operation={operation} />
          <Way operation={operation} />
          <Deposits {...acting} />
          <Payouts {...acting} />
          <Proofs {...acting} />
        </div>
        <div className="operation-right">
          <Acts {...acting} isTaking={take.isBusy} />
          <Parties id={operation.id} version={operation.version} />
        </div>
        <div className="operation-below"><OperationTabs operation={operation} /></div>
      </div>
      {open?.action === 'AMEND' && <AmendDialog operation={operation} onClose={close} />}
      {open && open.action !== 'AMEND' && isDialogAct(open.action) && (
        <ActDialog key={open.action} action={open.action} operation={operation} {...(open.start && { start: open.start })} onClose={close} />
      )}
    </>
  );
}

/** Who and how: read apart from what acts change, and anew with each version. */
function Parties({ id, version }: { readonly id: string; readonly version: number }) {
  const texts = useTexts();
  const { data, problem, isLoading, again } = useAsk(OperationPartiesByIdDocument, { id });
  useEffect(() => {
    if (version > 1) again();
  }, [version, again]);
  if (problem) return <Failure message={problem.message} requestId={problem.requestId} onRetry={again} />;
  const parties = data?.node?.__typename === 'Operation' ? data.node : null;
  if (!parties) return isLoading ? <Skeleton rows={6} label={texts.common.loading} /> : null;
  return (
    <>
      <ClientCard operation={parties} />
      <InvoiceBox id={id} version={version} />
      <PriceCard operation={parties} />
      <RouteCard operation={parties} />
      <Notes operation={parties} />
    </>
  );
}

/** Head of the panel and of the page: what the operation is, in one line. */
export function OperationHead({ operation, children }: { readonly operation: Detail; readonly children?: ReactNode }) {
  const texts = useTexts();
  return (
    <header className="operation-head">
      <h1>{operation.code}</h1>
      <CopyButton text={operation.code} what={texts.common.code} />
      <OperationBadge row={operation} texts={texts} />
      <OperationClock row={operation} texts={texts} />
      <span className="muted">{texts.operation.version(operation.version)}</span>
      <SideWord side={operation.side} texts={texts} />
      <span className="muted">{operation.operator ? texts.operation.holder(operation.operator.name) : texts.operation.nobody}</span>
      <span className="operation-tools">{children}</span>
    </header>
  );
}

function Figures({ operation }: { readonly operation: Detail }) {
  const texts = useTexts();
  return (
    <dl className="figures">
      <div><dt>{texts.operation.gives}</dt><dd><Amount money={operation.pay} size="number" /></dd></div>
      <div><dt>{texts.operation.rate}</dt><dd><RateFigure rate={operation.rate} size="number" /></dd></div>
      <div><dt>{texts.operation.gets}</dt><dd><Amount money={operation.receive} size="number" /></dd></div>
    </dl>
  );
}

const inSight = 6;

/** What may be done, with its reason where it may not; what cannot be done by this person at all is not shown. */
function Acts({ operation, begin, isTaking }: Acting & { readonly isTaking: boolean }) {
  const texts = useTexts();
  const sorted = actOrder.flatMap((action) => operation.availableActions.filter((one) => one.action === action && one.code !== 'FORBIDDEN'));
  const allowed = sorted.filter((one) => one.allowed);
  const blocked = sorted.filter((one) => !one.allowed);
  const shown = [...allowed, ...blocked].slice(0, Math.max(inSight, Math.min(allowed.length, inSight + 2)));
  const rest = sorted.filter((one) => !shown.includes(one));
  const [firstAllowed] = allowed;
  return (
    <section className="acts" aria-label={texts.operation.acts}>
      {shown.map(({ action, allowed: may, message }) => (
        <Button
          key={action}
          tone={may && action === firstAllowed?.action ? 'primary' : action === 'CANCEL' ? 'danger' : 'plain'}
          shortcut={actKeys[action]}
          blocked={may ? null : (message ?? texts.common.no)}
          busy={action === 'TAKE' && isTaking && texts.acts.TAKE.busy}
          onPress={() => begin(action)}
        >
          {texts.acts[action].verb}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu
          label={texts.operation.more}
          trigger={<Button icon="more" label={texts.operation.more} />}
          acts={rest.map(({ action, allowed: may, message }) => ({
            id: action, label: texts.acts[action].verb, shortcut: actKeys[action], danger: action === 'CANCEL' || action === 'VOID_PAYOUT',
            blocked: may ? null : message, onAct: () => begin(action),
          }))}
        />
      )}
    </section>
  );
}

/** What a printed sheet says of itself. */
function Printed() {
  const texts = useTexts();
  const viewer = useViewer();
  return <p className="printed">{texts.operation.printed('QoriCash', viewer.staffMember?.name ?? viewer.role, limaExact(new Date(serverNow()).toISOString()))}</p>;
}
