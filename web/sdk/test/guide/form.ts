import type { HouseError } from '@qoricash/sdk';
import { toFormErrors } from '@qoricash/sdk/forms';
import type { UseFormReturn } from 'react-hook-form';

export function showRefusals(errors: readonly HouseError[], form: UseFormReturn<{ amount: string; bankReference: string }>): void {
  toFormErrors(errors, form.setError, { fields: ['amount', 'bankReference'] });
}
