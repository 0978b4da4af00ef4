import { signal } from '@qoricash/sdk';

/** What a registration still needs after its form: it lives in memory alone, for it holds a password. */
export interface Registration {
  readonly documentType: 'DNI' | 'CE' | 'RUC';
  readonly documentNumber: string;
  readonly email: string;
  readonly password: string;
}

/** The registration that waits for its code; null when the page was loaded again since. */
export const registration = signal<Registration | null>(null);
