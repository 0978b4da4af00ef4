import { describe, expect, it } from 'vitest';
import type { ClientDetail } from './clients.ts';
import { changesOf, type Draft, draftOf, fieldsOf, isRenamed, updateOf } from './edit.ts';

const person = {
  id: 'cli_1', documentType: 'DNI', fullName: 'QUISPE ROJAS ROSA', paternalSurname: 'QUISPE', maternalSurname: 'ROJAS', givenNames: 'ROSA', singleSurname: false,
  contactName: null, contactPosition: null, email: 'rosa@correo.pe', phone: null,
  address: { line: 'Av. Arequipa 100', district: 'Lince', province: null, department: null },
  politicallyExposed: null, parallelOperations: false,
} as unknown as ClientDetail;
const company = { ...person, id: 'cli_2', documentType: 'RUC', fullName: 'COMERCIAL ANDES S.A.C.', contactName: 'Ana Vega', contactPosition: 'Gerente' } as ClientDetail;

const corrected = (client: ClientDetail, part: Partial<Draft>) => ({ ...draftOf(client), ...part });

describe('what was corrected', () => {
  it('is nothing while the form stands as it began', () => {
    expect(changesOf(person, draftOf(person), draftOf(person))).toEqual([]);
  });

  it('is no blank around a text', () => {
    expect(changesOf(person, draftOf(person), corrected(person, { email: ' rosa@correo.pe ' }))).toEqual([]);
  });

  it('stands before and after, in the order of the form', () => {
    expect(changesOf(person, draftOf(person), corrected(person, { politicallyExposed: true, givenNames: 'ROSA ELENA' }))).toEqual([
      { field: 'givenNames', before: 'ROSA', after: 'ROSA ELENA' },
      { field: 'politicallyExposed', before: null, after: true },
    ]);
  });

  it.each([
    ['a name', person, { givenNames: 'ROSA ELENA' }, true],
    ['that there is one surname', person, { singleSurname: true }, true],
    ['the legal name', company, { legalName: 'ANDES S.A.C.' }, true],
    ['who speaks for a company', company, { contactName: 'Luis Paz' }, false],
    ['a telephone', person, { phone: '912345678' }, false],
  ] as const)('another identity: %s', (_, client, part, renamed) => {
    expect(isRenamed(changesOf(client, draftOf(client), corrected(client, part)))).toBe(renamed);
  });

  it('has several operations at once for companies alone', () => {
    expect(fieldsOf(person)).not.toContain('parallelOperations');
    expect(fieldsOf(company)).toContain('parallelOperations');
    expect(fieldsOf(company)).not.toContain('paternalSurname');
  });
});

describe('what is sent', () => {
  it.each([
    ['a telephone alone', person, { phone: ' 912 345 678 ' }, { phone: '912 345 678' }],
    [
      'a name whole', person, { givenNames: 'ROSA ELENA' },
      { name: { person: { paternalSurname: 'QUISPE', maternalSurname: 'ROJAS', givenNames: 'ROSA ELENA', singleSurname: false } } },
    ],
    [
      'one surname: the other is none', person, { maternalSurname: '', singleSurname: true },
      { name: { person: { paternalSurname: 'QUISPE', maternalSurname: null, givenNames: 'ROSA', singleSurname: true } } },
    ],
    [
      'a company with who speaks for it', company, { contactName: 'Luis Paz' },
      { name: { company: { legalName: 'COMERCIAL ANDES S.A.C.', contactName: 'Luis Paz', contactPosition: 'Gerente' } } },
    ],
    ['an address whole', person, { district: 'Miraflores' }, { address: { line: 'Av. Arequipa 100', district: 'Miraflores', province: null, department: null } }],
    ['what was declared', person, { politicallyExposed: false }, { politicallyExposed: false }],
  ] as const)('%s', (_, client, part, sent) => {
    expect(updateOf(client, draftOf(client), corrected(client, part), ' Lo pidió ')).toEqual({ clientId: client.id, reason: 'Lo pidió', ...sent });
  });

  it('leaves alone what somebody else corrected meanwhile', () => {
    const seen = draftOf(person);
    const now = { ...person, email: 'otra@correo.pe' } as ClientDetail;
    expect(updateOf(now, seen, { ...seen, phone: '912345678' }, 'Lo pidió')).toEqual({ clientId: 'cli_1', reason: 'Lo pidió', phone: '912345678' });
  });
});
