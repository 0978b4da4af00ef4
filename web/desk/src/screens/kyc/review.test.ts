import { describe, expect, it } from 'vitest';
import { blockVerdict, compareWith, type Declared, declaredOf, duplicates, type LookUp, nextOf, plain, type Review, unread, waitsSince } from './review.ts';

const person = {
  documentType: 'DNI', documentNumber: '45120921', fullName: 'QUISPE ROJAS ROSA', paternalSurname: 'QUISPE', maternalSurname: 'ROJAS', givenNames: 'ROSA',
  address: { line: 'Av. Arequipa 100', district: 'Lince', province: null, department: null },
} as unknown as Review;

describe('what was declared', () => {
  it('stands in the order of a paper', () => {
    expect(declaredOf(person)).toEqual([
      {
        field: 'documentNumber', value: '45120921',
      }, { field: 'paternalSurname', value: 'QUISPE' }, { field: 'maternalSurname', value: 'ROJAS' }, { field: 'givenNames', value: 'ROSA' },
      { field: 'address', value: 'Av. Arequipa 100, Lince' },
    ]);
  });

  it('leaves out what the client did not declare', () => {
    const alone = { ...person, maternalSurname: null, address: { line: null, district: null, province: null, department: null } } as Review;
    expect(declaredOf(alone).map(({ field }) => field)).toEqual(['documentNumber', 'paternalSurname', 'givenNames']);
  });

  it('is the legal name of a company', () => {
    const company = { ...person, documentType: 'RUC', documentNumber: '20990019224', fullName: 'ANDES S.A.C.' } as Review;
    expect(declaredOf(company).map(({ field }) => field)).toEqual(['documentNumber', 'legalName', 'address']);
  });
});

describe('a register beside what was declared', () => {
  const lookUp = { paternalSurname: 'Quispe', maternalSurname: 'NÚÑEZ', givenNames: null, address: null } as unknown as LookUp;

  it.each<[Declared, string]>([
    [{ field: 'paternalSurname', value: 'QUISPE' }, 'same'],
    [{ field: 'maternalSurname', value: 'NUÑEZ' }, 'same'],
    [{ field: 'maternalSurname', value: 'NUNEZ' }, 'other'],
    [{ field: 'givenNames', value: 'ROSA' }, 'unsaid'],
    [{ field: 'documentNumber', value: '45120921' }, 'unsaid'],
    [{ field: 'address', value: 'Lince' }, 'unsaid'],
  ])('%o: %s', (declared, comparison) => {
    expect(compareWith(lookUp, declared)).toBe(comparison);
  });

  it('takes accents and blanks for nothing, and Ñ for a letter', () => {
    expect(plain('  josé  peña ')).toBe('JOSE PEÑA');
  });
});

describe('the queue', () => {
  const papers = [
    { status: 'ACCEPTED', createdAt: '2026-09-01T12:31:00.000Z', matches: [] },
    { status: 'SUBMITTED', createdAt: '2026-09-01T12:40:00.000Z', matches: [{}, {}] },
  ];
  const client = { identification: { documents: papers } } as unknown as Review;

  it('counts the wait from the newest paper', () => {
    expect(waitsSince(client)).toBe('2026-09-01T12:40:00.000Z');
    expect(waitsSince({ identification: null })).toBeNull();
  });

  it('tells what nobody judged yet, and what other clients sent as well', () => {
    expect(unread(papers)).toEqual([papers[1]]);
    expect(duplicates(client)).toBe(2);
  });

  it.each([
    [['a', 'b', 'c'], 'a', 'b'], [['a', 'b', 'c'], 'c', 'a'], [['a'], 'a', null], [[], 'a', null], [['b', 'c'], 'a', 'b'],
  ])('of %j after %s comes %s', (ids, id, next) => {
    expect(nextOf(ids, id)).toBe(next);
  });
});

describe('a verdict on a paper', () => {
  it.each([
    ['SUBMITTED', true, 'IN_REVIEW', null], ['SUBMITTED', false, 'PENDING', null], ['ACCEPTED', true, 'IN_REVIEW', 'ALREADY'], ['ACCEPTED', false, 'IN_REVIEW', null],
    ['REJECTED', false, 'IN_REVIEW', 'ALREADY'], ['REJECTED', true, 'IN_REVIEW', null], ['ACCEPTED', false, 'APPROVED', 'DECIDED'],
  ] as const)('of a paper that is %s (accepting: %s) while the identification is %s: %s', (status, accept, kycStatus, block) => {
    expect(blockVerdict({ status }, accept, kycStatus)).toBe(block);
  });
});
