import { Badge, type Column, done, Icon, over, type State, Time, waiting } from '@qoricash/kit';
import { Link } from '@tanstack/react-router';
import type { ClientStatus } from '../../gql/graphql.ts';
import { Amount, plainMoney } from '../../house/money.tsx';
import type { OfficeTexts } from '../../texts/es/office.ts';
import { kycStates } from '../operation/Parties.tsx';
import { type ClientRow, fillOf } from './clients.ts';

type Label = (enumeration: string, value: string) => string;

const clientStates: Readonly<Record<ClientStatus, State>> = { ACTIVE: done, PENDING_VERIFICATION: waiting, DEACTIVATED: over };

/** The state of a client: whether it may sign in at all. */
export function ClientBadge({ status, label }: { readonly status: ClientStatus; readonly label: Label }) {
  return <Badge state={clientStates[status] ?? over}>{label('ClientStatus', status)}</Badge>;
}

/** The state of an identification. */
export function KycBadge({ status, label }: { readonly status: string; readonly label: Label }) {
  return <Badge state={kycStates[status] ?? waiting}>{label('KycStatus', status)}</Badge>;
}

/** What is used of a limit: the figures, and a bar whose fill is said in words too. */
export function LimitBar({ limit, texts }: { readonly limit: ClientRow['operatingLimit']; readonly texts: OfficeTexts }) {
  const fill = limit.applies ? fillOf(limit.used, limit.maximum) : null;
  if (fill === null || !limit.maximum) return <span className="muted">{texts.clients.noLimit}</span>;
  return (
    <span className="limit" title={texts.clients.ofLimit(plainMoney(limit.used), plainMoney(limit.maximum))}>
      <Amount money={limit.used} />
      <span className={`limit-bar limit-${fill}`}><span className="heard">{texts.clients.fill[fill]}</span></span>
    </span>
  );
}

function Flags({ row, texts }: { readonly row: ClientRow; readonly texts: OfficeTexts }) {
  const flags = [
    ...(row.politicallyExposed ? [{ icon: 'flag' as const, word: texts.clients.flag.exposed }] : []),
    ...(row.parallelOperations ? [{ icon: 'twins' as const, word: texts.clients.flag.parallel }] : []),
  ];
  return <span className="flags">{flags.map(({
    icon, word,
  }) => <span key={icon} className="flag" title={word}><Icon name={icon} /><span className="heard">{word}</span></span>)}</span>;
}

/** The columns of the list. What is watched lights up when it changes. */
export function clientColumns(texts: OfficeTexts, label: Label): readonly Column<ClientRow>[] {
  const { column } = texts.clients;
  return [
    {
      id: 'name', head: column.name, width: 250, frozen: true, card: 'title',
      cell: ({ id, fullName }) => <Link to="/clients/$id" params={{ id }} tabIndex={-1} className="client-name">{fullName}</Link>,
    },
    {
      id: 'document', head: column.document, width: 118, card: 'first',
      cell: ({
        documentType, maskedDocumentNumber,
      }) => <>{documentType === 'CE' ? documentType : label('DocumentType', documentType)} <code>{maskedDocumentNumber}</code></>,
    },
    { id: 'status', head: column.status, width: 108, card: 'state', watch: ({ status }) => status, cell: ({ status }) => <ClientBadge status={status} label={label} /> },
    {
      id: 'kyc', head: column.kyc, width: 116, watch: ({ kycStatus }) => kycStatus, card: 'second',
      cell: ({ kycStatus }) => <KycBadge status={kycStatus} label={label} />,
    },
    {
      id: 'limit', head: column.limit, width: 150, watch: ({ operatingLimit: { used, applies } }) => `${applies} ${used.amount}`,
      cell: ({ operatingLimit }) => <LimitBar limit={operatingLimit} texts={texts} />,
    },
    {
      id: 'operations', head: column.operations, width: 90, align: 'end', optional: true, watch: ({ operatingLimit }) => String(operatingLimit.count),
      cell: ({ operatingLimit }) => operatingLimit.count,
    },
    { id: 'owner', head: column.owner, width: 122, watch: ({ owner }) => owner?.id ?? '', cell: ({ owner }) => owner?.name ?? texts.clients.house },
    { id: 'flags', head: column.flags, width: 58, cell: (row) => <Flags row={row} texts={texts} /> },
    { id: 'since', head: column.since, width: 86, cell: ({ createdAt }) => <Time at={createdAt} /> },
    { id: 'email', head: column.email, width: 200, optional: true, cell: ({ maskedEmail }) => maskedEmail },
  ];
}
