import { expect, test } from 'vitest';
import { spanish } from './spanish';

test('a label of the editor has its Spanish', () => {
  expect(spanish('Show Documentation Explorer')).toBe('Mostrar la documentación del esquema');
});

test('what is no label, or is the same in Spanish, is left alone', () => {
  expect(spanish('Show me the money')).toBeUndefined();
  expect(spanish('Variables')).toBeUndefined();
  expect(spanish('')).toBeUndefined();
});
