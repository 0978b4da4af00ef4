import type { PermissionSet, ProposalDecision, ProposalWholeFragment } from '../../gql/graphql.ts';

/** Something that one person proposed and another decides. */
export type Proposal = ProposalWholeFragment;

export const views = ['open', 'own', 'decided'] as const;
export type ApprovalView = (typeof views)[number];

/** Reads an address; what it does not understand of one is left out. */
export function parseApprovalSearch(given: Readonly<Record<string, unknown>>): { readonly view?: ApprovalView } {
  const view = views.find((one) => one === given['view']);
  return view ? { view } : {};
}

/** What a decision would change: a state, a value, or the offices of a person. `before` is null where nobody can tell any more. */
export type Change =
  | { readonly of: 'status'; readonly before: string | null; readonly after: string }
  | { readonly of: 'value'; readonly before: string | null; readonly after: string }
  | { readonly of: 'sets'; readonly before: readonly PermissionSet[] | null; readonly after: readonly PermissionSet[] | null };

/**
 * What a proposal changes. `now` is what its parameter is at present. What was before stands beside an open one alone: of a decided
 * one the present is what came of it and of whatever followed.
 */
export function changeOf(proposal: Pick<Proposal, 'kind' | 'client' | 'parameter' | 'negotiatedRate' | 'user' | 'set' | 'decision'>, now: string | null): Change {
  const isOpen = !proposal.decision;
  switch (proposal.kind) {
    case 'KYC_APPROVE': return { of: 'status', before: isOpen ? (proposal.client?.kycStatus ?? null) : null, after: 'APPROVED' };
    case 'KYC_REJECT': return { of: 'status', before: isOpen ? (proposal.client?.kycStatus ?? null) : null, after: 'REJECTED' };
    case 'PARAMETER_SET': return { of: 'value', before: isOpen ? now : null, after: proposal.parameter?.value.text ?? '' };
    case 'NEGOTIATED_RATE': return { of: 'value', before: proposal.negotiatedRate?.publicRate ?? null, after: proposal.negotiatedRate?.rate ?? '' };
    case 'INVOICE_VOID': return { of: 'status', before: null, after: 'VOIDED' };
    case 'SCREENING_TRUE_MATCH':
    case 'SCREENING_FALSE_POSITIVE':
    case 'DUE_DILIGENCE_OVERRIDE':
    case 'RULE_SWITCH':
    case 'HOLD_RELEASE':
    case 'CLIENT_RELEASE': return { of: 'value', before: null, after: '' };
    case 'PERMISSION_SET_GRANT':
    case 'PERMISSION_SET_WITHDRAW': return setChange(proposal, isOpen);
  }
}

function setChange({ kind, user, set }: Pick<Proposal, 'kind' | 'user' | 'set'>, isOpen: boolean): Change {
  if (!set) return { of: 'sets', before: null, after: null };
  const gives = kind === 'PERMISSION_SET_GRANT';
  const before = user?.sets ?? null;
  if (!isOpen || before === null) return { of: 'sets', before: null, after: gives ? [set] : null };
  return { of: 'sets', before, after: gives ? [...new Set([...before, set])] : before.filter((one) => one !== set) };
}

/** The document that a proposal is about, by its number; null for any other, and where it is not shown. */
export const aboutOf = ({ invoiceVoid }: Pick<Proposal, 'invoiceVoid'>): string | null => invoiceVoid?.invoice?.code ?? null;

/** What may be done with a proposal: the house says so for each, and why not. */
export function decisionsOf({ decision, mayDecide }: Pick<Proposal, 'decision' | 'mayDecide'>): readonly ProposalDecision[] {
  if (decision) return [];
  return [...(mayDecide.allowed ? ['CONFIRMED' as const, 'DECLINED' as const] : []), ...(mayDecide.mayWithdraw ? ['WITHDRAWN' as const] : [])];
}

/**
 * The proposals of a view in the house's order; where all open ones are, those of others stand first. Who proposed one never changes,
 * so that nothing moves when it is decided.
 */
export function inView(rows: readonly Proposal[], view: ApprovalView, me: string): readonly Proposal[] {
  if (view === 'own') return rows.filter(({ proposer }) => proposer.id === me);
  if (view === 'decided') return rows;
  return [...rows.filter(({ proposer }) => proposer.id !== me), ...rows.filter(({ proposer }) => proposer.id === me)];
}
