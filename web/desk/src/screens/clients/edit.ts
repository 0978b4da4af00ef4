import type { ClientUpdateInput } from '../../gql/graphql.ts';
import type { ClientDetail } from './clients.ts';

/** What a person may correct of a client, as the form holds it. */
export interface Draft {
  readonly paternalSurname: string;
  readonly maternalSurname: string;
  readonly givenNames: string;
  readonly singleSurname: boolean;
  readonly legalName: string;
  readonly contactName: string;
  readonly contactPosition: string;
  readonly email: string;
  readonly phone: string;
  readonly line: string;
  readonly district: string;
  readonly province: string;
  readonly department: string;
  /** Null until the client was asked. */
  readonly politicallyExposed: boolean | null;
  readonly parallelOperations: boolean;
}

export type DraftField = keyof Draft;

export const isCompany = ({ documentType }: Pick<ClientDetail, 'documentType'>): boolean => documentType === 'RUC';

/** A client as the form begins with it. */
export const draftOf = (client: ClientDetail): Draft => ({
  paternalSurname: client.paternalSurname ?? '', maternalSurname: client.maternalSurname ?? '', givenNames: client.givenNames ?? '', singleSurname: client.singleSurname,
  legalName: client.fullName, contactName: client.contactName ?? '', contactPosition: client.contactPosition ?? '',
  email: client.email, phone: client.phone ?? '',
  line: client.address.line ?? '', district: client.address.district ?? '', province: client.address.province ?? '', department: client.address.department ?? '',
  politicallyExposed: client.politicallyExposed ?? null, parallelOperations: client.parallelOperations,
});

const personName: readonly DraftField[] = ['paternalSurname', 'maternalSurname', 'givenNames', 'singleSurname'];
const companyName: readonly DraftField[] = ['legalName', 'contactName', 'contactPosition'];
const address: readonly DraftField[] = ['line', 'district', 'province', 'department'];
const rest: readonly DraftField[] = ['email', 'phone'];

/** The fields that the form of this client has, in their order. */
export const fieldsOf = (client: ClientDetail): readonly DraftField[] =>
  isCompany(client) ? [...companyName, ...rest, ...address, 'politicallyExposed', 'parallelOperations'] : [...personName, ...rest, ...address, 'politicallyExposed'];

export interface FieldChange {
  readonly field: DraftField;
  readonly before: string | boolean | null;
  readonly after: string | boolean | null;
}

const plain = (value: string | boolean | null): string | boolean | null => (typeof value === 'string' ? value.trim() : value);

/** What differs from what was seen; blanks around a text are no difference. */
export function changesOf(client: ClientDetail, seen: Draft, draft: Draft): readonly FieldChange[] {
  return fieldsOf(client).map((field) => ({ field, before: plain(seen[field]), after: plain(draft[field]) })).filter(({ before, after }) => before !== after);
}

/** Whether a correction changes who the client is: an approved identification goes back to review then. */
export const isRenamed = (changes: readonly FieldChange[]): boolean =>
  changes.some(({ field }) => personName.includes(field) || field === 'legalName');

const text = (value: string): string | null => value.trim() || null;

/** What is sent: the parts that differ, and nothing else, so that what others corrected meanwhile stays. */
export function updateOf(client: ClientDetail, seen: Draft, draft: Draft, reason: string): Omit<ClientUpdateInput, 'idempotencyKey'> {
  const changed = new Set(changesOf(client, seen, draft).map(({ field }) => field));
  const has = (fields: readonly DraftField[]) => fields.some((field) => changed.has(field));
  return {
    clientId: client.id,
    reason: reason.trim(),
    ...(has(personName) && {
      name: { person: {
        paternalSurname: draft.paternalSurname.trim(), maternalSurname: text(draft.maternalSurname), givenNames: text(draft.givenNames),
        singleSurname: draft.singleSurname,
      } },
    }),
    ...(has(companyName) && { name: { company: {
      legalName: draft.legalName.trim(), contactName: text(draft.contactName), contactPosition: text(draft.contactPosition),
    } } }),
    ...(changed.has('email') && { email: draft.email.trim() }),
    ...(changed.has('phone') && { phone: draft.phone.trim() }),
    ...(has(address) && { address: { line: text(draft.line), district: text(draft.district), province: text(draft.province), department: text(draft.department) } }),
    ...(changed.has('politicallyExposed') && { politicallyExposed: draft.politicallyExposed }),
    ...(changed.has('parallelOperations') && { parallelOperations: draft.parallelOperations }),
  };
}

/** Where the house names a field of the form when it refuses one. */
export const refusalPaths: Readonly<Partial<Record<DraftField, string>>> = {
  paternalSurname: 'name.person.paternalSurname', maternalSurname: 'name.person.maternalSurname', givenNames: 'name.person.givenNames',
  singleSurname: 'name.person.singleSurname',
  legalName: 'name.company.legalName', contactName: 'name.company.contactName', contactPosition: 'name.company.contactPosition', email: 'email', phone: 'phone',
  line: 'address.line', district: 'address.district', province: 'address.province', department: 'address.department',
  politicallyExposed: 'politicallyExposed', parallelOperations: 'parallelOperations',
};
