import { describe, expect, it } from 'vitest';
import { digitsOf, invent, inventReference } from './sample.ts';

const id = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

describe('what is invented to try with', () => {
  it('has the form that the house asks for', () => {
    const { number, paternalSurname, maternalSurname, givenNames, email, password } = invent(id);
    expect(number).toMatch(/^7\d{7}$/);
    expect([paternalSurname, maternalSurname, givenNames].every((name) => /^[A-Z]{4,}$/.test(name ?? ''))).toBe(true);
    expect(email).toMatch(/^[a-z]+\.[0-9a-f]{8}@example\.com$/);
    expect(password?.length).toBeGreaterThanOrEqual(12);
  });

  it('follows from its id alone, and differs with it', () => {
    expect(invent(id)).toEqual(invent(id));
    expect(invent(id)).not.toEqual(invent('f0e1d2c3-4e5f-4a6b-8c7d-9e0f1a2b3c4d'));
  });

  it('numbers a transfer by eight digits', () => {
    expect(inventReference(id)).toMatch(/^\d{8}$/);
    expect(digitsOf(id, 3)).toHaveLength(3);
  });
});
