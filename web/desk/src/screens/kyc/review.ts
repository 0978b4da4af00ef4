import type { ClientReviewFragment, KycReason, LookUpQuery } from '../../gql/graphql.ts';

export type Review = ClientReviewFragment;
export type LookUp = NonNullable<LookUpQuery['documentLookup']>;

export const kycReasons: readonly KycReason[] = ['UNREADABLE', 'INCOMPLETE', 'EXPIRED', 'WRONG_DOCUMENT', 'DATA_MISMATCH', 'NOT_ACCEPTED'];

/** A field that the client declared, to be compared with the picture. */
export interface Declared {
  readonly field: 'documentNumber' | 'paternalSurname' | 'maternalSurname' | 'givenNames' | 'legalName' | 'address';
  readonly value: string;
}

/** What the client declared, in the order of a paper; what it did not declare is nothing to compare. */
export function declaredOf(
  client: Pick<Review, 'documentType' | 'documentNumber' | 'fullName' | 'paternalSurname' | 'maternalSurname' | 'givenNames' | 'address'>,
): readonly Declared[] {
  const { line, district, province, department } = client.address;
  const name: readonly Declared[] = client.documentType === 'RUC'
    ? [{ field: 'legalName', value: client.fullName }]
    : [
      { field: 'paternalSurname', value: client.paternalSurname ?? '' },
      { field: 'maternalSurname', value: client.maternalSurname ?? '' },
      { field: 'givenNames', value: client.givenNames ?? '' },
    ];
  const address = [line, district, province, department].filter(Boolean).join(', ');
  return [{ field: 'documentNumber' as const, value: client.documentNumber }, ...name, { field: 'address' as const, value: address }].filter(({ value }) => value !== '');
}

/** Capitals without accents and with single blanks, as registers write names. Ñ is a letter and no accent. */
export function plain(text: string): string {
  return text.toUpperCase().replaceAll('Ñ', '\u0001').normalize('NFD').replaceAll(/[\u0300-\u036f]/g, '').replaceAll('\u0001', 'Ñ').replaceAll(/\s+/g, ' ').trim();
}

/** What a register says of a field, beside what was declared: null where the register does not say. */
export function registeredOf(lookUp: LookUp, field: Declared['field']): string | null {
  if (field === 'documentNumber') return null;
  if (field !== 'address') return lookUp[field] ?? null;
  const { line, district, province, department } = lookUp.address ?? {};
  return [line, district, province, department].filter(Boolean).join(', ') || null;
}

export type Comparison = 'same' | 'other' | 'unsaid';

/** Whether a register says the same as the client. */
export function compareWith(lookUp: LookUp, { field, value }: Declared): Comparison {
  const registered = registeredOf(lookUp, field);
  if (registered === null) return 'unsaid';
  return plain(registered) === plain(value) ? 'same' : 'other';
}

type Waits = { readonly identification?: { readonly documents: readonly { readonly createdAt: string }[] } | null };

/** Since when a client waits, as far as its papers tell: its newest paper, with which the review began. */
export function waitsSince({ identification }: Waits): string | null {
  const sent = (identification?.documents ?? []).map(({ createdAt }) => createdAt);
  return sent.length === 0 ? null : sent.reduce((newest, at) => (Date.parse(at) > Date.parse(newest) ? at : newest));
}

/** The papers that wait for a verdict. */
export const unread = <Paper extends { readonly status: string }>(papers: readonly Paper[]): readonly Paper[] => papers.filter(({ status }) => status === 'SUBMITTED');

interface Compared {
  readonly identification?: { readonly documents: readonly { readonly matches: readonly unknown[] }[] } | null;
}

/** Files of other clients that are the same or look alike, over all papers. */
export const duplicates = ({ identification }: Compared): number =>
  (identification?.documents ?? []).reduce((count, { matches }) => count + matches.length, 0);

/** Who is next in the queue after somebody; the first where nobody follows, null where nobody else waits. */
export function nextOf(ids: readonly string[], id: string): string | null {
  const next = ids[ids.indexOf(id) + 1] ?? ids[0] ?? null;
  return next === id ? null : next;
}

/** Why a verdict cannot be given: it stands already, or the identification is decided and its papers with it. */
export function blockVerdict(paper: { readonly status: string }, accept: boolean, kycStatus: string): 'ALREADY' | 'DECIDED' | null {
  if (paper.status === (accept ? 'ACCEPTED' : 'REJECTED')) return 'ALREADY';
  return paper.status !== 'SUBMITTED' && kycStatus !== 'IN_REVIEW' ? 'DECIDED' : null;
}
